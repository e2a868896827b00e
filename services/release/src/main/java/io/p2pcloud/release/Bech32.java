package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;

/// The checksummed text encoding of BIP 173, as age uses it for keys (lower case only here, and
/// without BIP 173's limit of 90 characters).
final class Bech32 {
    private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM = 6;
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };

    private Bech32() {}

    /// @throws IllegalArgumentException when prefix, digits, checksum or padding are wrong
    static Bytes decode(String prefix, String text) {
        if (!text.startsWith(prefix + "1") || text.length() < prefix.length() + 1 + CHECKSUM) {
            throw new IllegalArgumentException("expected a text that starts with " + prefix + "1");
        }
        var digits = text.substring(prefix.length() + 1);
        int sum = prefixSum(prefix);
        for (int i = 0; i < digits.length(); i++) {
            int digit = DIGITS.indexOf(digits.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("a character is no bech32 digit");
            }
            sum = step(sum) ^ digit;
        }
        if (sum != 1) {
            throw new IllegalArgumentException("the bech32 checksum is wrong: a digit is mistyped");
        }
        return toBytes(digits.substring(0, digits.length() - CHECKSUM));
    }

    static String encode(String prefix, Bytes value) {
        var text = new StringBuilder();
        int sum = prefixSum(prefix);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < value.size() || held > 0; ) {
            if (held < 5 && i < value.size()) {
                bits = ((bits << 8) | (value.at(i++) & 0xff)) & 0xfff;
                held += 8;
            } else if (held < 5) {
                bits <<= 5 - held;
                held = 5;
            }
            while (held >= 5) {
                int digit = (bits >> (held - 5)) & 0x1f;
                held -= 5;
                sum = step(sum) ^ digit;
                text.append(DIGITS.charAt(digit));
            }
        }
        for (int i = 0; i < CHECKSUM; i++) {
            sum = step(sum);
        }
        sum ^= 1;
        for (int i = 0; i < CHECKSUM; i++) {
            text.append(DIGITS.charAt((sum >> (5 * (CHECKSUM - 1 - i))) & 0x1f));
        }
        return prefix + "1" + text;
    }

    private static int prefixSum(String prefix) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum) ^ (prefix.charAt(i) >> 5);
        }
        sum = step(sum);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum) ^ (prefix.charAt(i) & 0x1f);
        }
        return sum;
    }

    private static int step(int sum) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >> i) & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }

    private static Bytes toBytes(String digits) {
        var out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < digits.length(); i++) {
            bits = ((bits << 5) | DIGITS.indexOf(digits.charAt(i))) & 0xfff;
            held += 5;
            if (held >= 8) {
                held -= 8;
                out.write((bits >> held) & 0xff);
            }
        }
        if (held >= 5 || (bits & ((1 << held) - 1)) != 0) {
            throw new IllegalArgumentException("the bech32 padding is not zero");
        }
        return Bytes.of(out.toByteArray());
    }
}
