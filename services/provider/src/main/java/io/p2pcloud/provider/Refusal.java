package io.p2pcloud.provider;

import io.p2pcloud.protocol.v1.RefusalReason;
import java.io.Serial;

/// A tenant's request that is not carried out. The sentence goes to the tenant.
final class Refusal extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final RefusalReason reason;

    Refusal(RefusalReason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
