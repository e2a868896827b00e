package io.p2pcloud.lightclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.endpoint.Transport.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// Puts a [Transport] behind real HTTP, with the habits that servers of other people have.
public final class HttpHost implements AutoCloseable {
    /// How bodies are sent.
    public enum Body {
        PLAIN,
        CHUNKED,
        GZIP
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Transport behind;
    private final Body body;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    public HttpHost(Transport behind) throws IOException {
        this("127.0.0.1", behind, Body.PLAIN);
    }

    /// @param host a loopback address
    public HttpHost(String host, Transport behind, Body body) throws IOException {
        this.behind = behind;
        this.body = body;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// Path and query of every request so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestURI().toString());
            var accept = exchange.getRequestHeaders().getFirst("Accept");
            var address = URI.create(url() + exchange.getRequestURI());
            Answer answer;
            try {
                answer =
                        exchange.getRequestMethod().equals("GET")
                                ? behind.get(address, accept == null ? "" : accept)
                                : behind.post(address, Bytes.of(sent));
            } catch (IOException e) {
                return;
            }
            send(exchange, answer);
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        if (!answer.consensusVersion().isEmpty()) {
            headers.set("Eth-Consensus-Version", answer.consensusVersion());
        }
        var bytes = answer.body().toArray();
        if (body == Body.GZIP && bytes.length > 0) {
            headers.set("Content-Encoding", "gzip");
            bytes = gzip(bytes);
        }
        long length = bytes.length == 0 ? -1 : body == Body.CHUNKED ? 0 : bytes.length;
        exchange.sendResponseHeaders(answer.status(), length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
