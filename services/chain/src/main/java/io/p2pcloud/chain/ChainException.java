package io.p2pcloud.chain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The chain could not be asked, or answered what no honest node answers. The message is a sentence
/// for the user.
public final class ChainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What failed.
    public enum Reason {
        /// No connection, or it broke.
        UNREACHABLE,
        /// No answer in time.
        TIMEOUT,
        /// An answer beyond the size limit.
        TOO_LARGE,
        /// An answer that is no JSON-RPC, or lacks a field.
        MALFORMED,
        /// The node answered with an error.
        REFUSED,
        /// Another chain than the one that was configured.
        WRONG_CHAIN
    }

    private final Reason reason;
    private final transient Optional<RpcAnswer.Failure> failure;

    ChainException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
        failure = Optional.empty();
    }

    ChainException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        failure = Optional.empty();
    }

    ChainException(String sentence, RpcAnswer.Failure failure) {
        super(sentence);
        reason = Reason.REFUSED;
        this.failure = Optional.of(failure);
    }

    /// An answer that no node of this chain with this contract gives.
    public static ChainException unexpected(String sentence, @Nullable Throwable cause) {
        return cause == null
                ? new ChainException(Reason.MALFORMED, sentence)
                : new ChainException(Reason.MALFORMED, sentence, cause);
    }

    public Reason reason() {
        return reason;
    }

    /// The node's own error, when the reason is REFUSED.
    public Optional<RpcAnswer.Failure> failure() {
        return failure;
    }
}
