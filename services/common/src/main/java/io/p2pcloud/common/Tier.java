package io.p2pcloud.common;

/// How a machine's memory is protected from the computer it runs on. The numbers are the market
/// contract's and never change.
public enum Tier {
    /// The provider can read everything on the machine.
    STANDARD(0),
    /// AMD SEV-SNP: memory and registers are encrypted, and a report of the chip proves it.
    CONFIDENTIAL(1);

    private final int number;

    Tier(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// @throws IllegalArgumentException when no tier has this number
    public static Tier ofNumber(int number) {
        for (var tier : values()) {
            if (tier.number == number) {
                return tier;
            }
        }
        throw new IllegalArgumentException("no tier has the number " + number);
    }
}
