package io.p2pcloud.history;

import io.p2pcloud.market.LeaseId;
import java.time.Instant;

/// A check that was made for a lease, with what it found and the evidence to make it again.
///
/// @param verdict the check's own word, for example `RELEASE`
/// @param words one sentence for the reader
/// @param evidence JSON; no secrets
public record Proof(
        LeaseId lease, Kind kind, String verdict, String words, String evidence, Instant at) {
    /// What was checked. The names are stored: they never change.
    public enum Kind {
        /// The guest's attestation report.
        ATTESTATION,
        /// Figures of the market against the chain's state root.
        CHAIN_STATE,
        /// The launch key's exchange with a guest that attests nothing.
        LAUNCH
    }
}
