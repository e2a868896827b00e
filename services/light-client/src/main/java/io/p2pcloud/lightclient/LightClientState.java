package io.p2pcloud.lightclient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the Trust page shows.
///
/// @param network its name
/// @param checkpoint where trust begins; null while there is none
/// @param provenAnswers how many answers were proven since the program started
/// @param refusedAnswers how many were refused
/// @param refusals the newest refusals, the last one first
/// @param clockSkew how far this computer's clock seems to be behind the chain (positive) or ahead
///   of the newest signed block for too long (negative); zero when nothing is suspicious
public record LightClientState(
        String network,
        @Nullable Checkpoint checkpoint,
        Sync sync,
        List<EndpointRecord> endpoints,
        long provenAnswers,
        long refusedAnswers,
        List<Refusal> refusals,
        Duration clockSkew) {
    public LightClientState {
        endpoints = List.copyOf(endpoints);
        refusals = List.copyOf(refusals);
    }

    /// How far the client is.
    public sealed interface Sync {
        /// Nothing proven yet.
        record Starting() implements Sync {}

        /// Following the chain.
        ///
        /// @param participants members of the committee who signed the newest update
        /// @param committeeSize of so many
        /// @param updatedAt when the last update was verified
        record Following(
                ProvenBlock finalized,
                ProvenBlock optimistic,
                int participants,
                int committeeSize,
                Instant updatedAt)
                implements Sync {}

        /// No endpoint answers; `last` holds what was proven before, if anything.
        record Unreachable(String sentence, Sync last) implements Sync {}

        /// The client refuses to go on; what to do is in the refusal's sentence.
        record Refused(Refusal refusal, Sync last) implements Sync {}
    }
}
