package io.p2pcloud.chain;

import java.math.BigInteger;

/// What came of sending a transaction.
public sealed interface SendOutcome {
    /// It is in a block and did what it should.
    record Mined(Receipt receipt) implements SendOutcome {}

    /// The simulation was refused: nothing was signed, sent or paid.
    record Refused(RevertReason reason) implements SendOutcome {}

    /// It is in a block and was refused there: its gas is spent. The state changed between
    /// simulation and block.
    record Reverted(Receipt receipt, RevertReason reason) implements SendOutcome {}

    /// The account cannot pay for the gas: nothing was signed or sent.
    record NoGasMoney(BigInteger needed, BigInteger present) implements SendOutcome {}

    /// It was sent, and by the deadline it is in no block. It stays in the journal.
    record Unsettled(TxHash transaction) implements SendOutcome {}

    /// Another transaction of this account took its nonce (sent by another program): it will never
    /// be mined.
    record Superseded(TxHash transaction, long nonce) implements SendOutcome {}
}
