package io.p2pcloud.app;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.FileNonceJournal;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.devnet.RunningDevnet;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.Keeper;
import io.p2pcloud.market.MarketConfig;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.store.Claim;
import io.p2pcloud.store.FolderLock;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;

/// A keeper at one market: the chain, the account and the folder that is its own.
final class KeeperPost implements AutoCloseable {
    /// No lease's period is longer than 30 days, so that nothing is heard of longer from none that
    /// a keeper could still do something about.
    static final Duration MEMORY = Duration.ofDays(45);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final BigInteger GAS_MONEY = BigInteger.TEN.pow(19);
    private static final TokenAmount BOND_MONEY = TokenAmount.ofUnits(100_000_000);

    private final FolderLock lock;
    private final HttpJsonRpc rpc;
    private final SigningKey key;
    private final MarketConfig config;
    private final Keeper keeper;

    private KeeperPost(
            FolderLock lock, HttpJsonRpc rpc, ChainId id, Address market, SigningKey key) {
        this.lock = lock;
        this.rpc = rpc;
        this.key = key;
        var chain = Chain.connect(rpc, id);
        var policy = id.equals(Devnet.CHAIN_ID) ? SendPolicy.devnet() : SendPolicy.publicChain();
        var transactions =
                new Transactions(
                        chain,
                        new FileNonceJournal(lock.folder().resolve("nonces.json")),
                        policy,
                        InstantSource.system());
        // What an earlier run sent and did not see settled comes first.
        var _ = transactions.resume(key.address());
        config = new ContractMarketplace(transactions, market).config();
        var since =
                new MarketEvents(chain, market)
                        .before(InstantSource.system().instant().minus(MEMORY));
        keeper = new Keeper(transactions, market, key, since);
    }

    /// On the embedded chain that another process runs; its account gets test money.
    static KeeperPost onDevnet(Folders folders, KeeperAccount account) throws UserError {
        var place =
                new DevnetPlace(
                        folders.local().resolve("chain"), folders.install(), OptionalInt.empty());
        var devnet =
                RunningDevnet.in(place)
                        .orElseThrow(() ->
                                new UserError(
                                        "No embedded chain runs in "
                                                + place.folder()
                                                + ": start the window or p2pcloud devnet first, or"
                                                + " give --execution and --market."));
        var lock = claim(folders);
        var key = open(lock, account);
        try (var node = new HttpJsonRpc(devnet.rpc(), TIMEOUT)) {
            if (Chain.connect(node, Devnet.CHAIN_ID).balance(key.address()).value().signum() == 0) {
                devnet.fund(key.address(), GAS_MONEY, BOND_MONEY, InstantSource.system());
            }
        }
        return new KeeperPost(
                lock,
                new HttpJsonRpc(devnet.rpc(), TIMEOUT),
                Devnet.CHAIN_ID,
                devnet.market(),
                key);
    }

    /// On the chain that this endpoint follows.
    static KeeperPost on(URI execution, Address market, Folders folders, KeeperAccount account)
            throws UserError {
        var lock = claim(folders);
        var key = open(lock, account);
        var rpc = new HttpJsonRpc(execution, TIMEOUT);
        var id = new ChainId(Long.decode(rpc.result("eth_chainId").asString()));
        return new KeeperPost(lock, rpc, id, market, key);
    }

    private static SigningKey open(FolderLock lock, KeeperAccount account) throws UserError {
        try {
            return account.open();
        } catch (UserError e) {
            lock.close();
            throw e;
        }
    }

    private static FolderLock claim(Folders folders) throws UserError {
        return switch (FolderLock.claim(folders.data().resolve("keeper"))) {
            case Claim.Owned(FolderLock lock) -> lock;
            case Claim.Busy(var folder, var pid) ->
                    throw new UserError(
                            "Another keeper"
                                    + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
                                    + " works with "
                                    + folder
                                    + ": one is enough.");
        };
    }

    Keeper keeper() {
        return keeper;
    }

    Address account() {
        return key.address();
    }

    MarketConfig config() {
        return config;
    }

    @Override
    public void close() {
        rpc.close();
        key.close();
        lock.close();
    }
}
