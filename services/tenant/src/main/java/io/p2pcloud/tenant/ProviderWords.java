package io.p2pcloud.tenant;

/// Text from a provider on its way to the tenant's screen: short, one line, nothing that a terminal
/// would obey.
final class ProviderWords {
    private static final int MAX = 300;

    private ProviderWords() {}

    static String shown(String words) {
        var line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > MAX ? line.substring(0, MAX) + "…" : line;
    }
}
