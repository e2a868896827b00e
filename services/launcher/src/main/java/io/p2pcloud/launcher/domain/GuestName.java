package io.p2pcloud.launcher.domain;

import io.p2pcloud.common.Bytes32;
import java.util.regex.Pattern;

/// The name of a lease's guest on its host: `lease-` and 16 lower-case hexadecimal digits, so that
/// it is safe as a file name, in a command line and in XML.
public record GuestName(String value) implements Comparable<GuestName> {
    private static final Pattern FORM = Pattern.compile("lease-[0-9a-f]{16}");
    private static final int DIGITS = 16;

    public GuestName {
        if (!isGuestName(value)) {
            throw new IllegalArgumentException(
                    "a guest's name is lease- and 16 hexadecimal digits, not " + quoted(value));
        }
    }

    /// The guest of a lease: the first 8 bytes of the lease's id, which is a hash.
    public static GuestName of(Bytes32 lease) {
        return new GuestName("lease-" + lease.toHex().substring(2, 2 + DIGITS));
    }

    /// Whether `text` could be a guest's name: what else lies in a folder is not ours to touch.
    public static boolean isGuestName(String text) {
        return FORM.matcher(text).matches();
    }

    private static String quoted(String text) {
        var shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    @Override
    public int compareTo(GuestName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
