package io.p2pcloud.common;

import java.util.HexFormat;

/// Hexadecimal text as Ethereum writes it: lower case, with `0x`.
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /// Lower-case digits behind `0x`.
    public static String of(byte[] bytes) {
        return "0x" + FORMAT.formatHex(bytes);
    }

    /// Lower-case digits without a prefix.
    public static String plain(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /// Reads an even number of digits, with or without `0x`, in either case.
    ///
    /// @throws IllegalArgumentException when a character is no digit or the count is odd
    public static byte[] parse(String text) {
        var digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        return FORMAT.parseHex(digits);
    }
}
