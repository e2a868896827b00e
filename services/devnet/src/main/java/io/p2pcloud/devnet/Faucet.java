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
    private static final BigInteger PLENTY = BigInteger.TEN.pow(21);

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

    void fillDeployer() {
        set(deployer.address(), PLENTY);
    }

    /// Adds to the account's coin.
    void give(Address account, BigInteger wei) {
        set(account, transactions.chain().balance(account).value().add(wei));
    }

    private void set(Address account, BigInteger wei) {
        transactions
                .chain()
                .rpc()
                .result("anvil_setBalance", account.toHex(), "0x" + wei.toString(16));
    }

    void mint(Address token, Address account, TokenAmount amount) {
        fillDeployer();
        var mint =
                AbiContract.parse(MarketArtifacts.testToken().abi())
                        .function("mint")
                        .call(account, amount.units());
        var outcome = transactions.send(deployer, ContractCall.to(token, mint));
        if (!(outcome instanceof SendOutcome.Mined)) {
            throw new DevnetException(
                    Reason.REFUSED, "The test token could not be minted: " + outcome + ".");
        }
    }
}
