package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;

/// Text from a provider on its way to the tenant's screen: short, one line, nothing that a terminal
/// would obey.
final class ProviderWords {
    private static final int MAX = 300;

    private ProviderWords() {}

    /// An account as a person compares it: both ends.
    static String account(Address account) {
        var text = account.checksummed();
        return text.substring(0, 6) + "…" + text.substring(text.length() - 4);
    }

    static String shown(String words) {
        var line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > MAX ? line.substring(0, MAX) + "…" : line;
    }
}
