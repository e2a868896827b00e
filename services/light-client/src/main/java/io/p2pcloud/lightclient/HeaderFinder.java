package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.execution.BlockHashHistory;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.StateProof;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Proves headers of older blocks from a proven one: by the block hashes that the state keeps
/// (EIP-2935), or, where a chain has none, link by link along the parent hashes.
final class HeaderFinder {
    private static final int MAX_LINKS = 8191;
    private static final int MAX_HOPS = 16;
    private static final int CACHED = 1024;

    private final EndpointPool executions;
    private final InstantSource clock;

    // Keyed by hash, so that an entry stays true whatever chain it is on.
    private final Map<Bytes32, ExecutionHeader> cache =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes32, ExecutionHeader> eldest) {
                    return size() > CACHED;
                }
            };

    HeaderFinder(EndpointPool executions, InstantSource clock) {
        this.executions = executions;
        this.clock = clock;
    }

    /// The header with this hash.
    Result<ExecutionHeader> byHash(Bytes32 hash) {
        return cachedOr(
                hash,
                () ->
                        executions.ask(
                                "block " + hash, endpoint -> ExecutionApi.header(endpoint, hash)));
    }

    /// The header of block `number`, proven from the block with the hash `from`.
    Result<ExecutionHeader> find(long number, Bytes32 from) {
        var base = byHash(from);
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            if (!(base instanceof Result.Found<ExecutionHeader>(var header))) {
                return base;
            }
            if (number < 0 || number > header.number()) {
                return refused(
                        "Block " + number + " is newer than the proven block " + header.number());
            }
            if (number == header.number()) {
                return base;
            }
            long next = Math.max(number, header.number() - BlockHashHistory.WINDOW);
            base = next == header.number() - 1 ? parent(header) : fromState(header, next);
        }
        return refused("Block " + number + " is too old to be proven from here");
    }

    private Result<ExecutionHeader> parent(ExecutionHeader header) {
        return byHash(header.parentHash());
    }

    private Result<ExecutionHeader> fromState(ExecutionHeader header, long number) {
        var slot = BlockHashHistory.slot(number);
        var proof =
                executions.ask(
                        "the hash of block " + number,
                        endpoint ->
                                ExecutionApi.proof(
                                        endpoint,
                                        BlockHashHistory.CONTRACT,
                                        List.of(slot),
                                        new ExecutionApi.BlockName(header.number(), header.hash()),
                                        header.stateRoot()));
        return switch (proof) {
            case Result.Found<StateProof.Verdict.Proven>(var proven) -> {
                var hash = proven.slots().getOrDefault(slot, Bytes32.ZERO);
                yield hash.equals(Bytes32.ZERO)
                        ? walk(header, number)
                        : byHashOrWalk(header, number, hash);
            }
            case Result.Refused<StateProof.Verdict.Proven> refused -> walk(header, number);
            case Result.Nobody<StateProof.Verdict.Proven> nobody -> walk(header, number);
        };
    }

    /// A chain may keep something else in those slots.
    private Result<ExecutionHeader> byHashOrWalk(ExecutionHeader from, long number, Bytes32 hash) {
        var found = byHash(hash);
        return found instanceof Result.Found<ExecutionHeader>(var header)
                        && header.number() != number
                ? walk(from, number)
                : found;
    }

    private Result<ExecutionHeader> walk(ExecutionHeader from, long number) {
        if (from.number() - number > MAX_LINKS) {
            return refused(
                    "Block "
                            + number
                            + " is more than "
                            + MAX_LINKS
                            + " blocks behind, and this chain keeps no older block hashes");
        }
        Result<ExecutionHeader> link = parent(from);
        for (long left = from.number() - number - 1;
                left > 0 && link instanceof Result.Found<ExecutionHeader>(var header);
                left--) {
            link = parent(header);
        }
        return link instanceof Result.Found<ExecutionHeader>(var header)
                        && header.number() != number
                ? refused("The parents of block " + from.number() + " skip block " + number)
                : link;
    }

    private Result<ExecutionHeader> cachedOr(Bytes32 hash, Supplier<Result<ExecutionHeader>> ask) {
        synchronized (cache) {
            var known = cache.get(hash);
            if (known != null) {
                return new Result.Found<>(known);
            }
        }
        var result = ask.get();
        if (result instanceof Result.Found<ExecutionHeader>(var header)) {
            synchronized (cache) {
                cache.put(hash, header);
            }
        }
        return result;
    }

    private <T> Result<T> refused(String what) {
        return new Result.Refused<>(
                new Refusal(RefusalReason.OUT_OF_RANGE, what + ".", "", clock.instant()));
    }
}
