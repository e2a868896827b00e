package io.p2pcloud.tenant;

import io.p2pcloud.attestation.Reason;
import io.p2pcloud.common.Bytes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is remembered of a CONFIDENTIAL server from one boot to the next: on which processor it
/// runs, which machine holds its key, and what the user accepted.
///
/// @param mark of the newest machine that was given the key
/// @param chip that machine's processor, hexadecimal; null before the first
/// @param released the newest boot whose machine was given the key; 0 before the first
/// @param ended whether the end of that boot was accepted
/// @param doubts of the newest proof, that nobody accepted yet
/// @param accepted doubts that the user accepted for this server
/// @param acceptedAt when the user last accepted something
record Confidence(
        AttestationMark mark,
        @Nullable String chip,
        int released,
        boolean ended,
        Set<Reason> doubts,
        Set<Reason> accepted,
        @Nullable Instant acceptedAt) {
    static final Confidence NONE =
            new Confidence(AttestationMark.PENDING, null, 0, true, Set.of(), Set.of(), null);

    Confidence {
        doubts = Set.copyOf(doubts);
        accepted = Set.copyOf(accepted);
    }

    Optional<Bytes> knownChip() {
        return Optional.ofNullable(chip).map(Bytes::ofHex);
    }

    /// Whether a machine may still run that holds the key: another one would be its copy.
    boolean mayRun() {
        return released > 0 && !ended;
    }

    Confidence doubting(Set<Reason> found) {
        return new Confidence(mark, chip, released, ended, found, accepted, acceptedAt);
    }

    Confidence releasing(int boot, Bytes on, AttestationMark next) {
        return new Confidence(next, on.toHex(), boot, false, Set.of(), accepted, acceptedAt);
    }

    /// The user goes on in spite of the doubts; doubts that come up later are asked anew.
    Confidence acceptingDoubts(Instant now) {
        var all = EnumSet.noneOf(Reason.class);
        all.addAll(accepted);
        all.addAll(doubts);
        return new Confidence(mark, chip, released, ended, Set.of(), all, now);
    }

    /// The user takes it that the machine that holds the key has ended.
    Confidence acceptingEnd(Instant now) {
        return new Confidence(mark, chip, released, true, doubts, accepted, now);
    }
}
