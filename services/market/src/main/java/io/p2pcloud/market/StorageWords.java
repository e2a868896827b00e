package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Words of a contract's storage, read as its fields. A word that is not there counts as zero and
/// is noted: whoever reads asks for it and reads again, until nothing was missing.
final class StorageWords {
    /// The market holds texts of at most 128 bytes (its README, "Units and bounds").
    private static final int MAX_TEXT = 128;

    private final Map<Bytes32, Bytes32> words;
    private final Set<Bytes32> asked = new LinkedHashSet<>();
    private final Set<Bytes32> missing = new LinkedHashSet<>();

    StorageWords(Map<Bytes32, Bytes32> words) {
        this.words = Map.copyOf(words);
    }

    /// What was asked for and is not there.
    Set<Bytes32> missing() {
        return missing;
    }

    /// Everything that was asked for.
    Set<Bytes32> asked() {
        return asked;
    }

    Bytes32 word(Bytes32 slot) {
        asked.add(slot);
        var word = words.get(slot);
        if (word == null) {
            missing.add(slot);
            return Bytes32.ZERO;
        }
        return word;
    }

    /// Part of a word: `size` bytes, `offset` bytes from its low end.
    BigInteger number(Bytes32 slot, int offset, int size) {
        return word(slot)
                .toNumber()
                .shiftRight(offset * Byte.SIZE)
                .mod(BigInteger.ONE.shiftLeft(size * Byte.SIZE));
    }

    BigInteger number(StorageStruct struct, Bytes32 base, String name) {
        var field = struct.field(name);
        return number(StorageSlots.plus(base, field.slot()), field.offset(), field.size());
    }

    Bytes32 word(StorageStruct struct, Bytes32 base, String name) {
        return Bytes32.ofNumber(number(struct, base, name));
    }

    Address address(StorageStruct struct, Bytes32 base, String name) {
        return address(word(struct, base, name));
    }

    static Address address(Bytes32 word) {
        return Address.of(
                Arrays.copyOfRange(word.toArray(), Bytes32.SIZE - Address.SIZE, Bytes32.SIZE));
    }

    /// A string: short ones lie in the slot itself with twice their length in its low byte, longer
    /// ones elsewhere with twice their length plus one in the slot.
    ///
    /// @throws IllegalArgumentException when it is no text that the market could hold
    String text(Bytes32 slot) {
        var head = word(slot);
        var number = head.toNumber();
        if (!number.testBit(0)) {
            int length = (head.value().at(Bytes32.SIZE - 1) & 0xff) / 2;
            return utf8(head.toArray(), length);
        }
        var length = number.shiftRight(1);
        if (length.bitLength() > 16 || length.intValue() > MAX_TEXT) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i * Bytes32.SIZE < length.intValue(); i++) {
            bytes.writeBytes(word(StorageSlots.plus(StorageSlots.content(slot), i)).toArray());
        }
        return utf8(bytes.toByteArray(), length.intValue());
    }

    private static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }
}
