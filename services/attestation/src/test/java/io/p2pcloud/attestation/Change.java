package io.p2pcloud.attestation;

import java.util.function.Consumer;

/// One change to a sound launch, and the one row that must notice it.
///
/// @param status that the row then has; PASS for a change that must do no harm
record Change(String name, Reason reason, Status status, Consumer<Scenario> act) {
    static Change of(String name, Reason reason, Status status, Consumer<Scenario> act) {
        return new Change(name, reason, status, act);
    }

    @Override
    public String toString() {
        return reason + " " + status + ": " + name;
    }
}
