package io.p2pcloud.views.common;

/// Every page of the window.
public enum Page {
    WELCOME("mdi2h-hand-wave-outline"),
    HOME("mdi2h-home-variant-outline"),
    MARKET("mdi2s-storefront-outline"),
    SERVERS("mdi2s-server"),
    /// The first two steps of a new server; the third is the server's own page.
    CREATE("mdi2p-plus"),
    /// One server: its launch while it starts, then its tabs.
    SERVER("mdi2s-server"),
    PROVIDE("mdi2h-hand-coin-outline"),
    HISTORY("mdi2h-history"),
    WALLET("mdi2w-wallet-outline"),
    TRUST("mdi2s-shield-check-outline"),
    /// Checks a report from a file.
    PROOF("mdi2s-shield-search"),
    SETTINGS("mdi2c-cog-outline");

    private final String icon;

    Page(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public String title() {
        return Texts.word(this);
    }
}
