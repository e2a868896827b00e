package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.devnet.DevnetState;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A market on a real anvil, people with money, and a clock that tests can turn forward.
final class TestMarket implements AutoCloseable {
    static final TokenAmount STAKE = TokenAmount.ofUnits(100_000_000);
    static final TokenAmount COLLATERAL = TokenAmount.ofUnits(2_000_000);
    static final Rate PRICE = Rate.perMonth(TokenAmount.ofUnits(9_000_000));
    static final ComputeUnit UNIT = new ComputeUnit(2, 4096, 40, 100, Tier.STANDARD);
    static final Bytes32 VERSION = Keccak.hash(new byte[] {1});

    private final Devnet devnet;
    private final HttpJsonRpc rpc;
    private int people;
    final DevnetState.Running running;
    final Chain chain;
    final Transactions transactions;
    final ContractMarketplace market;

    TestMarket(Path folder) {
        devnet =
                new Devnet(
                        new DevnetPlace(folder, installRoot(), OptionalInt.empty()),
                        "",
                        InstantSource.system());
        running = devnet.start();
        rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(30));
        chain = Chain.connect(rpc, running.chain());
        transactions =
                new Transactions(
                        chain,
                        NonceJournal.inMemory(),
                        SendPolicy.devnet(),
                        InstantSource.system());
        market = new ContractMarketplace(transactions, running.market());
    }

    private static Path installRoot() {
        var found = findInstallRoot();
        if (found.isEmpty()) {
            var sentence = "anvil is not installed: run npm ci in services/contracts";
            if (Boolean.getBoolean("p2pcloud.require.tools")) {
                Assertions.fail(sentence);
            }
            Assumptions.abort(sentence);
        }
        return found.orElseThrow();
    }

    private static Optional<Path> findInstallRoot() {
        var anvil = "services/contracts/node_modules/.bin/anvil";
        var property = System.getProperty("p2pcloud.install.root");
        if (property != null) {
            return Optional.of(Path.of(property))
                    .filter(it -> Files.isExecutable(it.resolve(anvil)));
        }
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(anvil))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /// An account with gas and 1,000 tokens, which the market may take.
    SigningKey person() {
        var key = personWithoutApproval();
        market.approve(key, TokenAmount.ofUnits(1_000_000_000_000L)).orThrow();
        return key;
    }

    SigningKey personWithoutApproval() {
        var key = SigningKey.ofSecret(Keccak.hash(new byte[] {7, (byte) people++}).toArray());
        devnet.fund(key.address(), BigInteger.TEN.pow(19), TokenAmount.ofUnits(1_000_000_000));
        return key;
    }

    SigningKey provider() {
        var key = person();
        market.registerProvider(key, profile("host.example:7443"), STAKE).orThrow();
        return key;
    }

    static ProviderProfile profile(String endpoint) {
        return new ProviderProfile(
                endpoint,
                Keccak.hash(new byte[] {2}),
                "eu-de",
                List.of(new Attribute("cpu", "EPYC 9354")),
                List.of());
    }

    static LeaseTerms terms() {
        return LeaseTerms.usual(LeaseTerms.NO_END);
    }

    static OfferListing listing(int count) {
        return new OfferListing(UNIT, PRICE, COLLATERAL, count, Offer.Mode.OPEN, terms());
    }

    Take take(OfferId offer, int units, Address launchKey) {
        var deposit = market.offer(offer).value().orElseThrow().minDeposit().times(3L * units);
        return new Take(offer, PRICE, units, deposit, VERSION, launchKey);
    }

    /// A running lease: listed, taken, its first boot activated.
    LeaseId activeLease(
            SigningKey provider, SigningKey tenant, SigningKey launch, SigningKey guest) {
        var offer = market.listOffer(provider, listing(1)).orThrow();
        var lease = market.takeOffer(tenant, take(offer, 1, launch.address())).orThrow().getFirst();
        activate(provider, launch, guest, lease, 1);
        return lease;
    }

    Bytes32 activate(
            SigningKey provider, SigningKey launch, SigningKey guest, LeaseId lease, int boot) {
        var digest = market.digests().activation(lease, boot, guest.address());
        return market.activate(
                        provider, new Activation(lease, boot, guest.address(), launch.sign(digest)))
                .orThrow();
    }

    Confirmation heartbeat(SigningKey guest, LeaseId lease, Duration served) {
        var now = lease(lease);
        var digest = market.digests().heartbeat(lease, now.boot(), now.beat(), served);
        return new Confirmation(lease, served, guest.sign(digest));
    }

    Lease lease(LeaseId id) {
        return market.lease(id).value().orElseThrow();
    }

    Instant now() {
        return chain.block(BlockTag.latest()).time();
    }

    /// Turns the chain's clock forward.
    void advance(Duration time) {
        rpc.result("evm_increaseTime", "0x" + Long.toHexString(time.toSeconds()));
        rpc.result("evm_mine");
    }

    void mine(int blocks) {
        rpc.result("anvil_mine", "0x" + Integer.toHexString(blocks));
    }

    String snapshot() {
        return rpc.result("evm_snapshot").asString();
    }

    void revertTo(String snapshot) {
        rpc.result("evm_revert", snapshot);
    }

    /// All tokens that the market holds.
    TokenAmount held() {
        return market.tokenBalance(market.address()).value();
    }

    TokenAmount tokens(SigningKey account) {
        return market.tokenBalance(account.address()).value();
    }

    TokenAmount credit(SigningKey account) {
        return market.credit(account.address()).value();
    }

    static void assertRefused(ActOutcome<?> outcome, MarketRefusal reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ActOutcome.Refused.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Override
    public void close() {
        rpc.close();
        devnet.close();
    }
}
