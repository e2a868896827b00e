package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.wallet.Signer;
import java.util.function.LongConsumer;

/// A way for transactions to get onto a chain.
public interface TransactionSender {
    /// The chain that they go to.
    Chain chain();

    /// @throws ChainException when the node cannot be asked before anything was sent
    SendOutcome send(Signer by, ContractCall call);

    /// The call executed as `from` would send it now; nothing is sent.
    CallOutcome simulate(ContractCall call, Address from);

    /// Tells `listener` the block of each transaction of [#send] that got into one. A sender that
    /// waits for no block tells nothing.
    default void whenMined(LongConsumer listener) {}
}
