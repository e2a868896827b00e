package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.development.DevelopmentCommittee;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where trust begins: the store of an earlier run, or a checkpoint. Neither may be older than the
/// weak-subjectivity period, after which former validators could sign another history at no cost.
final class StartingPoint {
    private final Network network;
    private final Follower follower;
    private final InstantSource clock;
    private final @Nullable StoreFile file;
    private final @Nullable DevelopmentCommittee development;
    private @Nullable Checkpoint checkpoint;
    private boolean mayResume;
    private boolean started;

    StartingPoint(LightClientSettings settings, Follower follower, InstantSource clock) {
        this.network = settings.network();
        this.follower = follower;
        this.clock = clock;
        this.file = settings.store();
        this.checkpoint = settings.checkpoint();
        // The development network starts anew each time: its checkpoints are computed.
        this.development =
                DevelopmentCommittee.isDevelopment(network) ? new DevelopmentCommittee() : null;
        this.mayResume =
                development == null
                        && (checkpoint == null || checkpoint.source() != Checkpoint.Source.PASTED);
    }

    Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    void replace(Checkpoint fresh) {
        checkpoint = fresh;
        mayResume = false;
        started = false;
    }

    /// Makes sure that the follower has a store to go on from that is young enough.
    Follower.Round ensure() {
        var store = follower.store();
        if (started && store != null && !isStale(store)) {
            return new Follower.Round.Moved();
        }
        if (started && development == null) {
            return stale("what was last proven here");
        }
        var saved = resumable();
        if (saved != null) {
            follower.resume(saved);
            checkpoint =
                    new Checkpoint(
                            saved.finalizedHeader().beacon().hashTreeRoot(),
                            Checkpoint.Source.OWN_STORE);
            started = true;
            return new Follower.Round.Moved();
        }
        return fromCheckpoint();
    }

    private @Nullable LightClientStore resumable() {
        if (!mayResume || file == null) {
            return null;
        }
        return file.load(network).filter(saved -> !isStale(saved)).orElse(null);
    }

    private Follower.Round fromCheckpoint() {
        if (development != null) {
            long slot = network.slotAt(clock.instant());
            checkpoint =
                    new Checkpoint(development.checkpointAt(slot), Checkpoint.Source.DEVELOPMENT);
        }
        var trusted = checkpoint;
        if (trusted == null) {
            return stale("there is no checkpoint, or what was last proven here");
        }
        var round = follower.bootstrap(trusted.root());
        var store = follower.store();
        if (!(round instanceof Follower.Round.Moved) || store == null) {
            return round;
        }
        if (isForeignDevelopmentCommittee(store)) {
            return refused(
                    RefusalReason.DEVELOPMENT_KEYS,
                    "The checkpoint of "
                            + network.name()
                            + " leads to the development committee, whose keys everyone has;"
                            + " use a checkpoint of the real network.");
        }
        if (isStale(store)) {
            return stale("the checkpoint " + trusted.root());
        }
        started = true;
        return round;
    }

    private boolean isForeignDevelopmentCommittee(LightClientStore store) {
        return development == null
                && store.currentSyncCommittee()
                        .aggregatePubkey()
                        .equals(DevelopmentCommittee.aggregatePubkey());
    }

    private boolean isStale(LightClientStore store) {
        return network.isStale(store.finalizedSlot(), clock.instant());
    }

    private Follower.Round stale(String what) {
        long days =
                network.slotTime()
                        .multipliedBy(
                                network.weakSubjectivityEpochs() * network.preset().slotsPerEpoch())
                        .toHours();
        return refused(
                RefusalReason.STALE_CHECKPOINT,
                "For "
                        + network.name()
                        + ", "
                        + what
                        + " is older than "
                        + days / ChronoUnit.DAYS.getDuration().toHours()
                        + " days and cannot be trusted any more; paste a fresh checkpoint, or"
                        + " compare one among several servers.");
    }

    private Follower.Round refused(RefusalReason reason, String sentence) {
        return new Follower.Round.Refused(new Refusal(reason, sentence, "", clock.instant()));
    }
}
