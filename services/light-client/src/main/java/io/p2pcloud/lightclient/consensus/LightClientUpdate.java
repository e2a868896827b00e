package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header that a committee attests to, with what it proves: the next committee, the finalized
/// header, both or neither. Finality and optimistic updates are the same with parts left out.
///
/// @param nextSyncCommittee null stands for the default value of an update that proves none
/// @param nextSyncCommitteeBranch empty or all zero when absent
/// @param finalityBranch empty or all zero when absent
/// @param signatureSlot when the signature was made (untrusted)
public record LightClientUpdate(
        LightClientHeader attestedHeader,
        @Nullable SyncCommittee nextSyncCommittee,
        List<Bytes32> nextSyncCommitteeBranch,
        LightClientHeader finalizedHeader,
        List<Bytes32> finalityBranch,
        SyncAggregate syncAggregate,
        long signatureSlot) {
    public LightClientUpdate {
        nextSyncCommitteeBranch = List.copyOf(nextSyncCommitteeBranch);
        finalityBranch = List.copyOf(finalityBranch);
        Slots.check(signatureSlot);
    }

    /// A `LightClientFinalityUpdate`.
    public static LightClientUpdate finality(
            LightClientHeader attested,
            LightClientHeader finalized,
            List<Bytes32> finalityBranch,
            SyncAggregate aggregate,
            long signatureSlot) {
        return new LightClientUpdate(
                attested, null, List.of(), finalized, finalityBranch, aggregate, signatureSlot);
    }

    /// A `LightClientOptimisticUpdate`.
    public static LightClientUpdate optimistic(
            LightClientHeader attested, SyncAggregate aggregate, long signatureSlot) {
        return new LightClientUpdate(
                attested,
                null,
                List.of(),
                LightClientHeader.EMPTY,
                List.of(),
                aggregate,
                signatureSlot);
    }

    public Optional<SyncCommittee> committee() {
        return Optional.ofNullable(nextSyncCommittee);
    }

    /// `is_sync_committee_update`
    public boolean isSyncCommitteeUpdate() {
        return !Merkle.isZero(nextSyncCommitteeBranch);
    }

    /// `is_finality_update`
    public boolean isFinalityUpdate() {
        return !Merkle.isZero(finalityBranch);
    }

    public long attestedSlot() {
        return attestedHeader.beacon().slot();
    }

    public long finalizedSlot() {
        return finalizedHeader.beacon().slot();
    }

    LightClientUpdate withFinalizedHeader(LightClientHeader header) {
        return new LightClientUpdate(
                attestedHeader,
                nextSyncCommittee,
                nextSyncCommitteeBranch,
                header,
                finalityBranch,
                syncAggregate,
                signatureSlot);
    }
}
