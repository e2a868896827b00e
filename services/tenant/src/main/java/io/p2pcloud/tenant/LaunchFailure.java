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
        GUEST_FAILED,
        WRONG_GUEST_SIGNATURE,
        HOST_KEY_MISMATCH,
        SHELL_TIMEOUT,
        BACKUP_UNUSABLE,
        CANCELLED,
        INTERRUPTED
    }
}
