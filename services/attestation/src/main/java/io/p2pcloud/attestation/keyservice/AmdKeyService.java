package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Cause;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Found;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// AMD's key service over HTTPS. It allows each address few requests in a minute and answers the
/// rest with 429: requests go one at a time, waits are honoured up to a limit, and after a refusal
/// nothing is asked until the wait that it named is over.
public final class AmdKeyService implements KeyService {
    public static final URI ADDRESS = URI.create("https://kdsintf.amd.com");

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;
    private static final int MAX_ANSWER = 1 << 20;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final URI address;
    private final InstantSource clock;
    private final Pause pause;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private Instant quietUntil = Instant.MIN;

    /// @param client follows no redirects
    /// @param address without a path
    /// @param pause waits between attempts
    public AmdKeyService(HttpClient client, URI address, InstantSource clock, Pause pause) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("AMD's answers come from AMD's address alone");
        }
        this.client = client;
        this.address = address;
        this.clock = clock;
        this.pause = pause;
    }

    /// How to wait.
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    @Override
    public KeyServiceAnswer get(String path) {
        oneAtATime.lock();
        try {
            return clock.instant().isBefore(quietUntil) ? patience() : ask(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotFound(Cause.UNREACHABLE, "The question to AMD's key service was ended.");
        } finally {
            oneAtATime.unlock();
        }
    }

    private KeyServiceAnswer ask(String path) throws InterruptedException {
        var wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response;
            try {
                response = send(path);
            } catch (IOException e) {
                return new NotFound(
                        Cause.UNREACHABLE,
                        "AMD's key service (%s) cannot be reached: %s. Try again later."
                                .formatted(address.getHost(), e.getClass().getSimpleName()));
            }
            int status = response.statusCode();
            if (status != TOO_MANY_REQUESTS && status != UNAVAILABLE) {
                return answer(response);
            }
            var asked = retryAfter(response);
            wait = asked.compareTo(wait) > 0 ? asked : wait;
            if (attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
                quietUntil = clock.instant().plus(wait);
                return patience();
            }
            pause.of(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(REQUEST_TIMEOUT)
                        .GET()
                        .build();
        return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    }

    private static KeyServiceAnswer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == OK && response.body().length > 0) {
            return new Found(Bytes.of(response.body()));
        }
        boolean refused = status >= 400 && status < 500;
        return refused
                ? new NotFound(
                        Cause.UNKNOWN_CHIP,
                        "AMD knows no certificate for this processor at these firmware levels (%d)."
                                .formatted(status))
                : new NotFound(
                        Cause.UNREACHABLE,
                        "AMD's key service answered %d. Try again later.".formatted(status));
    }

    private static NotFound patience() {
        return new NotFound(
                Cause.TOO_MANY_REQUESTS,
                "AMD's key service asks for patience. Try again in a minute.");
    }

    /// Seconds; the form with a date is not used by AMD.
    private static Duration retryAfter(HttpResponse<byte[]> response) {
        var header = response.headers().firstValue("Retry-After").orElse("");
        return header.matches("[0-9]{1,5}")
                ? Duration.ofSeconds(Integer.parseInt(header))
                : Duration.ZERO;
    }
}
