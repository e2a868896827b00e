package io.p2pcloud.app.seed;

/// A market that cannot be seeded here; the message is a sentence for the user.
public final class SeedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SeedException(String sentence) {
        super(sentence);
    }

    SeedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
