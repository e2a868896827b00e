package io.p2pcloud.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.LightClientReads;
import io.p2pcloud.chain.ProvenWords;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientSettings;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The light client on a real anvil: its blocks hash, and their state roots are what its proofs
/// lead to.
final class DevnetBeaconTest {
    private static final Address ACCOUNT =
            Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final BigInteger COIN = BigInteger.TEN.pow(19);
    private static final TokenAmount TOKENS = TokenAmount.ofUnits(5_000_000);

    @TempDir Path folder;

    @BeforeEach
    void needAnvil() {
        Anvil.require();
    }

    private Devnet devnet() {
        return new Devnet(
                new DevnetPlace(folder.resolve("devnet"), Anvil.installRoot(), OptionalInt.empty()),
                "",
                InstantSource.system());
    }

    /// OpenZeppelin's `_balances` is the token's first slot.
    private static Bytes32 balanceSlot() {
        var key = new byte[Bytes32.SIZE];
        System.arraycopy(ACCOUNT.toArray(), 0, key, Bytes32.SIZE - Address.SIZE, Address.SIZE);
        return Keccak.hash(key, new byte[Bytes32.SIZE]);
    }

    private static LightClient client(DevnetState.Running running, HttpTransport http) {
        return new LightClient(
                LightClientSettings.of(
                        NetworkFile.builtIn("devnet"),
                        null,
                        List.of(Endpoint.http(running.beacon().toString(), http)),
                        List.of(Endpoint.http(running.rpc().toString(), http)),
                        null),
                InstantSource.system());
    }

    private static void proves(DevnetState.Running running, BigInteger coin, TokenAmount tokens)
            throws InterruptedException {
        try (var http = new HttpTransport();
                var client = client(running, http)) {
            client.start();
            var reads =
                    new LightClientReads(
                            client,
                            NetworkFile.builtIn("devnet"),
                            client::refresh,
                            InstantSource.system());
            awaitBlocks(client);
            var account = proven(reads.read(ACCOUNT, List.of()));
            assertThat(account.value().balance()).isEqualTo(coin);
            var slot = balanceSlot();
            var token = proven(reads.read(running.token(), List.of(slot)));
            assertThat(token.value().words()).containsEntry(slot, Bytes32.ofNumber(tokens.units()));
            // Nothing happened to them since: the finalized block says the same.
            assertThat(token.trust()).isInstanceOf(Trust.ProvenFinalized.class);
            assertThat(client.state().get().refusals()).isEmpty();
        }
    }

    private static Proving.Proven<ProvenWords> proven(Proving<ProvenWords> proving) {
        assertThat(proving).isInstanceOf(Proving.Proven.class);
        return (Proving.Proven<ProvenWords>) proving;
    }

    /// Three slots: what was there at the start is finalized then.
    private static void awaitBlocks(LightClient client) throws InterruptedException {
        var rounds = new CountDownLatch(4);
        try (var _ =
                client.state()
                        .subscribe(state -> {
                            if (state.sync() instanceof Sync.Following) {
                                rounds.countDown();
                            }
                        })) {
            assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatLiesOnTheChainIsProven() throws InterruptedException {
        try (var devnet = devnet()) {
            var running = devnet.start();
            devnet.fund(ACCOUNT, COIN, TOKENS);
            proves(running, COIN, TOKENS);
            // Money given while the light client follows rewrites no block that it knows.
            devnet.fund(ACCOUNT, COIN, TOKENS);
            proves(running, COIN.multiply(BigInteger.TWO), TOKENS.times(2));
        }
    }

    @Test
    void aChainThatWasLoadedFromDiskIsProven() throws InterruptedException {
        try (var devnet = devnet()) {
            devnet.start();
            devnet.fund(ACCOUNT, COIN, TOKENS);
        }
        try (var devnet = devnet()) {
            proves(devnet.start(), COIN, TOKENS);
        }
    }
}
