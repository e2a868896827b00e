package io.p2pcloud.lightclient.consensus;

/// Compile-time constants of the beacon chain (consensus specs, `presets/`).
public enum Preset {
    MAINNET(32, 256, 512),
    MINIMAL(8, 8, 32);

    private final int slotsPerEpoch;
    private final int epochsPerSyncCommitteePeriod;
    private final int syncCommitteeSize;

    Preset(int slotsPerEpoch, int epochsPerSyncCommitteePeriod, int syncCommitteeSize) {
        this.slotsPerEpoch = slotsPerEpoch;
        this.epochsPerSyncCommitteePeriod = epochsPerSyncCommitteePeriod;
        this.syncCommitteeSize = syncCommitteeSize;
    }

    public int slotsPerEpoch() {
        return slotsPerEpoch;
    }

    public int syncCommitteeSize() {
        return syncCommitteeSize;
    }

    /// Slots of one sync committee period, the specification's `UPDATE_TIMEOUT`.
    public int slotsPerPeriod() {
        return slotsPerEpoch * epochsPerSyncCommitteePeriod;
    }

    public long computeEpochAtSlot(long slot) {
        return slot / slotsPerEpoch;
    }

    public long computeSyncCommitteePeriodAtSlot(long slot) {
        return slot / slotsPerPeriod();
    }

    public long firstSlotOfPeriod(long period) {
        return period * slotsPerPeriod();
    }
}
