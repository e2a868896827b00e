package io.p2pcloud.attestation.keyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Cause;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Found;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AmdKeyServiceTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> pauses = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    /// @param retryAfter empty for none
    private record Answer(int status, Bytes body, String retryAfter) {}

    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

    AmdKeyServiceTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    var answer = answers.removeFirst();
                    if (!answer.retryAfter().isEmpty()) {
                        exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
                    }
                    exchange.sendResponseHeaders(
                            answer.status(), answer.body().size() == 0 ? -1 : answer.body().size());
                    exchange.getResponseBody().write(answer.body().toArray());
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void bringsTheAnswerToTheVeryQuestion() {
        answers.add(new Answer(200, Bytes.ofHex("010203"), ""));
        assertThat(service().get("/vcek/v1/Genoa/ab?blSPL=01&teeSPL=00"))
                .isEqualTo(new Found(Bytes.ofHex("010203")));
        assertThat(asked).containsExactly("/vcek/v1/Genoa/ab?blSPL=01&teeSPL=00");
    }

    @Test
    void waitsAsAskedAndTriesAgain() {
        answers.add(new Answer(429, Bytes.EMPTY, "7"));
        answers.add(new Answer(503, Bytes.EMPTY, ""));
        answers.add(new Answer(200, Bytes.ofHex("01"), ""));
        assertThat(service().get("/a")).isEqualTo(new Found(Bytes.ofHex("01")));
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(14));
    }

    @Test
    void givesUpAfterThreeAndKeepsQuietForAWhile() {
        for (int i = 0; i < 3; i++) {
            answers.add(new Answer(429, Bytes.EMPTY, ""));
        }
        var service = service();
        assertThat(cause(service.get("/a"))).isEqualTo(Cause.TOO_MANY_REQUESTS);
        assertThat(asked).hasSize(3);
        assertThat(cause(service.get("/b"))).isEqualTo(Cause.TOO_MANY_REQUESTS);
        assertThat(asked).hasSize(3);
        now = now.plus(Duration.ofMinutes(1));
        answers.add(new Answer(200, Bytes.ofHex("01"), ""));
        assertThat(service.get("/b")).isInstanceOf(Found.class);
    }

    @Test
    void doesNotWaitForLongerThanAPersonWould() {
        answers.add(new Answer(429, Bytes.EMPTY, "3600"));
        assertThat(cause(service().get("/a"))).isEqualTo(Cause.TOO_MANY_REQUESTS);
        assertThat(pauses).isEmpty();
    }

    @Test
    void tellsAnUnknownChipFromAnAbsentService() {
        answers.add(new Answer(404, Bytes.EMPTY, ""));
        assertThat(cause(service().get("/a"))).isEqualTo(Cause.UNKNOWN_CHIP);
        answers.add(new Answer(500, Bytes.EMPTY, ""));
        assertThat(cause(service().get("/a"))).isEqualTo(Cause.UNREACHABLE);
        answers.add(new Answer(302, Bytes.EMPTY, ""));
        assertThat(cause(service().get("/a"))).isEqualTo(Cause.UNREACHABLE);
        var address = address();
        server.stop(0);
        assertThat(cause(new AmdKeyService(client, address, () -> now, pauses::add).get("/a")))
                .isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void takesNoAnswerWithoutEnd() {
        answers.add(new Answer(200, Bytes.of(new byte[(1 << 20) + 1]), ""));
        assertThat(cause(service().get("/a"))).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void followsNobodyElsewhere() {
        try (var follower =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
            assertThatThrownBy(() -> new AmdKeyService(follower, address(), () -> now, pauses::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private AmdKeyService service() {
        return new AmdKeyService(client, address(), () -> now, pauses::add);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Cause cause(KeyServiceAnswer answer) {
        return switch (answer) {
            case NotFound missing -> missing.cause();
            case Found found -> throw new AssertionError("found " + found);
        };
    }
}
