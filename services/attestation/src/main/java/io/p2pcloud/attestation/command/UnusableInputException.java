package io.p2pcloud.attestation.command;

/// Ends a command from within; its message is the complaint.
final class UnusableInputException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableInputException(String complaint) {
        super(complaint);
    }

    CommandOutcome outcome() {
        return CommandOutcome.unusable(String.valueOf(getMessage()));
    }
}
