package io.p2pcloud.tenant;

import io.p2pcloud.attestation.Reason;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is remembered of a server from one boot to the next: when its key left lately and, of a
/// CONFIDENTIAL one, on which processor it runs, which machine holds its key, and what the user
/// accepted.
///
/// @param mark of the newest machine that was given the key
/// @param chip that machine's processor, hexadecimal; null before the first
/// @param released the newest boot whose machine was given the key; 0 before the first
/// @param guestKey the account of the key that was born in that machine; null before the first
/// @param ended whether that machine said goodbye, or the user took it that it ended
/// @param goodbyeAt when its goodbye was checked; null when it said none
/// @param doubts of the newest proof, that nobody accepted yet
/// @param accepted doubts that the user accepted for this server
/// @param acceptedAt when the user last accepted something
/// @param lately when the key left; null before the first time
record Confidence(
        AttestationMark mark,
        @Nullable String chip,
        int released,
        @Nullable String guestKey,
        boolean ended,
        @Nullable Instant goodbyeAt,
        Set<Reason> doubts,
        Set<Reason> accepted,
        @Nullable Instant acceptedAt,
        @Nullable Releases lately) {
    static final Confidence NONE =
            new Confidence(
                    AttestationMark.PENDING,
                    null,
                    0,
                    null,
                    true,
                    null,
                    Set.of(),
                    Set.of(),
                    null,
                    null);

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

    Releases releases() {
        return lately == null ? Releases.NONE : lately;
    }

    /// The key is about to leave.
    Confidence giving(Instant now) {
        return with(ended, goodbyeAt, doubts, accepted, acceptedAt, releases().and(now));
    }

    Confidence doubting(Set<Reason> found) {
        return with(ended, goodbyeAt, found, accepted, acceptedAt, lately);
    }

    /// @param to the account of the guest's key
    Confidence releasing(int boot, Bytes on, Address to, AttestationMark next) {
        return new Confidence(
                next,
                on.toHex(),
                boot,
                to.toHex(),
                false,
                null,
                Set.of(),
                accepted,
                acceptedAt,
                lately);
    }

    /// The machine that holds the key proved by its own word that it ended.
    Confidence saidGoodbye(Instant now) {
        return with(true, now, doubts, accepted, acceptedAt, lately);
    }

    /// The user goes on in spite of the doubts; doubts that come up later are asked anew.
    Confidence acceptingDoubts(Instant now) {
        var all = EnumSet.noneOf(Reason.class);
        all.addAll(accepted);
        all.addAll(doubts);
        return with(ended, goodbyeAt, Set.of(), all, now, lately);
    }

    /// The user takes it that the machine that holds the key has ended.
    Confidence acceptingEnd(Instant now) {
        return with(true, goodbyeAt, doubts, accepted, now, lately);
    }

    private Confidence with(
            boolean nextEnded,
            @Nullable Instant nextGoodbyeAt,
            Set<Reason> nextDoubts,
            Set<Reason> nextAccepted,
            @Nullable Instant nextAcceptedAt,
            @Nullable Releases nextLately) {
        return new Confidence(
                mark,
                chip,
                released,
                guestKey,
                nextEnded,
                nextGoodbyeAt,
                nextDoubts,
                nextAccepted,
                nextAcceptedAt,
                nextLately);
    }
}
