package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.BeaconTypes.Limits;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SparseTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random states and block bodies with proofs of what light clients need from them. Where a field
/// lies follows from the type here, not from the fork table that the proofs are to test.
public final class GeneratedObjects {
    private static final int FINALIZED_CHECKPOINT = 20;
    private static final int CURRENT_COMMITTEE = 22;
    private static final int NEXT_COMMITTEE = 23;
    private static final int EXECUTION_PAYLOAD = 9;

    private GeneratedObjects() {}

    /// An object with a proof about it.
    ///
    /// @param ssz the whole object
    public record Proof(Bytes ssz, Bytes32 leaf, int index, List<Bytes32> branch) {}

    /// Proofs by the names of the official cases.
    public static Map<String, Proof> proofs(Fork fork, Preset preset, long seed) {
        var random = new Random(seed);
        var limits = preset == Preset.MAINNET ? Limits.MAINNET : new Limits(32, 4, 2, 1);
        var types = new BeaconTypes(fork, preset, limits);
        var proofs = new HashMap<String, Proof>();
        var state = types.state();
        var ssz = state.random(random);
        proofs.put(
                "BeaconState/current_sync_committee_merkle_proof",
                field(state, ssz, CURRENT_COMMITTEE));
        proofs.put(
                "BeaconState/next_sync_committee_merkle_proof", field(state, ssz, NEXT_COMMITTEE));
        proofs.put("BeaconState/finality_root_merkle_proof", finality(state, ssz));
        if (fork.isAtLeast(Fork.CAPELLA)) {
            var body = types.body();
            proofs.put(
                    "BeaconBlockBody/execution_merkle_proof",
                    field(body, body.random(random), EXECUTION_PAYLOAD));
        }
        return proofs;
    }

    private static Proof field(SszType.Container type, byte[] ssz, int field) {
        int width = Integer.highestOneBit(type.fields().size() - 1) * 2;
        var nodes = new HashMap<Integer, Bytes32>();
        var roots = type.fieldRoots(ssz);
        for (int i = 0; i < width; i++) {
            nodes.put(width + i, i < roots.size() ? Bytes32.of(roots.get(i)) : Bytes32.ZERO);
        }
        return new Proof(
                Bytes.of(ssz),
                Bytes32.of(roots.get(field)),
                width + field,
                new SparseTree(nodes).branch(width + field));
    }

    private static Proof finality(SszType.Container type, byte[] ssz) {
        var whole = field(type, ssz, FINALIZED_CHECKPOINT);
        var checkpoint = Bytes.of(type.parts(ssz).get(FINALIZED_CHECKPOINT));
        var branch = new ArrayList<Bytes32>();
        branch.add(Bytes32.of(Arrays.copyOf(checkpoint.slice(0, 8).toArray(), 32)));
        branch.addAll(whole.branch());
        return new Proof(
                whole.ssz(),
                new Bytes32(checkpoint.slice(8, 40)),
                2 * whole.index() + 1,
                List.copyOf(branch));
    }

    /// A random state with this genesis root.
    public static Bytes state(Fork fork, Preset preset, Bytes32 genesisValidatorsRoot) {
        var types = new BeaconTypes(fork, preset, Limits.MAINNET);
        var ssz = types.state().random(new Random(1));
        System.arraycopy(genesisValidatorsRoot.toArray(), 0, ssz, 8, Bytes32.SIZE);
        return Bytes.of(ssz);
    }

    /// `compute_fork_digest` of Fulu and later.
    public static Bytes digest(Bytes base, long epoch, long maxBlobs) {
        var mask =
                Merkle.sha256(
                        Arrays.copyOf(Merkle.uint64(epoch).toArray(), 8),
                        Arrays.copyOf(Merkle.uint64(maxBlobs).toArray(), 8));
        var digest = new byte[4];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (base.at(i) ^ mask[i]);
        }
        return Bytes.of(digest);
    }
}
