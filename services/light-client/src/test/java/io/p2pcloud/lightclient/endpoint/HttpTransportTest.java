package io.p2pcloud.lightclient.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final CountDownLatch done = new CountDownLatch(1);
    private final HttpTransport http = new HttpTransport(Duration.ofSeconds(2), 1000);
    private final HttpServer server;

    HttpTransportTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/good", exchange -> answer(exchange, 200, new byte[10]));
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[1001]));
        server.createContext("/missing", exchange -> answer(exchange, 404, new byte[1]));
        server.createContext("/moved", HttpTransportTest::move);
        server.createContext("/drip", this::drip);
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
        http.close();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "Application/JSON; charset=utf-8");
            exchange.getResponseHeaders().set("Eth-Consensus-Version", "deneb");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void move(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", "/good");
            exchange.sendResponseHeaders(302, -1);
        }
    }

    /// A body that begins and never ends.
    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void givesStatusTypeVersionAndBody() throws IOException {
        var answer = http.get(at("/good"), Transport.JSON);
        assertThat(answer.isOk()).isTrue();
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.consensusVersion()).isEqualTo("deneb");
        assertThat(answer.body().size()).isEqualTo(10);
        assertThat(http.get(at("/missing"), Transport.JSON).isNotFound()).isTrue();
        var json = Bytes.of("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(http.post(at("/good"), json).isOk()).isTrue();
    }

    @Test
    void refusesAnswersThatAreTooLarge() {
        assertThatThrownBy(() -> http.get(at("/large"), Transport.JSON))
                .isInstanceOf(IOException.class);
    }

    @Test
    void givesUpOnABodyThatNeverEnds() {
        assertThatThrownBy(() -> http.get(at("/drip"), Transport.JSON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 2 seconds");
    }

    @Test
    void doesNotFollowRedirections() throws IOException {
        assertThat(http.get(at("/moved"), Transport.JSON).status()).isEqualTo(302);
    }

    @Test
    void reportsAServerThatIsNotThere() {
        server.stop(0);
        assertThatThrownBy(() -> http.get(at("/good"), Transport.JSON))
                .isInstanceOf(IOException.class);
    }
}
