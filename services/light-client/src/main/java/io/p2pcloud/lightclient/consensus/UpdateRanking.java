package io.p2pcloud.lightclient.consensus;

/// The order of updates for one period, which servers and clients share.
public final class UpdateRanking {
    private UpdateRanking() {}

    /// `is_better_update`
    public static boolean isBetterUpdate(
            Preset preset, LightClientUpdate candidate, LightClientUpdate old) {
        int participants = candidate.syncAggregate().participants();
        int oldParticipants = old.syncAggregate().participants();
        boolean supermajority = candidate.syncAggregate().hasSupermajority();
        if (supermajority != old.syncAggregate().hasSupermajority()) {
            return supermajority;
        }
        if (!supermajority && participants != oldParticipants) {
            return participants > oldParticipants;
        }
        boolean relevant = hasRelevantSyncCommittee(preset, candidate);
        if (relevant != hasRelevantSyncCommittee(preset, old)) {
            return relevant;
        }
        boolean finality = candidate.isFinalityUpdate();
        if (finality != old.isFinalityUpdate()) {
            return finality;
        }
        if (finality) {
            boolean committeeFinality = hasSyncCommitteeFinality(preset, candidate);
            if (committeeFinality != hasSyncCommitteeFinality(preset, old)) {
                return committeeFinality;
            }
        }
        if (participants != oldParticipants) {
            return participants > oldParticipants;
        }
        if (candidate.attestedSlot() != old.attestedSlot()) {
            return candidate.attestedSlot() < old.attestedSlot();
        }
        return candidate.signatureSlot() < old.signatureSlot();
    }

    private static boolean hasRelevantSyncCommittee(Preset preset, LightClientUpdate update) {
        return update.isSyncCommitteeUpdate()
                && preset.computeSyncCommitteePeriodAtSlot(update.attestedSlot())
                        == preset.computeSyncCommitteePeriodAtSlot(update.signatureSlot());
    }

    private static boolean hasSyncCommitteeFinality(Preset preset, LightClientUpdate update) {
        return preset.computeSyncCommitteePeriodAtSlot(update.finalizedSlot())
                == preset.computeSyncCommitteePeriodAtSlot(update.attestedSlot());
    }
}
