package io.p2pcloud.app;

import java.io.Serial;

/// Something the user can act on; the command line prints the sentence and nothing else.
public final class UserError extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public UserError(String sentence) {
        super(sentence);
    }

    public UserError(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
