package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;

/// One line of the protocol between the host's side (the tenant's words, relayed by the provider)
/// and the guest. ASCII, fields parted by one space, ended by one LF, at most [#MAX_LENGTH] bytes
/// with it. Hexadecimal is lower case without `0x`, numbers are decimal without leading zeros,
/// base64 is the standard alphabet with padding.
///
/// On the key port:
///
/// ```
/// -> HELLO 1 <chain> <market 40> <lease 64> <boot> <manifest 64> <nonce 64> <launch key 130>
/// <- EVIDENCE <age recipient> <guest key 130> <report base64 or ->
/// -> RELEASE <DER signature hex> <sealed base64>
/// <- BOOTED <volume 64> <generation> <formatted 0|1> <DER signature hex>
/// <- FATAL <code>
/// ```
///
/// On the life port:
///
/// ```
/// <- LISTENING
/// <- BEAT <lease 64> <boot> <beat 64> <served seconds> <DER signature hex>
/// -> STOP
/// <- ENDED <lease 64> <boot> <DER signature hex>
/// ```
public sealed interface GuestLine {
    /// Bytes of a line, with its LF.
    int MAX_LENGTH = 256 * 1024;

    /// The line without its LF.
    default String encode() {
        return GuestLineText.encode(this);
    }

    /// @throws IllegalArgumentException when the text is not exactly one line that a host may send
    static FromHost parseFromHost(String line) {
        return GuestLineText.fromHost(line);
    }

    /// @throws IllegalArgumentException when the text is not exactly one line that a guest may send
    static FromGuest parseFromGuest(String line) {
        return GuestLineText.fromGuest(line);
    }

    /// What a guest is told.
    sealed interface FromHost extends GuestLine {}

    /// What a guest says. It comes through the provider's hands: a signature in it counts, the rest
    /// is a claim.
    sealed interface FromGuest extends GuestLine {}

    /// Opens a session. Sent again after a lost connection, it begins a new one.
    ///
    /// @param manifest the salted hash of the manifest, as in HOST_DATA
    /// @param nonce fresh for each session
    record Hello(LeaseBoot boot, Bytes32 manifest, Bytes32 nonce, Secp256k1Key launchKey)
            implements FromHost {}

    /// @param report the chip's attestation report; empty on a machine without one
    record Evidence(AgeRecipient recipient, Secp256k1Key guestKey, Bytes report)
            implements FromGuest {
        static final int MAX_REPORT = 16 * 1024;

        public Evidence {
            if (report.size() > MAX_REPORT) {
                throw new IllegalArgumentException("a report has at most 16 KiB");
            }
        }
    }

    /// @param signature the launch key's, over [ReleaseTranscript]
    /// @param sealed the age file
    record Release(EcdsaSignature signature, Bytes sealed) implements FromHost {
        /// Header, nonce and tag around the longest plaintext.
        static final int MAX_SEALED = AgeSeal.MAX_PLAINTEXT + 512;

        public Release {
            if (sealed.size() == 0 || sealed.size() > MAX_SEALED) {
                throw new IllegalArgumentException("the sealed payload has a wrong size");
            }
        }
    }

    /// @param signature the guest key's, over [BootedTranscript]
    record Booted(Bytes32 volume, int generation, boolean formatted, EcdsaSignature signature)
            implements FromGuest {}

    record Fatal(FatalCode code) implements FromGuest {}

    /// The machine has a network and its SSH listens. A mere hint, so unsigned: whoever trusts it
    /// wrongly tries once in vain.
    record Listening() implements FromGuest {}

    /// @param signature the guest key's, over [Heartbeat]
    record Beat(Bytes32 lease, int boot, Bytes32 beat, Duration served, EcdsaSignature signature)
            implements FromGuest {}

    /// Shut down in order.
    record Stop() implements FromHost {}

    /// The last line of a machine that shuts down in order.
    ///
    /// @param signature the guest key's, over [EndedTranscript]
    record Ended(Bytes32 lease, int boot, EcdsaSignature signature) implements FromGuest {}
}
