package io.p2pcloud.lightclient.endpoint;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// HTTP with a limit on time (of the whole answer, body included) and on size, before and after
/// decompression. Redirections are not followed.
public final class HttpTransport implements Transport, AutoCloseable {
    /// Room for 128 updates in JSON and for the receipts of a full block.
    public static final int ANSWER_LIMIT = 48 << 20;

    private static final String GZIP = "gzip";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final Duration limit;
    private final int sizeLimit;

    /// A transport that waits 15 seconds for an answer.
    public HttpTransport() {
        this(TIME_LIMIT);
    }

    /// @param limit from request to the last byte of the answer
    public HttpTransport(Duration limit) {
        this(limit, ANSWER_LIMIT);
    }

    HttpTransport(Duration limit, int sizeLimit) {
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT_LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.limit = limit;
        this.sizeLimit = sizeLimit;
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        return send(HttpRequest.newBuilder(address).header("Accept", accept).GET());
    }

    @Override
    public Answer post(URI address, Bytes json) throws IOException {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Accept", JSON)
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json.toArray())));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        request.header("Accept-Encoding", GZIP);
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), sizeLimit);
        var pending = http.sendAsync(request.build(), handler);
        try {
            var response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            var headers = response.headers();
            return new Answer(
                    response.statusCode(),
                    contentType(headers),
                    headers.firstValue("Eth-Consensus-Version").orElse("").strip(),
                    Bytes.of(decoded(response.body(), headers)));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new IOException("no answer within " + limit.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(causeOf(e), e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private byte[] decoded(byte[] body, HttpHeaders headers) throws IOException {
        var encoding = headers.firstValue("Content-Encoding").orElse("").strip();
        if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity") || body.length == 0) {
            return body;
        }
        if (!encoding.equalsIgnoreCase(GZIP)) {
            throw new IOException("an answer in the encoding " + encoding + ", not asked for");
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var plain = in.readNBytes(sizeLimit + 1);
            if (plain.length > sizeLimit) {
                throw new IOException("a compressed answer of more than " + sizeLimit + " bytes");
            }
            return plain;
        }
    }

    private static String contentType(HttpHeaders headers) {
        var value = headers.firstValue("Content-Type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String causeOf(ExecutionException e) {
        var cause = e.getCause();
        if (cause == null) {
            return "no answer";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        http.close();
    }
}
