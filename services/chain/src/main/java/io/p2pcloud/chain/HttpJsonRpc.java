package io.p2pcloud.chain;

import io.p2pcloud.chain.ChainException.Reason;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON-RPC over HTTP. Reads are asked once more when the connection breaks; nothing else is.
public final class HttpJsonRpc implements JsonRpc {
    private static final int MAX_ANSWER = 32 << 20;
    private static final int MAX_BATCH = 200;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI uri;
    private final Duration timeout;
    private final HttpClient client;

    /// @param timeout for one whole exchange
    public HttpJsonRpc(URI uri, Duration timeout) {
        this.uri = uri;
        this.timeout = timeout;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// Scheme, host and port only: paths and user parts of endpoints carry access keys.
    @Override
    public String endpoint() {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    @Override
    public List<RpcAnswer> batch(List<RpcCall> calls) {
        var answers = new ArrayList<RpcAnswer>(calls.size());
        for (int from = 0; from < calls.size(); from += MAX_BATCH) {
            answers.addAll(exchange(calls.subList(from, Math.min(from + MAX_BATCH, calls.size()))));
        }
        return List.copyOf(answers);
    }

    private List<RpcAnswer> exchange(List<RpcCall> calls) {
        var requests = new ArrayList<Map<String, Object>>(calls.size());
        for (int id = 0; id < calls.size(); id++) {
            var call = calls.get(id);
            requests.add(
                    Map.of(
                            "jsonrpc",
                            "2.0",
                            "id",
                            id,
                            "method",
                            call.method(),
                            "params",
                            call.parameters()));
        }
        var text = Json.write(calls.size() == 1 ? requests.getFirst() : requests);
        boolean repeatable = calls.stream().allMatch(RpcCall::isRead);
        JsonNode answer;
        try {
            answer = post(text);
        } catch (ChainException e) {
            if (!repeatable || e.reason() != Reason.UNREACHABLE) {
                throw e;
            }
            answer = post(text);
        }
        return calls.size() == 1 && answer.isObject()
                ? List.of(answer(answer))
                : inOrder(answer, calls.size());
    }

    private List<RpcAnswer> inOrder(JsonNode array, int count) {
        if (!array.isArray() || array.size() != count) {
            throw malformed("a batch of " + count + " was answered with something else");
        }
        var answers = new @Nullable RpcAnswer[count];
        for (var each : array) {
            var id = each.get("id");
            if (id == null || !id.isInt() || id.intValue() < 0 || id.intValue() >= count) {
                throw malformed("an answer has an id that was not asked");
            }
            answers[id.intValue()] = answer(each);
        }
        var list = new ArrayList<RpcAnswer>(count);
        for (var each : answers) {
            if (each == null) {
                throw malformed("two answers have the same id");
            }
            list.add(each);
        }
        return list;
    }

    private RpcAnswer answer(JsonNode node) {
        var error = node.get("error");
        if (error != null && !error.isNull()) {
            var data = error.get("data");
            var message = error.get("message");
            var code = error.get("code");
            return new RpcAnswer.Failure(
                    code != null && code.isInt() ? code.intValue() : 0,
                    message != null && message.isString() ? message.stringValue() : "no reason",
                    data == null ? "" : revertData(data));
        }
        var result = node.get("result");
        if (result == null) {
            throw malformed("an answer has neither result nor error");
        }
        return new RpcAnswer.Result(result);
    }

    /// Nodes give a revert's bytes as a text or inside an object.
    private static String revertData(JsonNode data) {
        if (data.isString() && data.stringValue().startsWith("0x")) {
            return data.stringValue();
        }
        var inner = data.isObject() ? data.get("data") : null;
        return inner != null && inner.isString() ? inner.stringValue() : "";
    }

    private JsonNode post(String text) {
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        var exchange =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        HttpResponse<byte[]> response;
        try {
            response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw timedOut(e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable("it was interrupted", e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
        try {
            return Json.parse(response.body());
        } catch (IllegalArgumentException e) {
            throw new ChainException(
                    Reason.MALFORMED,
                    "The node "
                            + endpoint()
                            + " answered with HTTP status "
                            + response.statusCode()
                            + " and no JSON: check the address of the endpoint.",
                    e);
        }
    }

    private ChainException failed(ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return timedOut(cause);
        }
        if (cause instanceof IOException io
                && String.valueOf(io.getMessage()).contains("capacity")) {
            return new ChainException(
                    Reason.TOO_LARGE,
                    "The node " + endpoint() + " sent more than 32 MiB in one answer.",
                    io);
        }
        return unreachable(
                cause instanceof java.net.ConnectException
                        ? "nothing listens there"
                        : String.valueOf(cause.getMessage()),
                cause);
    }

    private ChainException timedOut(Throwable cause) {
        return new ChainException(
                Reason.TIMEOUT,
                "The node "
                        + endpoint()
                        + " did not answer within "
                        + timeout.toSeconds()
                        + " seconds: try again, or choose another endpoint.",
                cause);
    }

    private ChainException unreachable(String why, Throwable cause) {
        return new ChainException(
                Reason.UNREACHABLE,
                "The node "
                        + endpoint()
                        + " cannot be reached ("
                        + why
                        + "): check that it runs and that the network is up.",
                cause);
    }

    private ChainException malformed(String what) {
        return new ChainException(
                Reason.MALFORMED,
                "The node " + endpoint() + " does not speak JSON-RPC: " + what + ".");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
