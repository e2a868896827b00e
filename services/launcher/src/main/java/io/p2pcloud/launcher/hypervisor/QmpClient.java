package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Json;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// A connection to QEMU's control socket (QEMU documentation, "QEMU Machine Protocol
/// Specification"). Commands may come from several threads; events and the end of the connection go
/// to one listener, on the connection's own thread.
final class QmpClient implements AutoCloseable {
    private static final Logger LOG = System.getLogger(QmpClient.class.getName());
    private static final int MAX_LINE_BYTES = 4 << 20;
    private static final Duration READ_SLICE = Duration.ofHours(1);

    private final ByteLines lines;
    private final Listener listener;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /// Hears what QEMU says unasked.
    interface Listener {
        /// @param name such as `SHUTDOWN`
        /// @param data the event's members, or a missing node
        void event(String name, JsonNode data);

        /// The connection has ended; nothing follows.
        void ended();
    }

    /// QEMU answered a command with an error.
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        Refusal(String command, String description) {
            super("QEMU refused " + command + ": " + description);
        }
    }

    private QmpClient(ByteLines lines, Listener listener) {
        this.lines = lines;
        this.listener = listener;
    }

    /// Connects, waits for the greeting and leaves negotiation mode.
    ///
    /// @throws IOException when there is no QEMU behind the socket or it speaks to somebody else
    static QmpClient connect(Path socket, Duration timeout, Listener listener)
            throws IOException, InterruptedException {
        var lines = ByteLines.connect(socket, MAX_LINE_BYTES);
        var client = new QmpClient(lines, listener);
        try {
            if (parse(lines.readLine(timeout)).path("QMP").isMissingNode()) {
                throw new IOException("not a QEMU control socket: " + socket);
            }
            Thread.ofVirtual().name("qmp of " + socket).start(client::listen);
            client.execute("qmp_capabilities", Map.of(), timeout);
            return client;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /// @return what the command returned
    /// @throws Refusal when QEMU answered with an error
    /// @throws IOException when it did not answer in time or is gone
    JsonNode execute(String command, Map<String, ?> arguments, Duration timeout)
            throws IOException, InterruptedException {
        var id = Long.toString(ids.incrementAndGet());
        var answer = new CompletableFuture<JsonNode>();
        pending.put(id, answer);
        try {
            var message = new LinkedHashMap<String, Object>();
            message.put("execute", command);
            if (!arguments.isEmpty()) {
                message.put("arguments", arguments);
            }
            message.put("id", id);
            lines.writeLine(Json.write(message), timeout);
            var reply = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            var error = reply.path("error");
            if (!error.isMissingNode()) {
                throw new Refusal(command, error.path("desc").asString("no reason given"));
            }
            return reply.path("return");
        } catch (TimeoutException e) {
            throw new SocketTimeoutException(
                    "QEMU did not answer %s within %s".formatted(command, timeout));
        } catch (ExecutionException e) {
            throw new IOException("QEMU went away before it answered " + command, e.getCause());
        } finally {
            pending.remove(id);
        }
    }

    /// Whether the listener heard the end, or is about to.
    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        lines.close();
    }

    private void listen() {
        try {
            while (true) {
                dispatch(nextLine());
            }
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(e);
        }
    }

    /// QEMU may be silent for as long as it likes.
    private String nextLine() throws IOException, InterruptedException {
        while (true) {
            try {
                return lines.readLine(READ_SLICE);
            } catch (SocketTimeoutException e) {
                LOG.log(Logger.Level.TRACE, "QEMU was silent for " + READ_SLICE);
            }
        }
    }

    private void dispatch(String line) throws IOException {
        var message = parse(line);
        var event = message.path("event").asString("");
        if (!event.isEmpty()) {
            listener.event(event, message.path("data"));
            return;
        }
        var waiting = pending.remove(message.path("id").asString(""));
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    private void end(Exception cause) {
        ended = true;
        lines.close();
        pending.values().forEach(waiting -> waiting.completeExceptionally(cause));
        listener.ended();
    }

    private static JsonNode parse(String line) throws IOException {
        try {
            return Json.parse(line);
        } catch (IllegalArgumentException e) {
            throw new EOFException("QEMU sent what is not JSON: " + e.getMessage());
        }
    }
}
