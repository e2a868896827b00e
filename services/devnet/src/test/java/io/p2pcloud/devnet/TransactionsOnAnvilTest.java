package io.p2pcloud.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.FileNonceJournal;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.JsonRpc;
import io.p2pcloud.chain.RpcAnswer;
import io.p2pcloud.chain.RpcCall;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.contracts.MarketArtifacts;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sending transactions to a real node that is stuck, restarted under them, or reorganised.
final class TransactionsOnAnvilTest {
    private static final Address SINK = Address.ofHex("0x00000000000000000000000000000000000000bb");
    private static final AbiContract TOKEN = AbiContract.parse(MarketArtifacts.testToken().abi());
    private static final BigInteger CAP = BigInteger.TEN.pow(12);

    @TempDir static Path shared;
    private static Devnet devnet;
    private static DevnetState.Running running;
    private static int accounts;

    @TempDir Path folder;
    private final Eavesdropper node = new Eavesdropper();
    private SigningKey key;

    @BeforeAll
    static void start() {
        Anvil.require();
        devnet =
                new Devnet(
                        new DevnetPlace(shared, Anvil.installRoot(), OptionalInt.empty()),
                        "",
                        InstantSource.system());
        running = devnet.start();
    }

    @AfterAll
    static void stop() {
        if (devnet != null) {
            devnet.close();
        }
    }

    @BeforeEach
    void fund() {
        key = SigningKey.ofSecret(Keccak.hash(new byte[] {9, (byte) accounts++}).toArray());
        devnet.fund(key.address(), BigInteger.TEN.pow(18), TokenAmount.ofUnits(1_000_000));
    }

    /// Hears what is asked, and can do something after a transaction was handed over.
    private static final class Eavesdropper implements JsonRpc {
        private final JsonRpc real = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(20));
        private final List<String> heard = new ArrayList<>();
        private final List<Runnable> afterSends = new ArrayList<>();
        private final List<TxHash> sent = new ArrayList<>();

        @Override
        public String endpoint() {
            return real.endpoint();
        }

        @Override
        public List<RpcAnswer> batch(List<RpcCall> calls) {
            var answers = real.batch(calls);
            for (int i = 0; i < calls.size(); i++) {
                heard.add(calls.get(i).method());
                if (calls.get(i).method().equals("eth_sendRawTransaction")) {
                    if (answers.get(i) instanceof RpcAnswer.Result(JsonNode hash)) {
                        sent.add(TxHash.ofHex(hash.asString()));
                    }
                    if (!afterSends.isEmpty()) {
                        afterSends.removeFirst().run();
                    }
                }
            }
            return answers;
        }

        /// What is done after the first send, after the second, and so on.
        void afterSends(Runnable... acts) {
            afterSends.addAll(List.of(acts));
        }

        void stopMining() {
            real.result("evm_setAutomine", false);
            real.result("evm_setIntervalMining", 0);
        }

        void mine() {
            real.result("evm_mine");
        }

        JsonNode transaction(TxHash hash) {
            return real.result("eth_getTransactionByHash", hash.toHex());
        }
    }

    private Chain chain() {
        return Chain.connect(node, running.chain());
    }

    /// A new process over the same journal.
    private Transactions transactions(Duration deadline, int confirmations) {
        return new Transactions(
                chain(),
                new FileNonceJournal(folder.resolve("nonces.json")),
                new SendPolicy(
                        deadline,
                        Duration.ofMillis(10),
                        Duration.ofMillis(300),
                        confirmations,
                        CAP),
                InstantSource.system());
    }

    private ContractCall transfer(long units) {
        return ContractCall.to(running.token(), TOKEN.function("transfer").call(SINK, units));
    }

    private static void keep(Runnable test) {
        try {
            test.run();
        } finally {
            // The next test finds a chain that mines.
            try (var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(20))) {
                rpc.result("evm_setAutomine", true);
                rpc.result("evm_mine");
            }
        }
    }

    private static SendOutcome.Mined mined(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Mined.class);
        return (SendOutcome.Mined) outcome;
    }

    @Test
    void simulatesFirstAndSignsNothingThatWouldBeRefused() {
        var outcome = transactions(Duration.ofSeconds(20), 0).send(key, transfer(2_000_000));
        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
        assertThat(node.heard).contains("eth_call").doesNotContain("eth_sendRawTransaction");
        assertThat(folder.resolve("nonces.json")).doesNotExist();
    }

    @Test
    void offersTwiceTheBaseFeeAndAQuarterMoreGasThanEstimated() {
        var receipt =
                mined(transactions(Duration.ofSeconds(20), 0).send(key, transfer(5))).receipt();
        var sent = node.transaction(receipt.transaction());
        assertThat(sent.get("type").asString()).isEqualTo("0x2");
        long gas = Long.decode(sent.get("gas").asString());
        assertThat(gas).isBetween(receipt.gasUsed(), receipt.gasUsed() * 3 / 2);
        var max = new BigInteger(sent.get("maxFeePerGas").asString().substring(2), 16);
        var tip = new BigInteger(sent.get("maxPriorityFeePerGas").asString().substring(2), 16);
        assertThat(tip.signum()).isPositive();
        assertThat(max).isGreaterThan(tip).isLessThanOrEqualTo(CAP);
        assertThat(receipt.fee())
                .isLessThanOrEqualTo(max.multiply(BigInteger.valueOf(receipt.gasUsed())));
    }

    @Test
    void replacesAStuckTransactionAndTheNodeTakesTheReplacement() {
        keep(() -> {
            node.stopMining();
            node.afterSends(() -> {}, node::mine);
            var outcome = transactions(Duration.ofSeconds(30), 0).send(key, transfer(5));
            assertThat(node.sent).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
            assertThat(mined(outcome).receipt().transaction()).isEqualTo(node.sent.get(1));
            assertThat(node.transaction(node.sent.getFirst()).isNull()).isTrue();
        });
    }

    @Test
    void goesOnWithTheNextNonceAfterARestartWhileOneIsUnsettled() {
        keep(() -> {
            node.stopMining();
            assertThat(transactions(Duration.ZERO, 0).send(key, transfer(5)))
                    .isInstanceOf(SendOutcome.Unsettled.class);
            assertThat(transactions(Duration.ZERO, 0).send(key, transfer(6)))
                    .isInstanceOf(SendOutcome.Unsettled.class);
            assertThat(node.sent).hasSizeGreaterThanOrEqualTo(2);
            node.mine();
            assertThat(transactions(Duration.ofSeconds(20), 0).resume(key.address()))
                    .hasSize(2)
                    .allMatch(SendOutcome.Mined.class::isInstance);
            assertThat(transactions(Duration.ofSeconds(20), 0).resume(key.address())).isEmpty();
        });
    }

    @Test
    void handsATransactionOverAgainThatTheNodeForgot() {
        keep(() -> {
            node.stopMining();
            assertThat(transactions(Duration.ZERO, 0).send(key, transfer(5)))
                    .isInstanceOf(SendOutcome.Unsettled.class);
            node.real.result("anvil_dropTransaction", node.sent.getFirst().toHex());
            node.afterSends(node::mine);
            assertThat(transactions(Duration.ofSeconds(20), 0).resume(key.address()))
                    .singleElement()
                    .isInstanceOf(SendOutcome.Mined.class);
        });
    }

    @Test
    void waitsForABlockOnTopAndSurvivesTheReorganisationBeforeIt() {
        keep(() -> {
            node.stopMining();
            var before = node.real.result("evm_snapshot").asString();
            // Mined, undone, dropped from the pool; then offered again and mined for good.
            node.afterSends(
                    () -> {
                        node.mine();
                        node.real.result("evm_revert", before);
                    },
                    () -> {
                        node.mine();
                        node.mine();
                    });
            var outcome = transactions(Duration.ofSeconds(30), 1).send(key, transfer(5));
            var receipt = mined(outcome).receipt();
            assertThat(chain().receipt(receipt.transaction()))
                    .get()
                    .extracting(it -> it.blockHash())
                    .isEqualTo(receipt.blockHash());
        });
    }

    @Test
    void offersATransactionAgainThatAReorganisationTookOutOfItsBlock() {
        var transactions = transactions(Duration.ofSeconds(30), 1);
        keep(() -> {
            node.stopMining();
            node.afterSends(
                    () -> {
                        node.mine();
                        // The same height again, by another block without the transaction.
                        node.real.result("anvil_reorg", 1, List.of());
                    },
                    () -> {
                        node.mine();
                        node.mine();
                    });
            var receipt = mined(transactions.send(key, transfer(5))).receipt();
            assertThat(chain().receipt(receipt.transaction()).orElseThrow().blockHash())
                    .isEqualTo(receipt.blockHash());
        });
    }
}
