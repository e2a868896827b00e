package io.p2pcloud.wallet;

import java.nio.file.Path;

/// The keystore's folder or one of its files failed. The message is a sentence for the user.
public final class KeystoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What failed.
    public enum Reason {
        /// No key of this name.
        MISSING,
        /// A key of this name exists already; keys are never overwritten.
        EXISTS,
        /// The file's bytes changed since it was written.
        DAMAGED,
        /// Written by a later version, or with parameters beyond the bounds.
        UNSUPPORTED,
        /// The file is readable by other users of this computer.
        EXPOSED,
        /// Encrypted where a device-protected key was asked for.
        PASSPHRASE_NEEDED,
        /// The disk or its permissions.
        UNREADABLE
    }

    private final Reason reason;

    KeystoreException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    KeystoreException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    static KeystoreException unreadable(Path file, Throwable cause) {
        return new KeystoreException(
                Reason.UNREADABLE,
                "The key file "
                        + file
                        + " cannot be read or written ("
                        + cause.getMessage()
                        + "): check the disk and the folder's permissions.",
                cause);
    }

    public Reason reason() {
        return reason;
    }
}
