package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;
import java.util.Collections;
import java.util.List;

/// A beacon block header with what it commits to of the execution layer.
public record LightClientHeader(BeaconBlockHeader beacon, Execution execution) {
    /// The default value of containers before Capella.
    public static final LightClientHeader EMPTY =
            new LightClientHeader(BeaconBlockHeader.EMPTY, new Execution.None());

    /// The commitment, as the fork of the container carries it on the wire.
    public sealed interface Execution {
        /// Before Capella.
        record None() implements Execution {}

        /// From Capella to Fulu: the payload header and its branch to the body root.
        record Payload(ExecutionPayloadHeader header, List<Bytes32> branch) implements Execution {
            public Payload {
                branch = List.copyOf(branch);
            }
        }

        /// Since Gloas: the block hash and its branch to the body root.
        record BlockHash(Bytes32 hash, List<Bytes32> branch) implements Execution {
            public BlockHash {
                branch = List.copyOf(branch);
            }
        }
    }

    /// Whether this is the default value of its container: how absent headers are written.
    public boolean isEmpty() {
        return beacon.equals(BeaconBlockHeader.EMPTY) && isExecutionEmpty();
    }

    boolean isExecutionEmpty() {
        return switch (execution) {
            case Execution.None() -> true;
            case Execution.Payload(var header, var branch) ->
                    header.equals(ExecutionPayloadHeader.EMPTY) && Merkle.isZero(branch);
            case Execution.BlockHash(var hash, var branch) ->
                    hash.equals(Bytes32.ZERO) && Merkle.isZero(branch);
        };
    }

    /// The default value in the containers of `fork`.
    public static LightClientHeader empty(Fork fork) {
        int depth = branchLength(fork);
        var branch = Collections.nCopies(depth, Bytes32.ZERO);
        return new LightClientHeader(
                BeaconBlockHeader.EMPTY,
                switch (fork.execution()) {
                    case NONE -> new Execution.None();
                    case CAPELLA_PAYLOAD, DENEB_PAYLOAD ->
                            new Execution.Payload(ExecutionPayloadHeader.EMPTY, branch);
                    case BLOCK_HASH -> new Execution.BlockHash(Bytes32.ZERO, branch);
                });
    }

    /// Nodes of the execution branch in the containers of `fork`.
    public static int branchLength(Fork fork) {
        return fork.execution() == Fork.Execution.NONE
                ? 0
                : Merkle.depthOf(fork.execution().gindex());
    }

    /// Bytes of the fixed part, or of the whole where nothing is variable.
    static int fixedSize(Fork fork) {
        int branch = branchLength(fork) * Bytes32.SIZE;
        return switch (fork.execution()) {
            case NONE -> BeaconBlockHeader.SIZE;
            case CAPELLA_PAYLOAD, DENEB_PAYLOAD -> BeaconBlockHeader.SIZE + Integer.BYTES + branch;
            case BLOCK_HASH -> BeaconBlockHeader.SIZE + Bytes32.SIZE + branch;
        };
    }

    static boolean isVariable(Fork fork) {
        return fork.execution() == Fork.Execution.CAPELLA_PAYLOAD
                || fork.execution() == Fork.Execution.DENEB_PAYLOAD;
    }

    /// Reads a header that fills `in`.
    static LightClientHeader read(SszReader in, Fork fork) {
        var beacon = BeaconBlockHeader.read(in);
        var execution =
                switch (fork.execution()) {
                    case NONE -> new Execution.None();
                    case CAPELLA_PAYLOAD, DENEB_PAYLOAD -> {
                        if (in.offset() != fixedSize(fork)) {
                            throw new IllegalArgumentException("wrong SSZ offset of a header");
                        }
                        var branch = in.vector32(branchLength(fork));
                        yield new Execution.Payload(
                                ExecutionPayloadHeader.read(in, fork.execution()), branch);
                    }
                    case BLOCK_HASH ->
                            new Execution.BlockHash(in.bytes32(), in.vector32(branchLength(fork)));
                };
        in.end();
        return new LightClientHeader(beacon, execution);
    }

    /// @throws IllegalArgumentException when the containers of `fork` cannot carry this header
    byte[] write(Fork fork) {
        var out = new SszWriter(fixedSize(fork));
        beacon.write(out);
        switch (execution) {
            case Execution.None() -> require(fork.execution() == Fork.Execution.NONE);
            case Execution.Payload(var header, var branch) -> {
                require(isVariable(fork) && branch.size() == branchLength(fork));
                out.variable(header.write(fork.execution())).vector32(branch);
            }
            case Execution.BlockHash(var hash, var branch) -> {
                require(
                        fork.execution() == Fork.Execution.BLOCK_HASH
                                && branch.size() == branchLength(fork));
                out.bytes32(hash).vector32(branch);
            }
        }
        return out.toArray();
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("a header of another fork's container");
        }
    }
}
