package io.p2pcloud.devnet;

/// The embedded chain could not start or go on. The message is a sentence for the user.
public final class DevnetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What failed.
    public enum Reason {
        /// The anvil program is not installed.
        NO_PROGRAM,
        /// Another program listens on the chosen port.
        PORT_BUSY,
        /// The program ended at once or did not answer.
        NOT_STARTED,
        /// The data folder.
        DISK,
        /// The chain refused something that only a broken program asks for.
        REFUSED
    }

    private final Reason reason;

    DevnetException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    DevnetException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
