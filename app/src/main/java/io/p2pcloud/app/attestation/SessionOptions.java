package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.release.AgeRecipient;
import io.p2pcloud.release.AttestReportData;
import io.p2pcloud.release.HostData;
import io.p2pcloud.release.Secp256k1Key;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The session that a report must answer, as options.
final class SessionOptions {
    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            required = true,
            description = "The 32 bytes that the app asked with.")
    private String nonce = "";

    @Option(
            names = "--lease",
            paramLabel = "ID",
            required = true,
            description = "The lease, as number or 32 bytes in hex.")
    private String lease = "";

    @Option(
            names = "--boot",
            paramLabel = "N",
            required = true,
            description = "Which start of the lease's machine this is, from 1.")
    private int boot;

    @Option(
            names = "--recipient",
            paramLabel = "AGE1...",
            required = true,
            description = "The guest's age recipient.")
    private String recipient = "";

    @Option(
            names = "--guest-key",
            paramLabel = "HEX",
            required = true,
            description = "The guest's key of this boot, 65 bytes.")
    private String guestKey = "";

    @Option(
            names = "--manifest",
            paramLabel = "HEX",
            required = true,
            description = "The manifest's salted hash, 32 bytes.")
    private String manifest = "";

    @Option(
            names = "--launch-key",
            paramLabel = "HEX",
            required = true,
            description = "The key that may command the guest, 65 bytes.")
    private String launchKey = "";

    @Option(
            names = "--chip",
            paramLabel = "HEX",
            description = "The chip id that the offer registered, 64 bytes. Default: any.")
    private @Nullable String chip;

    @Option(
            names = "--asked-at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "When the nonce was handed out. Default: the time of the check.")
    private @Nullable Instant askedAt;

    /// @throws IllegalArgumentException with a sentence for the user when a value is malformed
    Challenge challenge(Instant at) {
        try {
            return read(at);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The session's values cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private Challenge read(Instant at) {
        var leaseId = lease.matches("[0-9]+") ? number(lease) : Bytes32.ofHex(lease);
        var reportData =
                new AttestReportData(
                        new AgeRecipient(recipient),
                        new Secp256k1Key(Bytes.ofHex(guestKey)),
                        Bytes32.ofHex(nonce),
                        leaseId,
                        boot);
        var hostData =
                new HostData(
                        leaseId,
                        boot,
                        Bytes32.ofHex(manifest),
                        new Secp256k1Key(Bytes.ofHex(launchKey)));
        return new Challenge(
                reportData.digest(),
                hostData.digest(),
                askedAt == null ? at : askedAt,
                chip == null ? null : Bytes.ofHex(chip));
    }

    private static Bytes32 number(String digits) {
        return Bytes32.ofNumber(new BigInteger(digits));
    }
}
