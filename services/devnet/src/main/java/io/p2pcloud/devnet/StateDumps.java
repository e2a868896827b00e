package io.p2pcloud.devnet;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.RpcAnswer;
import io.p2pcloud.chain.RpcCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts the chain's state on disk soon after each change, and not while only empty blocks pass.
/// Large states take long to write: the pause between two dumps is at least ten times as long as
/// the last one took.
final class StateDumps implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StateDumps.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(1500);
    private static final int MAX_LOOKED_AT = 50;
    private static final int REST_FACTOR = 10;

    private static final int HEAD_STEP = 10;
    private static final long MAX_CAUGHT_UP = 200_000;

    private final ChainStateFile file;
    private final Path headFile;
    private final URI rpc;
    private final Chain chain;
    private volatile boolean changed;
    private long seenBlock = -1;
    private long notedHead = -HEAD_STEP;
    private @Nullable Thread thread;

    StateDumps(ChainStateFile file, Path headFile, URI rpc, Chain chain) {
        this.file = file;
        this.headFile = headFile;
        this.rpc = rpc;
        this.chain = chain;
    }

    synchronized void begin() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("devnet-state").start(this::run);
        }
    }

    /// Something changed that no transaction shows.
    void changed() {
        changed = true;
    }

    private void run() {
        var pause = PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                pause = PAUSE;
                if (hasChanged()) {
                    long begun = System.nanoTime();
                    var _ = now();
                    var rest = Duration.ofNanos((System.nanoTime() - begun) * REST_FACTOR);
                    pause = rest.compareTo(PAUSE) > 0 ? rest : PAUSE;
                }
            } catch (ChainException e) {
                LOG.log(System.Logger.Level.DEBUG, "no look at the chain: {0}", e.getMessage());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Empty blocks since the last dump are lost when everything is killed. Others may have written
    /// their numbers down: a resumed chain goes on behind them, so that no number means two blocks.
    void catchUp() {
        long lost;
        try {
            lost = Long.parseLong(Files.readString(headFile).strip()) + HEAD_STEP;
        } catch (IOException | NumberFormatException _) {
            return;
        }
        long missing = Math.min(lost - chain.blockNumber(), MAX_CAUGHT_UP);
        if (missing > 0) {
            chain.rpc().result("anvil_mine", "0x" + Long.toHexString(missing));
        }
    }

    private void noteHead(long head) {
        if (head < notedHead + HEAD_STEP) {
            return;
        }
        try {
            Files.writeString(headFile, Long.toString(head));
            notedHead = head;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the head was not noted: {0}", e.getMessage());
        }
    }

    private boolean hasChanged() {
        long head = chain.blockNumber();
        noteHead(head);
        long from = Math.max(seenBlock + 1, head - MAX_LOOKED_AT);
        boolean skipped = seenBlock >= 0 && from > seenBlock + 1;
        List<RpcCall> calls = new ArrayList<>();
        for (long block = from; block <= head; block++) {
            calls.add(
                    RpcCall.of(
                            "eth_getBlockTransactionCountByNumber",
                            "0x" + Long.toHexString(block)));
        }
        boolean busy =
                chain.rpc().batch(calls).stream()
                        .anyMatch(it ->
                                it instanceof RpcAnswer.Result(JsonNode count)
                                        && !count.asString().equals("0x0"));
        seenBlock = head;
        return changed || busy || skipped;
    }

    /// Writes the state now. A failure is logged: the next change tries again.
    ///
    /// @return whether it was written
    synchronized boolean now() {
        changed = false;
        try {
            file.dump(rpc);
            return true;
        } catch (IOException e) {
            changed = true;
            LOG.log(
                    Thread.currentThread().isInterrupted()
                            ? System.Logger.Level.DEBUG
                            : System.Logger.Level.WARNING,
                    "the embedded chain''s state was not put on disk: {0}",
                    e.getMessage());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
