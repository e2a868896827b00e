package io.p2pcloud.market;

/// Why a lease ended. The numbers are the contract's and never change.
public enum CloseReason {
    TENANT(1, "the tenant closed it"),
    PROVIDER_UNSTABLE(2, "the provider's machine was not stable"),
    PROVIDER_DECOMMISSION(3, "the provider took the machine out of service"),
    PROVIDER_NO_HEARTBEAT(4, "the provider was sent no heartbeats"),
    MANIFEST_TIMEOUT(5, "the tenant did not send what should run"),
    ATTESTATION_FAILED(6, "the machine did not prove what it is"),
    NOT_ACTIVATED(7, "the machine was not started in time"),
    INSUFFICIENT_FUNDS(8, "the escrow ran empty"),
    STALE(9, "the provider fell silent"),
    ENDED(10, "its time was over");

    private final int number;
    private final String words;

    CloseReason(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    /// Completes "The lease ended: ...".
    public String words() {
        return words;
    }

    /// @throws IllegalArgumentException when no reason has this number
    public static CloseReason ofNumber(int number) {
        for (var reason : values()) {
            if (reason.number == number) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no reason to close has the number " + number);
    }
}
