package io.p2pcloud.lightclient.cli;

/// What a command ends with.
public final class ExitStatus {
    public static final int PROVEN = 0;

    /// No server could be asked, or none had an answer.
    public static final int UNREACHABLE = 3;

    /// An answer, a checkpoint or a fork was refused.
    public static final int REFUSED = 20;

    private ExitStatus() {}
}
