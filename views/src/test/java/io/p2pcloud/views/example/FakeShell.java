package io.p2pcloud.views.example;

import io.p2pcloud.tenant.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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
    private final PipedInputStream output = new PipedInputStream(8192);
    private final PipedOutputStream greeting = new PipedOutputStream();
    private volatile boolean open = true;

    public FakeShell() {
        try {
            greeting.connect(output);
            greeting.write(GREETING.getBytes(StandardCharsets.UTF_8));
            greeting.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return open;
    }

    @Override
    public void close() {
        open = false;
        try {
            greeting.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
