package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.Grade;
import io.p2pcloud.attestation.Verdict;

/// What a command says to the script that started it.
public enum ExitStatus {
    /// ACCEPTED or RELEASE, or the answer was printed.
    GOOD(0),
    /// Input that is of no use: nothing was judged.
    UNUSABLE(2),
    /// WARN or ASK.
    DOUBTFUL(10),
    /// REJECTED or REFUSE.
    BAD(20);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static ExitStatus of(Grade grade) {
        return switch (grade) {
            case ACCEPTED -> GOOD;
            case WARN -> DOUBTFUL;
            case REJECTED -> BAD;
        };
    }

    static ExitStatus of(Verdict verdict) {
        return switch (verdict) {
            case RELEASE -> GOOD;
            case ASK -> DOUBTFUL;
            case REFUSE -> BAD;
        };
    }
}
