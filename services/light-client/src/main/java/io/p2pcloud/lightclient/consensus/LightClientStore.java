package io.p2pcloud.lightclient.consensus;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a light client knows (`LightClientStore`). Immutable: the protocol makes a new one.
///
/// @param nextSyncCommittee null while unknown
/// @param bestValidUpdate null when there is none; only a forced update uses it
public record LightClientStore(
        LightClientHeader finalizedHeader,
        SyncCommittee currentSyncCommittee,
        @Nullable SyncCommittee nextSyncCommittee,
        @Nullable LightClientUpdate bestValidUpdate,
        LightClientHeader optimisticHeader,
        int previousMaxActiveParticipants,
        int currentMaxActiveParticipants) {

    /// `is_next_sync_committee_known`
    public boolean isNextSyncCommitteeKnown() {
        return nextSyncCommittee != null;
    }

    public Optional<SyncCommittee> nextCommittee() {
        return Optional.ofNullable(nextSyncCommittee);
    }

    /// `get_safety_threshold`
    public int getSafetyThreshold() {
        return Math.max(previousMaxActiveParticipants, currentMaxActiveParticipants) / 2;
    }

    public long finalizedSlot() {
        return finalizedHeader.beacon().slot();
    }

    public long optimisticSlot() {
        return optimisticHeader.beacon().slot();
    }

    LightClientStore withOptimisticHeader(LightClientHeader header) {
        return new LightClientStore(
                finalizedHeader,
                currentSyncCommittee,
                nextSyncCommittee,
                bestValidUpdate,
                header,
                previousMaxActiveParticipants,
                currentMaxActiveParticipants);
    }

    LightClientStore withFinalizedHeader(LightClientHeader header) {
        return new LightClientStore(
                header,
                currentSyncCommittee,
                nextSyncCommittee,
                bestValidUpdate,
                optimisticHeader,
                previousMaxActiveParticipants,
                currentMaxActiveParticipants);
    }

    LightClientStore withBestValidUpdate(@Nullable LightClientUpdate update) {
        return new LightClientStore(
                finalizedHeader,
                currentSyncCommittee,
                nextSyncCommittee,
                update,
                optimisticHeader,
                previousMaxActiveParticipants,
                currentMaxActiveParticipants);
    }

    LightClientStore withCommittees(
            SyncCommittee current, @Nullable SyncCommittee next, int previousMax, int currentMax) {
        return new LightClientStore(
                finalizedHeader,
                current,
                next,
                bestValidUpdate,
                optimisticHeader,
                previousMax,
                currentMax);
    }
}
