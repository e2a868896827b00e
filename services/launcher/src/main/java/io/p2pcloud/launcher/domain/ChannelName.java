package io.p2pcloud.launcher.domain;

import java.util.regex.Pattern;

/// The name of a virtio-serial port as the guest sees it, such as `org.p2pcloud.key.0`.
public record ChannelName(String value) {
    /// Over it the tenant's sealed payload reaches the unlock agent.
    public static final ChannelName KEY = new ChannelName("org.p2pcloud.key.0");

    /// Over it the running guest sends its heartbeats and its goodbye.
    public static final ChannelName LIFE = new ChannelName("org.p2pcloud.life.0");

    private static final String PREFIX = "org.p2pcloud.";

    public ChannelName {
        if (!Pattern.matches("org\\.p2pcloud\\.[a-z]{1,16}\\.[0-9]", value)) {
            throw new IllegalArgumentException("not a channel's name: " + value);
        }
    }

    /// The name of the channel's socket in the guest's run folder. It leaves out what all share,
    /// because a socket's whole path may have 107 bytes only.
    public String socketFile() {
        return value.substring(PREFIX.length()) + ".sock";
    }

    @Override
    public String toString() {
        return value;
    }
}
