package io.p2pcloud.market;

/// Why a provider interrupts a lease. The numbers are the contract's and never change.
public enum InterruptReason {
    FAULT(1),
    MAINTENANCE(2),
    AWAITING_RELEASE(3);

    private final int number;

    InterruptReason(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// @throws IllegalArgumentException when no reason has this number
    public static InterruptReason ofNumber(int number) {
        for (var reason : values()) {
            if (reason.number == number) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no reason to interrupt has the number " + number);
    }
}
