package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Short texts (regions, attribute keys and values) as the contract holds them: UTF-8, left aligned
/// in one word.
final class Label {
    private static final int MAX = Bytes32.SIZE - 1;

    private Label() {}

    static Bytes32 encode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is longer than 31 bytes or holds a zero byte");
        }
        return Bytes32.of(Arrays.copyOf(bytes, Bytes32.SIZE));
    }

    /// What others put on chain may be any bytes: those that are no such text are shown in hex.
    static String decode(Bytes32 word) {
        var bytes = word.toArray();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, end))
                            .toString();
            boolean plain = end <= MAX && text.chars().noneMatch(Character::isISOControl);
            return plain ? text : Hex.of(bytes);
        } catch (CharacterCodingException _) {
            return Hex.of(bytes);
        }
    }
}
