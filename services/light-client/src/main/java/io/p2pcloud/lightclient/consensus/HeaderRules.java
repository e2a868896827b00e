package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.util.ArrayList;
import java.util.List;

/// What binds a header's execution part to its beacon block, by the fork of the header's slot,
/// which may be older than the fork of the container it came in.
public final class HeaderRules {
    /// `block_hash` inside the block body (consensus specs, Gloas: frozen constants).
    private static final int EXECUTION_BLOCK_HASH_GINDEX = 412;

    private static final int EXECUTION_BLOCK_HASH_GINDEX_DENEB = 812;

    private HeaderRules() {}

    /// `is_valid_light_client_header`
    public static boolean isValidLightClientHeader(Network network, LightClientHeader header) {
        var kind = network.forkAtSlot(header.beacon().slot()).execution();
        if (kind == Fork.Execution.NONE) {
            return header.isExecutionEmpty();
        }
        var bodyRoot = header.beacon().bodyRoot();
        return switch (header.execution()) {
            case LightClientHeader.Execution.None() -> false;
            case LightClientHeader.Execution.Payload(var payload, var branch) ->
                    kind != Fork.Execution.BLOCK_HASH
                            && !(kind == Fork.Execution.CAPELLA_PAYLOAD && payload.hasBlobGas())
                            && Merkle.isValidBranch(
                                    payload.hashTreeRoot(kind), branch, kind.gindex(), bodyRoot);
            case LightClientHeader.Execution.BlockHash(var hash, var branch) ->
                    Merkle.isValidBranch(hash, branch, blockHashGindex(kind), bodyRoot);
        };
    }

    /// `get_lc_execution_root`
    public static Bytes32 getLcExecutionRoot(Network network, LightClientHeader header) {
        var kind = network.forkAtSlot(header.beacon().slot()).execution();
        if (kind == Fork.Execution.NONE) {
            return Bytes32.ZERO;
        }
        return switch (header.execution()) {
            case LightClientHeader.Execution.None() -> Bytes32.ZERO;
            case LightClientHeader.Execution.Payload(var payload, var branch) ->
                    payload.hashTreeRoot(kind);
            case LightClientHeader.Execution.BlockHash(var hash, var branch) ->
                    kind == Fork.Execution.BLOCK_HASH
                            ? hash
                            : payloadRoot(kind, hash, branch, header.beacon().slot());
        };
    }

    /// `upgrade_lc_header_to_<fork>`: the same header in the containers of a later fork. The wire
    /// keeps each header's original form; this is for writing a store or an update anew.
    public static LightClientHeader upgrade(Network network, LightClientHeader pre, Fork to) {
        if (pre.isEmpty()) {
            return LightClientHeader.empty(to);
        }
        var kind = network.forkAtSlot(pre.beacon().slot()).execution();
        var empty = LightClientHeader.empty(to).execution();
        var upgraded =
                switch (pre.execution()) {
                    case LightClientHeader.Execution.None() -> empty;
                    case LightClientHeader.Execution.Payload(var payload, var branch) -> {
                        if (to.execution() != Fork.Execution.BLOCK_HASH) {
                            yield pre.execution();
                        }
                        if (kind == Fork.Execution.NONE) {
                            yield empty;
                        }
                        var whole = new ArrayList<>(payload.blockHashBranch(kind));
                        whole.addAll(branch);
                        yield new LightClientHeader.Execution.BlockHash(
                                payload.blockHash(),
                                Merkle.normalize(whole, to.execution().gindex()));
                    }
                    case LightClientHeader.Execution.BlockHash blockHash -> blockHash;
                };
        return new LightClientHeader(pre.beacon(), upgraded);
    }

    private static int blockHashGindex(Fork.Execution kind) {
        return switch (kind) {
            case NONE -> throw new IllegalArgumentException("no execution block before Capella");
            case CAPELLA_PAYLOAD -> EXECUTION_BLOCK_HASH_GINDEX;
            case DENEB_PAYLOAD -> EXECUTION_BLOCK_HASH_GINDEX_DENEB;
            case BLOCK_HASH -> kind.gindex();
        };
    }

    private static Bytes32 payloadRoot(
            Fork.Execution kind, Bytes32 hash, List<Bytes32> branch, long slot) {
        if (slot == 0) {
            return ExecutionPayloadHeader.EMPTY.hashTreeRoot(kind);
        }
        int outer = Merkle.depthOf(kind.gindex());
        // The part of the generalized index below the payload header: 28 of 412, 44 of 812.
        int depth = Merkle.depthOf(blockHashGindex(kind)) - outer;
        int gindex = (1 << depth) | (blockHashGindex(kind) & ((1 << depth) - 1));
        int end = Math.max(0, branch.size() - outer);
        return Merkle.rootOf(hash, branch.subList(Math.max(0, end - depth), end), gindex);
    }
}
