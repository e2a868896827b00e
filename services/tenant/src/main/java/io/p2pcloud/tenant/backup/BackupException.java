package io.p2pcloud.tenant.backup;

import java.io.IOException;
import java.io.Serial;

/// A file that cannot be used as a backup; the sentence says why and what to do.
public final class BackupException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final Reason reason;

    /// Why.
    public enum Reason {
        NOT_A_BACKUP,
        TOO_NEW,
        CUT_SHORT,
        /// Its bytes are not those that were signed.
        CHANGED,
        /// Nothing here signed it, or somebody else did.
        NOT_YOURS
    }

    public BackupException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public BackupException(Reason reason, String sentence, Exception cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
