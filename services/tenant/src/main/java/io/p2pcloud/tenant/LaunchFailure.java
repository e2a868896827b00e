package io.p2pcloud.tenant;

/// Why a launch ended without a shell.
///
/// @param phase where it ended
/// @param reason for programs
/// @param sentence for people: what was wrong and what to do
/// @param money what happened to the money, as one sentence
public record LaunchFailure(LaunchPhase phase, Reason reason, String sentence, String money) {
    /// The closed list of reasons; each is also the short code on the screen.
    public enum Reason {
        NO_OFFER,
        PRICE_ROSE,
        NOT_ENOUGH_MONEY,
        CHAIN_REFUSED,
        CHAIN_UNREACHABLE,
        PROVIDER_UNREACHABLE,
        PROVIDER_REFUSED,
        PROVIDER_IDENTITY,
        NO_BID,
        EVIDENCE_REFUSED,
        /// Sound but for doubts that the user must weigh.
        EVIDENCE_DOUBTS,
        /// Nothing could prove the machine: the bundle has no firmware that was measured.
        NO_MEASUREMENT,
        /// The key left too often lately.
        RELEASE_LIMIT,
        /// An earlier machine that holds the key may still run.
        EARLIER_BOOT_OPEN,
        GUEST_FAILED,
        WRONG_GUEST_SIGNATURE,
        HOST_KEY_MISMATCH,
        SHELL_TIMEOUT,
        BACKUP_UNUSABLE,
        CANCELLED,
        INTERRUPTED;

        /// Whether a start can go on if the user says so ([Servers#accept]).
        public boolean isTheUsersToAccept() {
            return this == EVIDENCE_DOUBTS || this == EARLIER_BOOT_OPEN;
        }
    }
}
