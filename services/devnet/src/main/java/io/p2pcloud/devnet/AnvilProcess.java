package io.p2pcloud.devnet;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.devnet.DevnetException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One running anvil: started here, or left behind by an earlier run and taken over.
final class AnvilProcess {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PORT_TRIES = 3;

    /// Anvil copies the whole state at every block and keeps 500 of them: too much when it is
    /// large.
    private static final long STATES_BYTES = 512L << 20;

    private static final long MIN_STATES = 4;
    private static final long USUAL_STATES = 500;
    private static final long BYTES_LOADED_A_SECOND = 1 << 20;

    private final ProcessHandle handle;
    private final int port;

    private AnvilProcess(ProcessHandle handle, int port) {
        this.handle = handle;
        this.port = port;
    }

    URI rpc() {
        return rpc(port);
    }

    int port() {
        return port;
    }

    void awaitExit() {
        handle.onExit().join();
    }

    /// The chain that a crash left running, if it answers; one that does not is ended.
    static Optional<AnvilProcess> adopt(DevnetPlace place, long chainId) {
        var mark = ProcessMark.read(place.process());
        var left = mark.flatMap(ProcessMark::process);
        if (mark.isEmpty() || left.isEmpty()) {
            return Optional.empty();
        }
        var process = new AnvilProcess(left.get(), mark.get().port());
        boolean portSuits = place.port().isEmpty() || place.port().getAsInt() == mark.get().port();
        if (portSuits && answers(process.rpc(), chainId)) {
            return Optional.of(process);
        }
        process.stop();
        return Optional.empty();
    }

    /// @param state what to load; empty for a new chain
    /// @throws DevnetException when the port is taken or the program does not come up
    static AnvilProcess start(
            DevnetPlace place,
            Path program,
            DevnetClockwork clockwork,
            Optional<Path> state,
            InstantSource clock) {
        if (place.port().isPresent()) {
            int port = place.port().getAsInt();
            requireFree(port);
            return launch(place, program, clockwork, port, state, clock);
        }
        for (int attempt = 1; ; attempt++) {
            int port =
                    attempt == 1 ? lastPort(place).orElseGet(AnvilProcess::freePort) : freePort();
            try {
                return launch(place, program, clockwork, port, state, clock);
            } catch (DevnetException e) {
                // Between choosing and using it, another program may have taken the port.
                if (e.reason() != Reason.PORT_BUSY || attempt == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static AnvilProcess launch(
            DevnetPlace place,
            Path program,
            DevnetClockwork clockwork,
            int port,
            Optional<Path> state,
            InstantSource clock) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--chain-id", Long.toString(clockwork.chain().value())));
        command.addAll(clockwork.mining());
        // No account of its own: ours get their gas money from anvil_setBalance.
        command.addAll(List.of("--accounts", "0", "--quiet", "--no-cors"));
        command.addAll(List.of("--no-request-size-limit", "--slots-in-an-epoch", "1"));
        if (state.isEmpty()) {
            clockwork
                    .genesis()
                    .ifPresent(it ->
                            command.addAll(
                                    List.of("--timestamp", Long.toString(it.getEpochSecond()))));
        }
        state.ifPresent(it -> command.addAll(List.of("--load-state", it.toString())));
        long size = state.map(AnvilProcess::size).orElse(0L);
        long states = clockwork.makesAPast() ? MIN_STATES : states(size);
        if (states < USUAL_STATES) {
            command.addAll(List.of("--prune-history", Long.toString(states)));
        }
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(place.folder().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(place.log().toFile())
                            .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new DevnetException(
                    Reason.NOT_STARTED,
                    "The embedded chain's program " + program + " cannot be run: " + e.getMessage(),
                    e);
        }
        var started = new AnvilProcess(process.toHandle(), port);
        var patience = START.plusSeconds(size / BYTES_LOADED_A_SECOND);
        started.awaitAnswer(place, clockwork.chain().value(), clock, patience);
        started.mark(place, program);
        return started;
    }

    /// How many states of this size in the file may be kept in memory.
    private static long states(long size) {
        return Math.clamp(STATES_BYTES / Math.max(1, size), MIN_STATES, USUAL_STATES);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0; // the program will say that it cannot be read
        }
    }

    private void awaitAnswer(
            DevnetPlace place, long chainId, InstantSource clock, Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        while (handle.isAlive() && clock.instant().isBefore(deadline)) {
            if (answers(rpc(), chainId)) {
                return;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
                throw new DevnetException(
                        Reason.NOT_STARTED, "The start of the embedded chain was broken off.", e);
            }
        }
        var said = log(place);
        stop();
        if (said.contains("in use")) {
            throw busy(port);
        }
        throw new DevnetException(
                Reason.NOT_STARTED,
                "The embedded chain did not start"
                        + (said.isBlank() ? "" : " (" + said + ")")
                        + ": look into "
                        + place.log()
                        + ".");
    }

    private void mark(DevnetPlace place, Path program) {
        try {
            var info = handle.info();
            new ProcessMark(
                            handle.pid(),
                            info.startInstant().orElse(Instant.EPOCH),
                            port,
                            info.command().orElse(program.toString()))
                    .write(place.process());
        } catch (IOException e) {
            stop();
            throw new DevnetException(
                    Reason.DISK,
                    "The folder " + place.folder() + " cannot be written: " + e.getMessage(),
                    e);
        }
    }

    /// Ends the process, kindly first.
    void stop() {
        handle.destroy();
        try {
            handle.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            handle.destroyForcibly();
        } catch (InterruptedException _) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(URI rpc, long chainId) {
        try (var node = new HttpJsonRpc(rpc, Duration.ofSeconds(2))) {
            return node.result("eth_chainId").asString().equals("0x" + Long.toHexString(chainId));
        } catch (ChainException _) {
            return false;
        }
    }

    private static OptionalInt tryPort(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    private static int freePort() {
        return tryPort(0)
                .orElseThrow(() ->
                        new DevnetException(
                                Reason.PORT_BUSY,
                                "No port is free on 127.0.0.1 for the embedded chain."));
    }

    private static void requireFree(int port) {
        if (tryPort(port).isEmpty()) {
            throw busy(port);
        }
    }

    private static DevnetException busy(int port) {
        return new DevnetException(
                Reason.PORT_BUSY,
                "Port "
                        + port
                        + " on 127.0.0.1, which the embedded chain should use, is taken by another"
                        + " program: choose another port or end that program.");
    }

    /// The same address as last time where possible: others have written it down.
    private static OptionalInt lastPort(DevnetPlace place) {
        var last = ProcessMark.read(place.process()).map(ProcessMark::port).orElse(0);
        return last > 0 ? tryPort(last) : OptionalInt.empty();
    }

    static URI rpc(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String log(DevnetPlace place) {
        try {
            var text = Files.readString(place.log()).strip();
            return text.substring(0, Math.min(text.length(), 300)).replaceAll("\\s+", " ");
        } catch (IOException _) {
            return "";
        }
    }
}
