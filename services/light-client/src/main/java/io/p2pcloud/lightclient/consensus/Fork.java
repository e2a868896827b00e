package io.p2pcloud.lightclient.consensus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The forks whose light-client containers this client knows, with what differs between them
/// (consensus specs, `light-client/sync-protocol.md` of each fork).
///
/// Bellatrix kept Altair's containers, Fulu keeps Electra's. Since Gloas a header carries only the
/// hash of the parent's execution block.
public enum Fork {
    PHASE0(Execution.NONE, 105, 54, 55),
    ALTAIR(Execution.NONE, 105, 54, 55),
    BELLATRIX(Execution.NONE, 105, 54, 55),
    CAPELLA(Execution.CAPELLA_PAYLOAD, 105, 54, 55),
    DENEB(Execution.DENEB_PAYLOAD, 105, 54, 55),
    ELECTRA(Execution.DENEB_PAYLOAD, 169, 86, 87),
    FULU(Execution.DENEB_PAYLOAD, 169, 86, 87),
    GLOAS(Execution.BLOCK_HASH, 735, 2945, 2946);

    /// What a light-client header says about the execution layer.
    public enum Execution {
        NONE(0),
        /// A payload header of 15 fields and its branch in the block body.
        CAPELLA_PAYLOAD(25),
        /// The same with the two blob gas fields.
        DENEB_PAYLOAD(25),
        /// Only a block hash and its branch in the block body.
        BLOCK_HASH(2856);

        private final int gindex;

        Execution(int gindex) {
            this.gindex = gindex;
        }

        /// The generalized index of the proven leaf in the block body; 0 where there is none.
        public int gindex() {
            return gindex;
        }
    }

    private final Execution execution;
    private final int finalizedRootGindex;
    private final int currentSyncCommitteeGindex;
    private final int nextSyncCommitteeGindex;

    Fork(Execution execution, int finalizedRoot, int currentCommittee, int nextCommittee) {
        this.execution = execution;
        this.finalizedRootGindex = finalizedRoot;
        this.currentSyncCommitteeGindex = currentCommittee;
        this.nextSyncCommitteeGindex = nextCommittee;
    }

    public Execution execution() {
        return execution;
    }

    public int finalizedRootGindex() {
        return finalizedRootGindex;
    }

    public int currentSyncCommitteeGindex() {
        return currentSyncCommitteeGindex;
    }

    public int nextSyncCommitteeGindex() {
        return nextSyncCommitteeGindex;
    }

    public boolean isAtLeast(Fork other) {
        return compareTo(other) >= 0;
    }

    /// The name in the beacon API's `version` field and `Eth-Consensus-Version` header.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The fork of an API name; empty for one this client does not know.
    public static Optional<Fork> named(String apiName) {
        return Arrays.stream(values()).filter(fork -> fork.apiName().equals(apiName)).findFirst();
    }
}
