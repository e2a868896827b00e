package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.BeaconTypes.Limits;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `single_merkle_proof.md`: a leaf of a whole state or block body, at an index that this client's
/// fork table must know.
record MerkleProofCase(SpecCase files) {
    int run() throws IOException {
        var proof = SpecCase.map(files.yaml("proof.yaml"));
        var leaf = SpecCase.bytes32(SpecCase.get(proof, "leaf"));
        int index = SpecCase.number(SpecCase.get(proof, "leaf_index")).intValueExact();
        var branch =
                SpecCase.list(SpecCase.get(proof, "branch")).stream()
                        .map(SpecCase::bytes32)
                        .toList();
        var fork = files.forkOnPath();
        var preset = files.presetOnPath();
        // Older releases call the object after its type.
        boolean state = files.isOnPath("BeaconState") || files.has("state.ssz_snappy");
        if (!state && !files.isOnPath("BeaconBlockBody")) {
            throw new AssertionError("an object that is neither BeaconState nor BeaconBlockBody");
        }
        if (!indices(fork, state).contains(index)) {
            throw new AssertionError("this client does not use the index " + index + " of " + fork);
        }
        if (fork.isAtLeast(Fork.GLOAS) || fork == Fork.PHASE0) {
            throw new AssertionError("no types of whole objects of " + fork);
        }
        var ssz = files.ssz(files.has("object.ssz_snappy") ? "object" : "state");
        for (var limits : limits(preset)) {
            var types = new BeaconTypes(fork, preset, limits);
            var root = Bytes32.of((state ? types.state() : types.body()).root(ssz));
            if (Merkle.isValidBranch(leaf, branch, index, root)) {
                if (branch.size() != Merkle.depthOf(index)) {
                    throw new AssertionError("a branch of " + branch.size() + " nodes");
                }
                return 1;
            }
        }
        throw new AssertionError("the branch does not lead from the leaf to the object's root");
    }

    private static List<Integer> indices(Fork fork, boolean state) {
        return state
                ? List.of(
                        fork.finalizedRootGindex(),
                        fork.currentSyncCommitteeGindex(),
                        fork.nextSyncCommitteeGindex())
                : List.of(fork.execution().gindex());
    }

    private static List<Limits> limits(Preset preset) {
        var all = new ArrayList<Limits>();
        all.add(Limits.MAINNET);
        if (preset == Preset.MINIMAL) {
            for (int blobs : new int[] {4096, 32, 16}) {
                for (int deposits : new int[] {8192, 4}) {
                    for (int withdrawals : new int[] {16, 2}) {
                        for (int consolidations : new int[] {2, 1}) {
                            all.add(new Limits(blobs, deposits, withdrawals, consolidations));
                        }
                    }
                }
            }
        }
        return all;
    }
}
