package io.p2pcloud.lightclient;

import java.time.Instant;

/// How a server has behaved since the program started.
///
/// @param name its host and port
/// @param answered answers that were used
/// @param failed requests without an answer in time, or answered with an error
/// @param refused answers that were false or did not prove what they claimed
/// @param penalisedUntil before this time it is asked only when no other can answer
/// @param lastProblem the newest problem in a sentence; empty when there was none
public record EndpointRecord(
        String name,
        Kind kind,
        long answered,
        long failed,
        long refused,
        Instant penalisedUntil,
        String lastProblem) {
    public enum Kind {
        BEACON,
        EXECUTION
    }
}
