package io.p2pcloud.wallet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/// What the user typed to protect a key; [#close] wipes it. Compared by nobody and printed nowhere.
public final class Passphrase implements AutoCloseable {
    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /// Copies `characters`; the caller wipes his own.
    ///
    /// @throws IllegalArgumentException when empty
    public static Passphrase of(char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("the passphrase is empty: type at least one word");
        }
        return new Passphrase(characters.clone());
    }

    /// UTF-8 in composed form (NFC), so that the same keys pressed on another system give the same
    /// bytes. The caller wipes them.
    byte[] toBytes() {
        var text = CharBuffer.wrap(characters);
        var source =
                Normalizer.isNormalized(text, Normalizer.Form.NFC)
                        ? text
                        : CharBuffer.wrap(Normalizer.normalize(text, Normalizer.Form.NFC));
        var buffer = new byte[source.remaining() * 3]; // the most that a char takes
        var target = ByteBuffer.wrap(buffer);
        StandardCharsets.UTF_8.newEncoder().encode(source, target, true);
        var bytes = Arrays.copyOf(buffer, target.position());
        Arrays.fill(buffer, (byte) 0);
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "passphrase";
    }
}
