package io.p2pcloud.tenant;

import java.io.Serial;

/// Ends a launch with a reason and a sentence for the user.
final class LaunchException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final LaunchFailure.Reason reason;

    LaunchException(LaunchFailure.Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    LaunchFailure.Reason reason() {
        return reason;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
