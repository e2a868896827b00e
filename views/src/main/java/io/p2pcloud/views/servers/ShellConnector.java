package io.p2pcloud.views.servers;

import com.techsenger.jeditermfx.core.TtyConnector;
import com.techsenger.jeditermfx.core.util.TermSize;
import io.p2pcloud.tenant.Shell;
import io.p2pcloud.views.common.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A shell as the terminal widget reads and writes it.
final class ShellConnector implements TtyConnector {
    private final Shell shell;
    private final Reader reader;
    private final Consumer<TermSize> resized;
    private final CountDownLatch ended = new CountDownLatch(1);

    ShellConnector(Shell shell, Consumer<TermSize> resized) {
        this.shell = shell;
        this.resized = resized;
        reader = new InputStreamReader(shell.output(), StandardCharsets.UTF_8);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = reader.read(buffer, offset, length);
        if (count < 0) {
            ended.countDown();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        shell.input().write(bytes);
        shell.input().flush();
    }

    @Override
    public void write(String string) throws IOException {
        write(string.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isConnected() {
        return shell.open();
    }

    @Override
    public void resize(TermSize size) {
        resized.accept(size);
        // The widget calls this on its own thread at every change; the server is told on another.
        var _ =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                shell.resize(size.getColumns(), size.getRows());
                            } catch (IOException _) {
                                // The session is over; the reader says so.
                            }
                        });
    }

    @Override
    public int waitFor() throws InterruptedException {
        ended.await();
        return 0;
    }

    @Override
    public boolean ready() throws IOException {
        return reader.ready();
    }

    @Override
    public String getName() {
        return Texts.of("terminal.name");
    }

    @Override
    public void close() {
        ended.countDown();
        shell.close();
    }
}
