package io.p2pcloud.common;

import java.nio.charset.StandardCharsets;

/// A 20-byte Ethereum account or contract address.
public record Address(Bytes value) {
    public static final int SIZE = 20;
    public static final Address ZERO = of(new byte[SIZE]);

    public Address {
        if (value.size() != SIZE) {
            throw new IllegalArgumentException(
                    "expected an address of 20 bytes, got " + value.size());
        }
    }

    public static Address of(byte[] value) {
        return new Address(Bytes.of(value));
    }

    /// Reads 40 hexadecimal digits, with or without `0x`; a mixed-case text must carry a right
    /// EIP-55 checksum.
    ///
    /// @throws IllegalArgumentException when the text is no address or its checksum is wrong
    public static Address ofHex(String text) {
        var address = of(Hex.parse(text));
        var digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        boolean mixed =
                digits.chars().anyMatch(Character::isUpperCase)
                        && digits.chars().anyMatch(Character::isLowerCase);
        if (mixed && !address.checksummed().substring(2).equals(digits)) {
            throw new IllegalArgumentException(
                    "address " + text + " has a wrong checksum (EIP-55): a digit is mistyped");
        }
        return address;
    }

    public byte[] toArray() {
        return value.toArray();
    }

    /// Lower case, with `0x`.
    public String toHex() {
        return value.toHex();
    }

    /// Mixed case by EIP-55.
    public String checksummed() {
        var digits = Hex.plain(value.toArray());
        var hash = Keccak.hash(digits.getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            int nibble = (hash.value().at(i / 2) >> (i % 2 == 0 ? 4 : 0)) & 0xf;
            char digit = digits.charAt(i);
            text.append(nibble >= 8 ? Character.toUpperCase(digit) : digit);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return checksummed();
    }
}
