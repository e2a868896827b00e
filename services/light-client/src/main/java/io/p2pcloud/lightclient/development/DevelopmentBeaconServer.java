package io.p2pcloud.lightclient.development;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The development beacon over HTTP, on loopback only, for other programs on this machine.
public final class DevelopmentBeaconServer implements AutoCloseable {
    private static final int UNAVAILABLE = 503;
    private static final int WRONG_METHOD = 405;

    private final DevelopmentBeacon beacon;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// @param port 0 for any free one
    /// @throws IOException when the port is taken
    public DevelopmentBeaconServer(DevelopmentBeacon beacon, int port) throws IOException {
        this.beacon = beacon;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    /// Where it listens.
    public URI address() {
        var address = server.getAddress();
        return URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(WRONG_METHOD, -1);
                return;
            }
            var answer = ask(exchange.getRequestURI());
            var body = answer.body().toArray();
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (!answer.consensusVersion().isEmpty()) {
                exchange.getResponseHeaders()
                        .set("Eth-Consensus-Version", answer.consensusVersion());
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Transport.Answer ask(URI request) {
        try {
            return beacon.get(request, Transport.JSON);
        } catch (IOException e) {
            var error = Map.of("code", UNAVAILABLE, "message", String.valueOf(e.getMessage()));
            return new Transport.Answer(
                    UNAVAILABLE,
                    Transport.JSON,
                    "",
                    Bytes.of(Json.write(error).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
