package io.p2pcloud.lightclient;

import java.time.Instant;

/// An answer that was refused, or the reason why nothing can be proven at all.
///
/// @param sentence one sentence for people: what was wrong, where, and what to do
/// @param endpoint whose answer it was; empty when it was nobody's
public record Refusal(RefusalReason reason, String sentence, String endpoint, Instant at) {}
