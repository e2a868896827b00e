package io.p2pcloud.views.example;

import io.p2pcloud.tenant.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// A shell that greets, and keeps what is typed.
public final class FakeShell implements Shell {
    private static final String GREETING =
            """
            \u001b[90mLinux my-first-server 6.12.48-cloud-amd64 #1 SMP Debian 6.12.48-1 x86_64\u001b[0m\r
            \r
              \u001b[33mNot attested:\u001b[0m the provider can obtain everything on this machine.\r
              A reboot needs your app: this machine cannot unlock its disk alone.\r
            \r
            \u001b[32mroot@my-first-server\u001b[0m:\u001b[34m~\u001b[0m# uname -a\r
            Linux my-first-server 6.12.48-cloud-amd64 #1 SMP PREEMPT_DYNAMIC Debian x86_64 GNU/Linux\r
            \u001b[32mroot@my-first-server\u001b[0m:\u001b[34m~\u001b[0m# df -h /\r
            Filesystem        Size  Used Avail Use% Mounted on\r
            /dev/mapper/data   20G  612M   19G   4% /\r
            \u001b[32mroot@my-first-server\u001b[0m:\u001b[34m~\u001b[0m# \
            """;

    public final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final InputStream output = new Greeting();

    /// The greeting, then silence until the shell is closed.
    private final class Greeting extends InputStream {
        private final InputStream words =
                new ByteArrayInputStream(GREETING.getBytes(StandardCharsets.UTF_8));

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (words.available() > 0) {
                return words.read(into, from, most);
            }
            try {
                closed.await();
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(e.getMessage());
            }
        }

        @Override
        public int available() throws IOException {
            return words.available();
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return typed;
    }

    @Override
    public void resize(int columns, int rows) {
        // Nothing is drawn here.
    }

    @Override
    public boolean open() {
        return closed.getCount() > 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
