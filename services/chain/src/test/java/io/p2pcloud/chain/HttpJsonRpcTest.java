package io.p2pcloud.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.p2pcloud.chain.ChainException.Reason;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that answers what a node should not.
final class HttpJsonRpcTest {
    private static final RpcCall CALL = RpcCall.of("eth_blockNumber");

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private HttpJsonRpc rpc;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        rpc = rpc(Duration.ofSeconds(10));
    }

    private HttpJsonRpc rpc(Duration timeout) {
        return new HttpJsonRpc(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/key-abc"),
                timeout);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        rpc.close();
    }

    private void answer(Function<String, byte[]> answer) {
        server.createContext(
                "/",
                exchange -> {
                    var question =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    var bytes = answer.apply(question);
                    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(bytes);
                    } catch (IOException _) {
                        // The client hung up, as some tests want.
                    }
                });
    }

    private void answer(String text) {
        answer(_ -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAResult() {
        answer("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x10\"}");
        assertThat(rpc.result("eth_blockNumber").stringValue()).isEqualTo("0x10");
    }

    @Test
    void putsTheAnswersOfABatchInOrder() {
        answer(
                "[{\"id\":1,\"result\":\"0x1\"},{\"id\":2,\"error\":{\"code\":3,\"message\":\"no\"}},"
                        + "{\"id\":0,\"result\":\"0x0\"}]");
        assertThat(rpc.batch(List.of(CALL, CALL, CALL)))
                .containsExactly(
                        new RpcAnswer.Result(Json.parse("\"0x0\"")),
                        new RpcAnswer.Result(Json.parse("\"0x1\"")),
                        new RpcAnswer.Failure(3, "no", ""));
    }

    @Test
    void refusesABatchWithDoubleMissingOrForeignIds() {
        for (var text :
                List.of(
                        "[{\"id\":0,\"result\":1},{\"id\":0,\"result\":1}]",
                        "[{\"id\":0,\"result\":1}]",
                        "[{\"id\":0,\"result\":1},{\"id\":7,\"result\":1}]",
                        "[{\"id\":0,\"result\":1},{\"result\":1}]",
                        "{\"id\":0,\"result\":1}",
                        "[{\"id\":0},{\"id\":1,\"result\":1}]")) {
            answer(text);
            assertReason(() -> rpc.batch(List.of(CALL, CALL)), Reason.MALFORMED);
            server.removeContext("/");
        }
    }

    private void assertReason(Runnable act, Reason reason) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ChainException.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void refusesWhatIsNoJson() {
        answer("<html>502</html>");
        assertReason(() -> rpc.ask(CALL), Reason.MALFORMED);
    }

    @Test
    void stopsReadingAnAnswerBeyondTheLimit() {
        var huge = new byte[(32 << 20) + 10];
        answer(_ -> huge);
        assertReason(() -> rpc.ask(CALL), Reason.TOO_LARGE);
    }

    @Test
    void givesUpOnANodeThatNeverAnswers() {
        server.createContext(
                "/",
                exchange -> {
                    try {
                        end.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        try (var impatient = rpc(Duration.ofMillis(200))) {
            assertReason(() -> impatient.ask(CALL), Reason.TIMEOUT);
        }
    }

    @Test
    void givesUpOnANodeThatDribbles() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        end.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        try (var impatient = rpc(Duration.ofMillis(300))) {
            assertReason(() -> impatient.ask(CALL), Reason.TIMEOUT);
        }
    }

    @Test
    void saysThatNothingListens() {
        int port = server.getAddress().getPort();
        server.stop(0);
        try (var gone =
                new HttpJsonRpc(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(5))) {
            assertReason(() -> gone.ask(CALL), Reason.UNREACHABLE);
        }
    }

    @Test
    void neverShowsTheKeyInAnEndpointsPath() {
        answer("rubbish");
        assertThatThrownBy(() -> rpc.ask(CALL)).hasMessageNotContaining("key-abc");
        assertThat(rpc.endpoint()).doesNotContain("key-abc");
    }

    @Test
    void givesTheBytesOfARevertInEitherForm() {
        answer(
                "{\"id\":0,\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0xaa\"}}");
        assertThat(rpc.ask(CALL)).isEqualTo(new RpcAnswer.Failure(3, "execution reverted", "0xaa"));
        server.removeContext("/");
        answer(
                "{\"id\":0,\"error\":{\"code\":-32015,\"message\":\"reverted\","
                        + "\"data\":{\"data\":\"0xbb\"}}}");
        assertThat(rpc.ask(CALL)).isEqualTo(new RpcAnswer.Failure(-32015, "reverted", "0xbb"));
    }
}
