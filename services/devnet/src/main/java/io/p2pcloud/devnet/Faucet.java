package io.p2pcloud.devnet;

import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.contracts.MarketArtifacts;
import io.p2pcloud.devnet.DevnetException.Reason;
import io.p2pcloud.wallet.Signer;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;

/// Money from nothing, on the embedded chain alone.
final class Faucet {
    private static final BigInteger PLENTY = BigInteger.TEN.pow(27);
    private static final BigInteger LITTLE = BigInteger.TEN.pow(25);

    private final Transactions transactions;
    private final Signer deployer;

    Faucet(Transactions transactions, Signer deployer) {
        this.transactions = transactions;
        this.deployer = deployer;
    }

    /// The account that makes the contracts and mints. Public by design: it owns nothing but
    /// worthless tokens on a chain that only this computer sees.
    static SigningKey deployer() {
        return SigningKey.ofSecret(Bytes32.ofNumber(Devnet.CHAIN_ID.value()).toArray());
    }

    /// Sees to it that there is enough to give. This changes the state under a block that is there
    /// already, which no proof of that block then shows: hence only at the start, and with a block
    /// of its own behind it.
    void fill() {
        var rpc = transactions.chain().rpc();
        var account = deployer.address();
        if (transactions.chain().balance(account).value().compareTo(LITTLE) < 0) {
            rpc.result("anvil_setBalance", account.toHex(), "0x" + PLENTY.toString(16));
            rpc.result("evm_mine");
        }
    }

    /// Adds to the account's coin.
    void give(Address account, BigInteger wei) {
        send(ContractCall.transfer(account, wei), "The coin for gas could not be given");
    }

    void mint(Address token, Address account, TokenAmount amount) {
        var mint =
                AbiContract.parse(MarketArtifacts.testToken().abi())
                        .function("mint")
                        .call(account, amount.units());
        send(ContractCall.to(token, mint), "The test token could not be minted");
    }

    private void send(ContractCall call, String failure) {
        var outcome = transactions.send(deployer, call);
        if (!(outcome instanceof SendOutcome.Mined)) {
            throw new DevnetException(Reason.REFUSED, failure + ": " + outcome + ".");
        }
    }
}
