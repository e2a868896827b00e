package io.p2pcloud.devnet;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// An embedded chain that another process owns and runs, as seen from beside it.
///
/// @param rpc its JSON-RPC on loopback
public record RunningDevnet(URI rpc, Address token, Address market) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// Empty when none runs in this place.
    public static Optional<RunningDevnet> in(DevnetPlace place) {
        var mark = ProcessMark.read(place.process()).filter(it -> it.process().isPresent());
        var contracts = DevnetContracts.read(place.contracts());
        if (mark.isEmpty() || contracts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RunningDevnet(
                        AnvilProcess.rpc(mark.get().port()),
                        contracts.get().token(),
                        contracts.get().market()));
    }

    /// Gives an account the chain's coin for gas and test tokens on top of what it has.
    ///
    /// @throws DevnetException when the chain does not take it
    public void fund(Address account, BigInteger wei, TokenAmount tokens, InstantSource clock) {
        try (var node = new HttpJsonRpc(rpc, TIMEOUT)) {
            var chain = Chain.connect(node, Devnet.CHAIN_ID);
            var transactions =
                    new Transactions(chain, NonceJournal.inMemory(), SendPolicy.devnet(), clock);
            var faucet = new Faucet(transactions, Faucet.deployer());
            faucet.give(account, wei);
            faucet.mint(token, account, tokens);
        }
    }
}
