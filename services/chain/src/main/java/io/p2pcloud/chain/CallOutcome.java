package io.p2pcloud.chain;

import io.p2pcloud.common.Bytes;

/// What came of executing a call without sending it.
public sealed interface CallOutcome {
    record Returned(Bytes output) implements CallOutcome {}

    record Reverted(RevertReason reason) implements CallOutcome {}
}
