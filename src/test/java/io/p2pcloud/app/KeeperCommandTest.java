package io.p2pcloud.app;

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
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferListing;
import io.p2pcloud.market.ProviderProfile;
import io.p2pcloud.market.Take;
import io.p2pcloud.wallet.SigningKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The keeper beside an embedded chain that another process runs.
class KeeperCommandTest {
    @TempDir Path temp;
    private Folders folders;
    private Devnet devnet;
    private DevnetState.Running running;
    private HttpJsonRpc rpc;
    private ContractMarketplace market;

    @BeforeEach
    void start() {
        RequiredTools.anvil();
        folders = RequiredTools.folders(temp.resolve("data"));
        devnet =
                new Devnet(
                        new DevnetPlace(
                                folders.local().resolve("chain"),
                                folders.install(),
                                OptionalInt.empty()),
                        "",
                        InstantSource.system());
        running = devnet.start();
        rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(20));
        market =
                new ContractMarketplace(
                        new Transactions(
                                Chain.connect(rpc, running.chain()),
                                NonceJournal.inMemory(),
                                SendPolicy.devnet(),
                                InstantSource.system()),
                        running.market());
    }

    @AfterEach
    void stop() {
        if (devnet != null) {
            rpc.close();
            devnet.close();
        }
    }

    private record Said(int status, String out, String err) {}

    private Said keeper(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var writer = new PrintWriter(out, true);
        int status =
                new CommandLine(new KeeperCommand(folders, writer))
                        .setErr(new PrintWriter(err, true))
                        .setExecutionExceptionHandler((failure, command, _) -> {
                            command.getErr().println(failure.getMessage());
                            return 1;
                        })
                        .execute(arguments);
        return new Said(status, out.toString(), err.toString());
    }

    private SigningKey person(int number) {
        var key = SigningKey.ofSecret(Keccak.hash(new byte[] {3, (byte) number}).toArray());
        devnet.fund(key.address(), BigInteger.TEN.pow(19), TokenAmount.ofUnits(1_000_000_000));
        market.approve(key, TokenAmount.ofUnits(1_000_000_000)).orThrow();
        return key;
    }

    /// Booked, and never started.
    private LeaseId pending() {
        var provider = person(1);
        var profile =
                new ProviderProfile(
                        "host.example:1", Bytes32.ofNumber(7), "eu-de", List.of(), List.of());
        market.registerProvider(provider, profile, market.config().minStake()).orThrow();
        var price = Rate.perMonth(TokenAmount.ofUnits(9_000_000));
        var offer =
                market.listOffer(
                                provider,
                                new OfferListing(
                                        new ComputeUnit(1, 1024, 10, 100, Tier.STANDARD),
                                        price,
                                        TokenAmount.ofUnits(1_000_000),
                                        1,
                                        Offer.Mode.OPEN,
                                        LeaseTerms.usual(LeaseTerms.NO_END)))
                        .orThrow();
        var take =
                new Take(
                        offer,
                        price,
                        1,
                        TokenAmount.ofUnits(20_000_000),
                        Bytes32.ofNumber(1),
                        provider.address());
        return market.takeOffer(person(2), take).orThrow().getFirst();
    }

    private void advance(Duration time) {
        rpc.result("evm_increaseTime", time.toSeconds());
        rpc.result("evm_mine");
    }

    @Test
    void doesOnceWhatIsDueOnTheChainThatRunsHere() {
        var lease = pending();
        assertThat(keeper("--once"))
                .satisfies(it -> {
                    assertThat(it.status()).isZero();
                    assertThat(it.out()).contains("Keeping the market for 0x", "Nothing is due.");
                });
        advance(Duration.ofMinutes(31));
        var said = keeper("--once", "--json");
        assertThat(said.status()).isZero();
        var act = Json.parse(said.out());
        assertThat(act.get("act").asString()).isEqualTo("expirePending");
        assertThat(act.get("lease").asString()).isEqualTo(lease.toHex());
        assertThat(act.get("bounty").asString())
                .isEqualTo(market.config().expireBounty().units().toString());
        assertThat(keeper("--once", "--json").out()).isEmpty();
    }

    @Test
    void worksOnAnyChainForAnAccountOfTheKeystore() {
        var lease = pending();
        advance(Duration.ofMinutes(31));
        var endpoint = running.rpc().toString();
        var contract = running.market().toHex();
        var missing =
                keeper("--once", "--execution", endpoint, "--market", contract, "--account", "me");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no account me", "--create");
        var poor =
                keeper(
                        "--once",
                        "--create",
                        "--execution",
                        endpoint,
                        "--market",
                        contract,
                        "--account",
                        "me");
        assertThat(poor.status()).isZero();
        assertThat(market.lease(lease).value().orElseThrow().state().isOpen())
                .as("an account without gas money does nothing")
                .isTrue();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(keeper("--once", "--create", "--account", "me", "--market", "0x12").err())
                .contains("--execution");
        assertThat(keeper("--once", "--every", "0").err()).contains("--every");
        assertThat(
                        keeper(
                                        "--once",
                                        "--create",
                                        "--execution",
                                        running.rpc().toString(),
                                        "--market",
                                        "0x12",
                                        "--account",
                                        "me")
                                .err())
                .contains("--market is no address");
        devnet.close();
        assertThat(keeper("--once").err()).contains("No embedded chain runs", "p2pcloud devnet");
    }
}
