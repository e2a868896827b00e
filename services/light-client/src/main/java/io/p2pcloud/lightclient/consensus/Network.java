package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A chain that light clients can follow, as data (see [NetworkFile] for its written form).
///
/// @param name what the network is called
/// @param chainId the execution layer's (EIP-155)
/// @param genesisTime when slot 0 began
/// @param forks in order of their epochs
/// @param unknownForkEpoch first epoch of a fork that this client does not know; `Long.MAX_VALUE`
///   when none is scheduled
/// @param weakSubjectivityEpochs how old a checkpoint may be
public record Network(
        String name,
        long chainId,
        Instant genesisTime,
        Bytes32 genesisValidatorsRoot,
        Preset preset,
        Duration slotTime,
        List<ForkEpoch> forks,
        long unknownForkEpoch,
        long weakSubjectivityEpochs) {
    /// The period for at least 8.4 million staked ether (consensus specs, Electra weak
    /// subjectivity): about 15.7 days.
    public static final long WEAK_SUBJECTIVITY_EPOCHS = 3532;

    public Network {
        forks = List.copyOf(forks);
        if (chainId <= 0 || slotTime.isNegative() || slotTime.isZero()) {
            throw new IllegalArgumentException(
                    "network " + name + " needs a positive chain id and slot time");
        }
        if (forks.isEmpty() || weakSubjectivityEpochs <= 0 || unknownForkEpoch < 0) {
            throw new IllegalArgumentException("network " + name + " has no forks or periods");
        }
        for (int i = 1; i < forks.size(); i++) {
            var before = forks.get(i - 1);
            var after = forks.get(i);
            if (after.epoch() < before.epoch() || after.fork().compareTo(before.fork()) <= 0) {
                throw new IllegalArgumentException(
                        "the forks of network " + name + " are not in order");
            }
        }
    }

    /// The fork whose rules hold in `epoch`; before the first known one, [Fork#PHASE0].
    public Fork forkAtEpoch(long epoch) {
        var fork = Fork.PHASE0;
        for (var each : forks) {
            if (epoch >= each.epoch()) {
                fork = each.fork();
            }
        }
        return fork;
    }

    public Fork forkAtSlot(long slot) {
        return forkAtEpoch(preset.computeEpochAtSlot(slot));
    }

    /// `compute_fork_version`; before the first known fork, that fork's version.
    public Bytes forkVersionAtSlot(long slot) {
        long epoch = preset.computeEpochAtSlot(slot);
        var version = forks.getFirst().version();
        for (var each : forks) {
            if (epoch >= each.epoch()) {
                version = each.version();
            }
        }
        return version;
    }

    /// The slot at `time`; 0 before genesis.
    public long slotAt(Instant time) {
        var since = Duration.between(genesisTime, time);
        return since.isNegative() ? 0 : since.dividedBy(slotTime);
    }

    public Instant timeOfSlot(long slot) {
        return genesisTime.plus(slotTime.multipliedBy(slot));
    }

    public long periodAt(long slot) {
        return preset.computeSyncCommitteePeriodAtSlot(slot);
    }

    /// Whether `slot` lies under rules that this client does not know.
    public boolean isUnknownForkAt(long slot) {
        return preset.computeEpochAtSlot(slot) >= unknownForkEpoch;
    }

    /// Whether a header of `slot` is too old to start from at `now` (weak subjectivity).
    public boolean isStale(long slot, Instant now) {
        long age = preset.computeEpochAtSlot(slotAt(now)) - preset.computeEpochAtSlot(slot);
        return age > weakSubjectivityEpochs;
    }
}
