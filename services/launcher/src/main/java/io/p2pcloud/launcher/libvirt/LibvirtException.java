package io.p2pcloud.launcher.libvirt;

import java.io.IOException;
import java.io.Serial;

/// libvirt refused or failed; the message is one sentence of its own words and where it said them.
public final class LibvirtException extends IOException {
    /// Not possible, for instance because another guest has the name (VIR_ERR_OPERATION_FAILED).
    public static final int OPERATION_FAILED = 9;

    /// No guest has the name that was asked for (VIR_ERR_NO_DOMAIN).
    public static final int NO_DOMAIN = 42;

    /// The guest is in no state for it, for instance stopped (VIR_ERR_OPERATION_INVALID).
    public static final int OPERATION_INVALID = 55;

    @Serial private static final long serialVersionUID = 1;
    private static final int SHOWN = 400;

    private final int code;

    /// @param code as `virErrorNumber` counts them; 0 when the failure is not libvirt's
    LibvirtException(String where, int code, String said) {
        super("libvirt (%s): %s".formatted(where, sentence(said)));
        this.code = code;
    }

    public int code() {
        return code;
    }

    private static String sentence(String said) {
        var line = said.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
        return line.isEmpty()
                ? "no reason given"
                : line.substring(0, Math.min(line.length(), SHOWN));
    }
}
