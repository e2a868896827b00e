package io.p2pcloud.attestation.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `attestation verify --evidence`: what was saved is judged again.
///
/// @param files the saved evidence, and certificates or lists to add to it, in any order
/// @param at the time to judge at; null for now, or for what was saved with its session, the time
///   of the session
/// @param json JSON in place of text
public record RecheckRequest(List<Path> files, @Nullable Instant at, Instant now, boolean json) {
    public RecheckRequest {
        files = List.copyOf(files);
    }
}
