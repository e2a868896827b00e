package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ByteLinesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir private Path folder;
    private ServerSocketChannel server;
    private ByteLines lines;
    private SocketChannel guest;

    @BeforeEach
    void connect() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        lines = ByteLines.connect(address.getPath(), GuestChannel.MAX_LINE_BYTES);
        guest = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        lines.close();
        guest.close();
        server.close();
    }

    @Test
    void carriesLinesBothWaysHoweverTheyAreCutUp() throws Exception {
        send("fir");
        send("st\nsecond ü\nthi");
        assertThat(lines.readLine(PATIENCE)).isEqualTo("first");
        assertThat(lines.readLine(PATIENCE)).isEqualTo("second ü");
        assertThatThrownBy(() -> lines.readLine(SHORT)).isInstanceOf(SocketTimeoutException.class);
        send("rd\n");
        assertThat(lines.readLine(PATIENCE)).isEqualTo("third");
        lines.writeLine("to the guest", PATIENCE);
        var received = ByteBuffer.allocate(13);
        while (received.hasRemaining()) {
            guest.read(received);
        }
        assertThat(new String(received.array(), StandardCharsets.UTF_8))
                .isEqualTo("to the guest\n");
    }

    @Test
    void takesALineOfTheGreatestLengthAndNoLonger() throws Exception {
        Thread.ofVirtual().start(() -> sendQuietly("x".repeat(GuestChannel.MAX_LINE_BYTES) + "\n"));
        assertThat(lines.readLine(PATIENCE)).hasSize(GuestChannel.MAX_LINE_BYTES);
        Thread.ofVirtual().start(() -> sendQuietly("x".repeat(GuestChannel.MAX_LINE_BYTES + 1)));
        assertThatThrownBy(() -> lines.readLine(PATIENCE)).hasMessageContaining("more than");
        assertThatThrownBy(() -> lines.readLine(PATIENCE)).hasMessageContaining("more than");
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        guest.write(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}));
        assertThatThrownBy(() -> lines.readLine(PATIENCE)).hasMessageContaining("UTF-8");
    }

    @Test
    void leavesAFloodToItsSender() throws Exception {
        guest.configureBlocking(false);
        var flood = ByteBuffer.wrap("x\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
        floodUntilFull(flood);
        assertThat(lines.readLine(PATIENCE)).isEqualTo("x");
        assertThat(flood.hasRemaining()).isTrue();
    }

    @Test
    void tellsThatTheOtherEndIsGoneAfterItsLastLine() throws Exception {
        send("goodbye\n");
        guest.close();
        assertThat(lines.readLine(PATIENCE)).isEqualTo("goodbye");
        assertThatThrownBy(() -> lines.readLine(PATIENCE)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> lines.writeLine("hello?", PATIENCE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void givesUpOnAReceiverThatTakesNothing() {
        var line = "x".repeat(GuestChannel.MAX_LINE_BYTES);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                lines.writeLine(line, SHORT);
                            }
                        })
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void sendsNoLineThatIsTwo() {
        assertThatThrownBy(() -> lines.writeLine("one\ntwo", PATIENCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsForAReaderWhoWaitsWhenItIsClosed() throws Exception {
        send("a\n".repeat(100));
        var waiting = Thread.ofVirtual().unstarted(lines::close);
        waiting.start();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 200; i++) {
                                lines.readLine(PATIENCE);
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    /// Writes until the socket takes no more for a while.
    private void floodUntilFull(ByteBuffer flood) throws Exception {
        int idle = 0;
        while (idle < 20 && flood.hasRemaining()) {
            if (guest.write(flood) == 0) {
                idle++;
                Thread.sleep(Duration.ofMillis(5));
            } else {
                idle = 0;
            }
        }
    }

    private void send(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            guest.write(bytes);
        }
    }

    private void sendQuietly(String text) {
        try {
            send(text);
        } catch (IOException e) {
            // The reader hung up, as it should on a line too long.
            assertThat(e).isNotNull();
        }
    }
}
