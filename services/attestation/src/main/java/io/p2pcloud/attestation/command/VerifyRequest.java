package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.Challenge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `attestation verify`: what was asked for.
///
/// @param report the file with the 1184 bytes
/// @param certificates files with certificates in any form: the chip's, the authorities' above it,
///   whole tables
/// @param revocationLists files with AMD's lists
/// @param profile file with the launch profile; null to judge the evidence alone
/// @param challenge what the session expects; null exactly when `profile` is
/// @param at the time to judge at
/// @param json JSON in place of text
public record VerifyRequest(
        Path report,
        List<Path> certificates,
        List<Path> revocationLists,
        @Nullable Path profile,
        @Nullable Challenge challenge,
        Instant at,
        boolean json) {
    public VerifyRequest {
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
    }
}
