package io.p2pcloud.store;

import org.jspecify.annotations.Nullable;

/// The environment failed the store. The message is one sentence for the user: what is wrong,
/// where, and what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What kind of failure it is.
    public enum Reason {
        /// Another process, or another part of this one, has it open.
        IN_USE,
        /// The file or folder cannot be used: name, owner or permissions.
        UNSAFE,
        /// Written by a newer version of the product or of its database engine.
        NEWER,
        /// A migration that ran already is not the one this version knows.
        CHANGED,
        /// Not a database, or one that is damaged.
        CORRUPT,
        /// The disk is full, gone or read-only.
        DISK,
        /// A statement failed: a defect of the product.
        STATEMENT
    }

    private final Reason reason;
    private final String sentence;

    StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.sentence = message;
    }

    StoreException(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }

    /// What the user reads.
    public String sentence() {
        return sentence;
    }
}
