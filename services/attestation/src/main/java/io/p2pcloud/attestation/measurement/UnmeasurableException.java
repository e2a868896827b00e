package io.p2pcloud.attestation.measurement;

/// Ends a measurement from within; never leaves the package.
final class UnmeasurableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final MeasurementFault fault;

    UnmeasurableException(MeasurementFault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    MeasurementOutcome outcome() {
        return new MeasurementOutcome.Unmeasurable(fault, String.valueOf(getMessage()));
    }
}
