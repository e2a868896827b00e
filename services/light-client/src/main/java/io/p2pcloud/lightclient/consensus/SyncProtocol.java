package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The light-client sync protocol of one network (consensus specs,
/// `altair/light-client/sync-protocol.md` as modified up to Gloas). Pure: no clock, no I/O.
///
/// This is the specification and no more; in particular one signer suffices here. What a client may
/// show as proven is decided above it.
public final class SyncProtocol {
    private static final int MIN_SYNC_COMMITTEE_PARTICIPANTS = 1;

    private final Network network;

    public SyncProtocol(Network network) {
        this.network = network;
    }

    /// `initialize_light_client_store`
    public UpdateOutcome initializeLightClientStore(
            Bytes32 trustedBlockRoot, LightClientBootstrap bootstrap) {
        var header = bootstrap.header();
        if (!header.beacon().hashTreeRoot().equals(trustedBlockRoot)) {
            return new UpdateOutcome.Rejected(UpdateFault.WRONG_BLOCK);
        }
        if (!HeaderRules.isValidLightClientHeader(network, header)) {
            return new UpdateOutcome.Rejected(UpdateFault.INVALID_HEADER);
        }
        var fork = network.forkAtSlot(header.beacon().slot());
        if (!Merkle.isValidBranch(
                bootstrap.currentSyncCommittee().hashTreeRoot(),
                bootstrap.currentSyncCommitteeBranch(),
                fork.currentSyncCommitteeGindex(),
                header.beacon().stateRoot())) {
            return new UpdateOutcome.Rejected(UpdateFault.COMMITTEE_NOT_PROVEN);
        }
        return new UpdateOutcome.Accepted(
                new LightClientStore(
                        header, bootstrap.currentSyncCommittee(), null, null, header, 0, 0));
    }

    /// `process_light_client_update`; finality and optimistic updates come the same way.
    public UpdateOutcome processLightClientUpdate(
            LightClientStore store, LightClientUpdate update, long currentSlot) {
        var fault = validateLightClientUpdate(store, update, currentSlot);
        if (fault.isPresent()) {
            return new UpdateOutcome.Rejected(fault.get());
        }
        int participants = update.syncAggregate().participants();
        var next = store;
        var best = store.bestValidUpdate();
        if (best == null || UpdateRanking.isBetterUpdate(network.preset(), update, best)) {
            next = next.withBestValidUpdate(update);
        }
        next =
                next.withCommittees(
                        next.currentSyncCommittee(),
                        next.nextSyncCommittee(),
                        next.previousMaxActiveParticipants(),
                        Math.max(next.currentMaxActiveParticipants(), participants));
        if (participants > next.getSafetyThreshold()
                && update.attestedSlot() > next.optimisticSlot()) {
            next = next.withOptimisticHeader(update.attestedHeader());
        }
        boolean finalizesNextCommittee =
                !next.isNextSyncCommitteeKnown()
                        && update.isSyncCommitteeUpdate()
                        && update.isFinalityUpdate()
                        && period(update.finalizedSlot()) == period(update.attestedSlot());
        if (update.syncAggregate().hasSupermajority()
                && (update.finalizedSlot() > next.finalizedSlot() || finalizesNextCommittee)) {
            return applyLightClientUpdate(next, update)
                    .<UpdateOutcome>map(applied ->
                            new UpdateOutcome.Accepted(applied.withBestValidUpdate(null)))
                    .orElse(new UpdateOutcome.Rejected(UpdateFault.WRONG_PERIOD));
        }
        return new UpdateOutcome.Accepted(next);
    }

    /// `process_light_client_store_force_update`. Only for conformance with the official tests: a
    /// product that guards money waits for finality instead.
    public LightClientStore processLightClientStoreForceUpdate(
            LightClientStore store, long currentSlot) {
        var best = store.bestValidUpdate();
        if (best == null
                || currentSlot <= store.finalizedSlot() + network.preset().slotsPerPeriod()) {
            return store;
        }
        var forced =
                best.finalizedSlot() <= store.finalizedSlot()
                        ? best.withFinalizedHeader(best.attestedHeader())
                        : best;
        return applyLightClientUpdate(store, forced).orElse(store).withBestValidUpdate(null);
    }

    /// `validate_light_client_update`
    ///
    /// @return the first assertion that fails, or nothing for a valid update
    public Optional<UpdateFault> validateLightClientUpdate(
            LightClientStore store, LightClientUpdate update, long currentSlot) {
        return Optional.ofNullable(fault(store, update, currentSlot));
    }

    private @Nullable UpdateFault fault(
            LightClientStore store, LightClientUpdate update, long currentSlot) {
        if (update.syncAggregate().participants() < MIN_SYNC_COMMITTEE_PARTICIPANTS) {
            return UpdateFault.NO_PARTICIPANTS;
        }
        if (!HeaderRules.isValidLightClientHeader(network, update.attestedHeader())) {
            return UpdateFault.INVALID_HEADER;
        }
        var slots = slotFault(store, update, currentSlot);
        if (slots != null) {
            return slots;
        }
        var finality = finalityFault(update);
        if (finality != null) {
            return finality;
        }
        var committee = committeeFault(store, update);
        if (committee != null) {
            return committee;
        }
        return hasValidSignature(store, update) ? null : UpdateFault.INVALID_SIGNATURE;
    }

    private @Nullable UpdateFault slotFault(
            LightClientStore store, LightClientUpdate update, long currentSlot) {
        if (update.signatureSlot() > currentSlot) {
            return UpdateFault.FROM_THE_FUTURE;
        }
        if (update.signatureSlot() <= update.attestedSlot()
                || update.attestedSlot() < update.finalizedSlot()) {
            return UpdateFault.SLOTS_OUT_OF_ORDER;
        }
        long storePeriod = period(store.finalizedSlot());
        long signaturePeriod = period(update.signatureSlot());
        boolean known = store.isNextSyncCommitteeKnown();
        if (signaturePeriod != storePeriod && !(known && signaturePeriod == storePeriod + 1)) {
            return UpdateFault.PERIOD_SKIPPED;
        }
        boolean bringsNextCommittee =
                !known
                        && update.isSyncCommitteeUpdate()
                        && period(update.attestedSlot()) == storePeriod;
        return update.attestedSlot() > store.finalizedSlot() || bringsNextCommittee
                ? null
                : UpdateFault.NOT_RELEVANT;
    }

    private @Nullable UpdateFault finalityFault(LightClientUpdate update) {
        var finalized = update.finalizedHeader();
        if (!update.isFinalityUpdate()) {
            return finalized.isEmpty() ? null : UpdateFault.UNPROVEN_CONTENT;
        }
        Bytes32 root;
        if (update.finalizedSlot() == 0) {
            // The genesis checkpoint's root is written as zero.
            if (!finalized.isEmpty()) {
                return UpdateFault.UNPROVEN_CONTENT;
            }
            root = Bytes32.ZERO;
        } else {
            if (!HeaderRules.isValidLightClientHeader(network, finalized)) {
                return UpdateFault.INVALID_HEADER;
            }
            root = finalized.beacon().hashTreeRoot();
        }
        boolean proven =
                Merkle.isValidBranch(
                        root,
                        update.finalityBranch(),
                        network.forkAtSlot(update.attestedSlot()).finalizedRootGindex(),
                        update.attestedHeader().beacon().stateRoot());
        return proven ? null : UpdateFault.FINALITY_NOT_PROVEN;
    }

    private @Nullable UpdateFault committeeFault(LightClientStore store, LightClientUpdate update) {
        var committee = update.nextSyncCommittee();
        if (!update.isSyncCommitteeUpdate()) {
            return committee == null ? null : UpdateFault.UNPROVEN_CONTENT;
        }
        if (committee == null) {
            return UpdateFault.COMMITTEE_NOT_PROVEN;
        }
        boolean contradicts =
                period(update.attestedSlot()) == period(store.finalizedSlot())
                        && store.nextCommittee()
                                .filter(known -> !known.equals(committee))
                                .isPresent();
        boolean proven =
                Merkle.isValidBranch(
                        committee.hashTreeRoot(),
                        update.nextSyncCommitteeBranch(),
                        network.forkAtSlot(update.attestedSlot()).nextSyncCommitteeGindex(),
                        update.attestedHeader().beacon().stateRoot());
        return proven && !contradicts ? null : UpdateFault.COMMITTEE_NOT_PROVEN;
    }

    private boolean hasValidSignature(LightClientStore store, LightClientUpdate update) {
        var committee =
                period(update.signatureSlot()) == period(store.finalizedSlot())
                        ? store.currentSyncCommittee()
                        : store.nextSyncCommittee();
        if (committee == null) {
            return false;
        }
        var signingRoot =
                SigningDomain.computeSigningRoot(
                        network, update.attestedHeader().beacon(), update.signatureSlot());
        return committee
                .keys()
                .map(keys -> keys.fastAggregateVerify(update.syncAggregate(), signingRoot))
                .orElse(false);
    }

    /// `apply_light_client_update`; nothing when the update's period does not fit the store.
    private Optional<LightClientStore> applyLightClientUpdate(
            LightClientStore store, LightClientUpdate update) {
        long storePeriod = period(store.finalizedSlot());
        long finalizedPeriod = period(update.finalizedSlot());
        var next = store;
        if (!store.isNextSyncCommitteeKnown()) {
            if (finalizedPeriod != storePeriod) {
                return Optional.empty();
            }
            next =
                    next.withCommittees(
                            store.currentSyncCommittee(),
                            nextCommittee(store, update),
                            store.previousMaxActiveParticipants(),
                            store.currentMaxActiveParticipants());
        } else if (finalizedPeriod == storePeriod + 1) {
            next =
                    next.withCommittees(
                            store.nextCommittee().orElseThrow(),
                            nextCommittee(store, update),
                            store.currentMaxActiveParticipants(),
                            0);
        }
        if (update.finalizedSlot() > next.finalizedSlot()) {
            next = next.withFinalizedHeader(update.finalizedHeader());
            if (next.finalizedSlot() > next.optimisticSlot()) {
                next = next.withOptimisticHeader(next.finalizedHeader());
            }
        }
        return Optional.of(next);
    }

    /// The update's next committee; where it is one that the store holds, that object itself, whose
    /// keys are already checked.
    private static @Nullable SyncCommittee nextCommittee(
            LightClientStore store, LightClientUpdate update) {
        var committee = update.nextSyncCommittee();
        return committee != null && store.currentSyncCommittee().equals(committee)
                ? store.currentSyncCommittee()
                : committee;
    }

    private long period(long slot) {
        return network.preset().computeSyncCommitteePeriodAtSlot(slot);
    }
}
