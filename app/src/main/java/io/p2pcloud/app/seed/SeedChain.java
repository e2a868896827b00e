package io.p2pcloud.app.seed;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.RpcAnswer;
import io.p2pcloud.chain.RpcCall;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.TransactionSender;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Many transactions in few large blocks at chosen times, on a chain that lets us: accounts act
/// without their keys, which only spares the signatures of the transactions themselves.
final class SeedChain implements TransactionSender, AutoCloseable {
    private static final String MONEY = "0x" + BigInteger.TEN.pow(24).toString(16);

    /// Above the first base fee; that of fuller blocks cannot rise to it in the blocks made here.
    private static final String GAS_PRICE = "0x" + Long.toHexString(100_000_000_000L);

    private static final String BLOCK_GAS = "0x" + Long.toHexString(1L << 40);
    private static final String USUAL_BLOCK_GAS = "0x" + Long.toHexString(30_000_000);

    /// More than any act takes, and below what one transaction may (EIP-7825).
    private static final String GAS = "0x" + Long.toHexString(15_000_000);

    private static final TxHash UNKNOWN = new TxHash(Bytes32.ZERO);

    private final Chain chain;
    private final List<RpcCall> waiting = new ArrayList<>();

    /// Acts of each account so far. Anvil answers a batch's calls side by side, so that it would
    /// give two of one account the same nonce.
    private final Map<Address, Integer> acts = new HashMap<>();

    SeedChain(Chain chain) {
        this.chain = chain;
        chain.rpc().result("evm_setAutomine", false);
        chain.rpc().result("anvil_autoImpersonateAccount", true);
        chain.rpc().result("evm_setBlockGasLimit", BLOCK_GAS);
    }

    void giveGasMoney(Collection<Address> accounts) {
        answered(
                accounts.stream()
                        .map(it -> RpcCall.of("anvil_setBalance", it.toHex(), MONEY))
                        .toList());
    }

    @Override
    public Chain chain() {
        return chain;
    }

    /// In the next block, after what the account did before in it. The account never acted but
    /// through here.
    @Override
    public SendOutcome send(Signer by, ContractCall call) {
        int nonce = acts.merge(by.address(), 1, Integer::sum) - 1;
        waiting.add(
                RpcCall.of(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                by.address().toHex(),
                                "to",
                                call.to().orElseThrow().toHex(),
                                "data",
                                call.input().toHex(),
                                "nonce",
                                "0x" + Integer.toHexString(nonce),
                                "gas",
                                GAS,
                                "gasPrice",
                                GAS_PRICE)));
        return new SendOutcome.Unsettled(UNKNOWN);
    }

    @Override
    public CallOutcome simulate(ContractCall call, Address from) {
        return chain.call(call, BlockTag.latest()).value();
    }

    /// Makes the block.
    ///
    /// @return its number
    long mine(Instant at) {
        int count = waiting.size();
        answered(waiting);
        waiting.clear();
        chain.rpc().result("evm_setNextBlockTimestamp", at.getEpochSecond());
        chain.rpc().result("evm_mine");
        var block = chain.block(BlockTag.latest());
        int mined = count(block.number());
        if (mined != count) {
            throw new IllegalStateException(
                    "block " + block.number() + " holds " + mined + " of " + count + " acts");
        }
        return block.number();
    }

    private int count(long block) {
        return Integer.decode(
                chain.rpc()
                        .result(
                                "eth_getBlockTransactionCountByNumber",
                                "0x" + Long.toHexString(block))
                        .asString());
    }

    /// Makes empty blocks, the last of them at this time.
    void pass(int blocks, Instant until) {
        chain.rpc().result("anvil_mine", "0x" + Integer.toHexString(blocks - 1), "0x1");
        mine(until);
    }

    private void answered(List<RpcCall> calls) {
        for (var answer : chain.rpc().batch(calls)) {
            if (answer instanceof RpcAnswer.Failure failure) {
                throw new IllegalStateException("the chain refused: " + failure.message());
            }
        }
    }

    @Override
    public void close() {
        chain.rpc().result("evm_setBlockGasLimit", USUAL_BLOCK_GAS);
        chain.rpc().result("anvil_autoImpersonateAccount", false);
        chain.rpc().result("evm_setAutomine", true);
    }
}
