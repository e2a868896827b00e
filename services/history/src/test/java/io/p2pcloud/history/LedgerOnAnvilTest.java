package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.devnet.DevnetState;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.EventCursor;
import io.p2pcloud.market.EventNews;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.OfferListing;
import io.p2pcloud.market.ProviderProfile;
import io.p2pcloud.market.Take;
import io.p2pcloud.store.Database;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger beside a real chain that loses its last blocks.
class LedgerOnAnvilTest {
    private static final SigningKey PROVIDER = key(1);
    private static final SigningKey TENANT = key(2);
    private static final Rate PRICE = Rate.perMonth(TokenAmount.ofUnits(9_000_000));

    @TempDir Path temp;

    private static SigningKey key(int number) {
        return SigningKey.ofSecret(Keccak.hash(new byte[] {8, (byte) number}).toArray());
    }

    private static Path installRoot() {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("services/contracts/node_modules/.bin/anvil"))) {
                return folder;
            }
        }
        var sentence = "anvil is not installed: run npm ci in services/contracts";
        if (Boolean.getBoolean("p2pcloud.require.tools")) {
            Assertions.fail(sentence);
        }
        return Assumptions.abort(sentence);
    }

    private Devnet devnet() {
        return new Devnet(
                new DevnetPlace(temp.resolve("chain"), installRoot(), OptionalInt.empty()),
                "",
                InstantSource.system());
    }

    /// What is read and written through one start of the chain.
    private record World(HttpJsonRpc rpc, ContractMarketplace market, MarketEvents events)
            implements LedgerFollower.Source, AutoCloseable {
        static World of(DevnetState.Running running) {
            var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(20));
            var chain = Chain.connect(rpc, running.chain());
            var transactions =
                    new Transactions(
                            chain,
                            NonceJournal.inMemory(),
                            SendPolicy.devnet(),
                            InstantSource.system());
            return new World(
                    rpc,
                    new ContractMarketplace(transactions, running.market()),
                    new MarketEvents(chain, running.market()));
        }

        @Override
        public EventNews since(EventCursor cursor) {
            return events.since(cursor);
        }

        @Override
        public Optional<LeaseState> state(LeaseId lease) {
            return market.lease(lease).value().map(Lease::state);
        }

        @Override
        public void close() {
            rpc.close();
        }
    }

    private OfferId offer(Devnet devnet, ContractMarketplace market) {
        for (var person : List.of(PROVIDER, TENANT)) {
            devnet.fund(
                    person.address(), BigInteger.TEN.pow(19), TokenAmount.ofUnits(1_000_000_000));
            market.approve(person, TokenAmount.ofUnits(1_000_000_000)).orThrow();
        }
        var profile =
                new ProviderProfile(
                        "host.example:1", Bytes32.ofNumber(7), "eu-de", List.of(), List.of());
        market.registerProvider(PROVIDER, profile, market.config().minStake()).orThrow();
        return market.listOffer(
                        PROVIDER,
                        new OfferListing(
                                new ComputeUnit(1, 1024, 10, 100, Tier.STANDARD),
                                PRICE,
                                TokenAmount.ofUnits(1_000_000),
                                2,
                                Offer.Mode.OPEN,
                                LeaseTerms.usual(LeaseTerms.NO_END)))
                .orThrow();
    }

    private static LeaseId take(ContractMarketplace market, OfferId offer) {
        var take =
                new Take(
                        offer,
                        PRICE,
                        1,
                        TokenAmount.ofUnits(20_000_000),
                        Bytes32.ofNumber(1),
                        TENANT.address());
        return market.takeOffer(TENANT, take).orThrow().getFirst();
    }

    private Optional<LeaseLine> round(World world, LeaseId lease) {
        try (var database =
                Database.open(
                        temp.resolve("ledger"), List.of(Ledger.SCHEMA), InstantSource.system())) {
            var ledger = Ledger.open(database, temp.resolve("notes.jsonl"), InstantSource.system());
            new LedgerFollower(
                            ledger,
                            world,
                            Map.of(Role.TENANT, TENANT.address()),
                            InstantSource.system())
                    .round();
            return ledger.lease(lease, Role.TENANT);
        }
    }

    @Test
    void losesTheRowsOfBlocksThatDiedWithTheChain() throws Exception {
        var state = temp.resolve("chain").resolve("chain.json.gz");
        var kept = temp.resolve("kept.gz");
        LeaseId first;
        LeaseId lost;
        var crashing = devnet();
        try (var world = World.of(crashing.start())) {
            var offer = offer(crashing, world.market());
            first = take(world.market(), offer);
            crashing.save();
            Files.copy(state, kept);
            lost = take(world.market(), offer);
            assertThat(round(world, lost)).isPresent();
            kill();
        }
        crashing.close();
        // The disk never saw the last two seconds.
        Files.copy(kept, state, StandardCopyOption.REPLACE_EXISTING);
        try (var again = devnet();
                var world = World.of(again.start())) {
            assertThat(round(world, lost)).isEmpty();
            assertThat(round(world, first)).isPresent();
        }
    }

    private void kill() throws Exception {
        var mark = Json.parse(Files.readAllBytes(temp.resolve("chain").resolve("process.json")));
        var process = ProcessHandle.of(mark.get("pid").asLong()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    @Test
    void followsAForkThatTookALeaseBack() {
        try (var devnet = devnet();
                var world = World.of(devnet.start())) {
            var offer = offer(devnet, world.market());
            var snapshot = world.rpc().result("evm_snapshot").asString();
            var lease = take(world.market(), offer);
            assertThat(round(world, lease)).isPresent();
            world.rpc().result("evm_revert", snapshot);
            world.rpc().result("anvil_mine", "0x3");
            assertThat(round(world, lease)).isEmpty();
        }
    }
}
