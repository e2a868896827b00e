package io.p2pcloud.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.contracts.MarketArtifacts;
import io.p2pcloud.devnet.DevnetException.Reason;
import io.p2pcloud.devnet.DevnetState.Start;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real anvil.
final class DevnetTest {
    private static final Address ACCOUNT =
            Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final TokenAmount TOKENS = TokenAmount.ofUnits(5_000_000);

    @TempDir Path folder;

    @BeforeEach
    void needAnvil() {
        Anvil.require();
    }

    private Devnet devnet(OptionalInt port) {
        return new Devnet(
                new DevnetPlace(folder.resolve("devnet"), Anvil.installRoot(), port),
                "",
                InstantSource.system());
    }

    private Devnet devnet() {
        return devnet(OptionalInt.empty());
    }

    private static TokenAmount tokens(DevnetState.Running running) {
        try (var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(10))) {
            var token = AbiContract.parse(MarketArtifacts.testToken().abi());
            var outcome =
                    Chain.connect(rpc, running.chain())
                            .call(
                                    ContractCall.to(
                                            running.token(),
                                            token.function("balanceOf").call(ACCOUNT)),
                                    BlockTag.latest())
                            .value();
            assertThat(outcome).isInstanceOf(CallOutcome.Returned.class);
            return new TokenAmount(
                    token.function("balanceOf")
                            .results(((CallOutcome.Returned) outcome).output())
                            .number("0"));
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void keepsTheMarketAndMoneyAcrossARestart() {
        DevnetState.Running first;
        try (var devnet = devnet()) {
            first = devnet.start();
            assertThat(first.start()).isEqualTo(Start.FRESH);
            devnet.fund(ACCOUNT, BigInteger.TEN, TOKENS);
            assertThat(tokens(first)).isEqualTo(TOKENS);
        }
        try (var devnet = devnet()) {
            var second = devnet.start();
            assertThat(second.start()).isEqualTo(Start.RESUMED);
            assertThat(second.market()).isEqualTo(first.market());
            assertThat(second.rpc()).as("the same address as before").isEqualTo(first.rpc());
            assertThat(tokens(second)).isEqualTo(TOKENS);
        }
    }

    @Test
    void takesOverAProcessThatACrashLeftBehind() {
        // The crash: this one is never closed. The second one ends the process.
        var crashed = devnet();
        var first = crashed.start();
        crashed.fund(ACCOUNT, BigInteger.TEN, TOKENS);
        try (var devnet = devnet()) {
            var second = devnet.start();
            assertThat(second.start()).isEqualTo(Start.ADOPTED);
            assertThat(second.rpc()).isEqualTo(first.rpc());
            assertThat(tokens(second)).isEqualTo(TOKENS);
        }
    }

    @Test
    void losesAtMostSecondsWhenAllProcessesAreKilled() throws Exception {
        var crashed = devnet();
        var first = crashed.start();
        var file = folder.resolve("devnet").resolve("chain.json.gz");
        long before = Files.getLastModifiedTime(file).toMillis();
        crashed.fund(ACCOUNT, BigInteger.TEN, TOKENS);
        await(() -> modified(file) > before);
        try (var rpc = new HttpJsonRpc(first.rpc(), Duration.ofSeconds(10))) {
            // Time passes without a transaction.
            rpc.result("anvil_mine", "0x40");
        }
        long head = head(first);
        await(() -> notedHead() >= head);
        var mark = ProcessMark.read(folder.resolve("devnet").resolve("process.json")).orElseThrow();
        assertThat(mark.process().orElseThrow().destroyForcibly()).isTrue();
        await(() -> crashed.state().get() instanceof DevnetState.Failed);
        try (var devnet = devnet()) {
            var running = devnet.start();
            assertThat(running.start()).isEqualTo(Start.RESUMED);
            assertThat(tokens(running)).isEqualTo(TOKENS);
            assertThat(head(running)).as("no block number means two blocks").isGreaterThan(head);
        }
    }

    private static long head(DevnetState.Running running) {
        try (var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(10))) {
            return Chain.connect(rpc, running.chain()).blockNumber();
        }
    }

    private long notedHead() {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve("devnet").resolve("head")).strip());
        } catch (IOException | NumberFormatException _) {
            return -1;
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException _) {
            return 0;
        }
    }

    @Test
    void beginsAnewWhenTheStateIsDamaged() throws Exception {
        try (var devnet = devnet()) {
            devnet.start();
        }
        Files.write(folder.resolve("devnet").resolve("chain.json.gz"), new byte[] {1, 2, 3});
        try (var devnet = devnet()) {
            assertThat(devnet.start().start()).isEqualTo(Start.REPLACED);
            assertThat(folder.resolve("devnet").resolve("chain.damaged.gz")).exists();
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var devnet = devnet(OptionalInt.of(other.getLocalPort()))) {
            assertThatThrownBy(devnet::start)
                    .isInstanceOfSatisfying(
                            DevnetException.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.PORT_BUSY))
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
            assertThat(devnet.state().get()).isInstanceOf(DevnetState.Failed.class);
        }
    }

    @Test
    void neverEndsAnotherProcessThatHasTheSameNumber() throws Exception {
        // The mark of a process that is no more; its number now belongs to this very test.
        Files.createDirectories(folder.resolve("devnet"));
        new ProcessMark(
                        ProcessHandle.current().pid(),
                        Instant.now().minusSeconds(86_400),
                        1,
                        "/bin/anvil")
                .write(folder.resolve("devnet").resolve("process.json"));
        try (var devnet = devnet()) {
            assertThat(devnet.start().start()).isEqualTo(Start.FRESH);
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void saysWhereAnvilIsLookedForWhenItIsMissing() {
        try (var devnet =
                new Devnet(
                        new DevnetPlace(folder.resolve("devnet"), folder, OptionalInt.empty()),
                        "",
                        InstantSource.system())) {
            assertThatThrownBy(devnet::start)
                    .isInstanceOfSatisfying(
                            DevnetException.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.NO_PROGRAM))
                    .hasMessageContaining("node_modules");
        }
    }

    @Test
    void leavesOutOldEmptyBlocksButNoTransactionWhenItLoads() throws Exception {
        DevnetState.Running first;
        try (var devnet = devnet()) {
            first = devnet.start();
            devnet.fund(ACCOUNT, BigInteger.TEN, TOKENS);
            try (var rpc = new HttpJsonRpc(first.rpc(), Duration.ofSeconds(30))) {
                rpc.result("anvil_mine", "0x7d0");
            }
        }
        try (var devnet = devnet()) {
            var second = devnet.start();
            assertThat(tokens(second)).isEqualTo(TOKENS);
            try (var rpc = new HttpJsonRpc(second.rpc(), Duration.ofSeconds(10))) {
                var chain = Chain.connect(rpc, second.chain());
                assertThat(chain.blockNumber()).isGreaterThan(2000);
                assertThat(chain.findBlock(new BlockTag.Height(1000))).isEmpty();
                var mints =
                        chain.events(EventFilter.all(second.token()), 0, chain.blockNumber())
                                .value();
                assertThat(mints).as("the mint's event, across the gap").hasSize(1);
                long minted = mints.getFirst().blockNumber();
                assertThat(chain.findBlock(new BlockTag.Height(minted))).isPresent();
            }
        }
    }
}
