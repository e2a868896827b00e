package io.p2pcloud.probe;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The first two numbers of a Linux release.
record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Comparator<KernelVersion> ORDER =
            Comparator.comparingInt(KernelVersion::major).thenComparingInt(KernelVersion::minor);

    /// Reads a release such as `6.1.0-18-amd64`.
    static Optional<KernelVersion> parse(String release) {
        var match = RELEASE.matcher(release);
        return match.matches()
                ? Optional.of(
                        new KernelVersion(
                                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(KernelVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
