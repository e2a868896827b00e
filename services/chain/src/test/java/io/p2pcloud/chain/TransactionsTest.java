package io.p2pcloud.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.SigningKey;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransactionsTest {
    private static final ContractCall CALL =
            ContractCall.to(Address.ZERO, Bytes.of(new byte[] {1, 2, 3, 4}));
    private static final SendPolicy POLICY =
            new SendPolicy(
                    Duration.ofSeconds(60),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10),
                    0,
                    BigInteger.valueOf(10_000));

    private final SigningKey key = SigningKey.ofSecret(Bytes32.ofNumber(5).toArray());
    private final FakeNode node = new FakeNode();
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochSecond(seconds.getAndIncrement());
    private NonceJournal journal = NonceJournal.inMemory();

    @TempDir Path folder;

    private Transactions transactions(SendPolicy policy) {
        return new Transactions(Chain.connect(node, new ChainId(7)), journal, policy, clock);
    }

    private Transactions transactions() {
        return transactions(POLICY);
    }

    @Test
    void sendsAndFollowsUntilMined() {
        var outcome = transactions().send(key, CALL);
        assertThat(outcome).isInstanceOf(SendOutcome.Mined.class);
        assertThat(journal.unsettled(key.address())).isEmpty();
        assertThat(node.nonce).isEqualTo(1);
    }

    @Test
    void sendsNothingThatTheSimulationRefuses() {
        node.revert = "0xdeadbeef";
        var outcome = transactions().send(key, CALL);
        assertThat(outcome)
                .isEqualTo(new SendOutcome.Refused(new RevertReason(Bytes.ofHex("deadbeef"))));
        assertThat(node.taken).isEmpty();
    }

    @Test
    void sendsNothingThatTheAccountCannotPay() {
        node.balance = BigInteger.valueOf(1000);
        assertThat(transactions().send(key, CALL)).isInstanceOf(SendOutcome.NoGasMoney.class);
        assertThat(node.taken).isEmpty();
    }

    @Test
    void tellsAFailureInTheBlock() {
        node.failsInBlocks = true;
        assertThat(transactions().send(key, CALL)).isInstanceOf(SendOutcome.Reverted.class);
        assertThat(journal.unsettled(key.address())).isEmpty();
    }

    @Test
    void replacesAStuckTransactionWithHigherFees() {
        node.automine = false;
        // The pool is mined as soon as the second offer for the nonce arrives.
        var minesOnReplacement =
                new JsonRpcWrapper(node) {
                    @Override
                    void after() {
                        if (node.taken.size() == 2) {
                            node.mine();
                        }
                    }
                };
        var transactions =
                new Transactions(
                        Chain.connect(minesOnReplacement, new ChainId(7)), journal, POLICY, clock);
        var outcome = transactions.send(key, CALL);
        assertThat(outcome).isInstanceOf(SendOutcome.Mined.class);
        assertThat(((SendOutcome.Mined) outcome).receipt().transaction().toHex())
                .isEqualTo(node.taken.get(1));
        assertThat(node.nonce).isEqualTo(1);
    }

    @Test
    void leavesAnUnsettledTransactionInTheJournalAndFindsItAfterARestart() {
        var file = folder.resolve("nonces.json");
        journal = new FileNonceJournal(file);
        node.automine = false;
        var outcome = transactions().send(key, CALL);
        assertThat(outcome).isInstanceOf(SendOutcome.Unsettled.class);

        node.mine();
        journal = new FileNonceJournal(file);
        var resumed = transactions().resume(key.address());
        assertThat(resumed).singleElement().isInstanceOf(SendOutcome.Mined.class);
        assertThat(new FileNonceJournal(file).unsettled(key.address())).isEmpty();
    }

    @Test
    void handsAForgottenTransactionToTheNodeAgainAfterARestart() {
        var file = folder.resolve("nonces.json");
        journal = new FileNonceJournal(file);
        node.forgetsSends = true;
        assertThat(transactions().send(key, CALL)).isInstanceOf(SendOutcome.Unsettled.class);

        node.forgetsSends = false;
        journal = new FileNonceJournal(file);
        assertThat(transactions().resume(key.address()))
                .singleElement()
                .isInstanceOf(SendOutcome.Mined.class);
    }

    @Test
    void neverUsesANonceTwiceWhileOneIsUnsettled() {
        node.automine = false;
        var policy =
                new SendPolicy(
                        Duration.ofSeconds(3),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(100),
                        0,
                        BigInteger.valueOf(10_000));
        var transactions = transactions(policy);
        transactions.send(key, CALL);
        transactions.send(key, CALL);
        assertThat(node.pool.keySet()).containsExactly(0L, 1L);
        assertThat(journal.unsettled(key.address())).hasSize(2);
    }

    @Test
    void dropsTransactionsOfAChainThatIsNoMore() {
        journal.record(
                new NonceJournal.Entry(
                        key.address(), 5, new TxHash(Bytes32.ZERO), Bytes.of(new byte[] {2})));
        assertThat(transactions().send(key, CALL)).isInstanceOf(SendOutcome.Mined.class);
        assertThat(journal.unsettled(key.address())).isEmpty();
    }

    @Test
    void countsATransactionAsSentWhenTheAnswerIsLost() {
        node.losesTheAnswerToSends = true;
        assertThat(transactions().send(key, CALL)).isInstanceOf(SendOutcome.Mined.class);
        assertThat(node.taken).hasSize(1);
    }

    @Test
    void waitsThroughANodeThatIsAway() {
        node.automine = false;
        var breaks =
                new JsonRpcWrapper(node) {
                    @Override
                    void after() {
                        if (node.taken.size() == 1 && node.pool.containsKey(0L)) {
                            node.brokenExchanges = 3;
                            node.mine();
                        }
                    }
                };
        var transactions =
                new Transactions(Chain.connect(breaks, new ChainId(7)), journal, POLICY, clock);
        assertThat(transactions.send(key, CALL)).isInstanceOf(SendOutcome.Mined.class);
    }

    @Test
    void tellsWhenAnotherProgramTookTheNonce() {
        node.automine = false;
        var steals =
                new JsonRpcWrapper(node) {
                    @Override
                    void after() {
                        if (node.pool.containsKey(0L)) {
                            node.takeNonce();
                        }
                    }
                };
        var transactions =
                new Transactions(Chain.connect(steals, new ChainId(7)), journal, POLICY, clock);
        assertThat(transactions.send(key, CALL)).isInstanceOf(SendOutcome.Superseded.class);
    }

    @Test
    void waitsForConfirmations() {
        var policy =
                new SendPolicy(
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(100),
                        2,
                        BigInteger.valueOf(10_000));
        assertThat(transactions(policy).send(key, CALL)).isInstanceOf(SendOutcome.Unsettled.class);
        node.head += 2;
        assertThat(transactions(policy).resume(key.address()))
                .singleElement()
                .isInstanceOf(SendOutcome.Mined.class);
    }

    @Test
    void refusesADamagedJournal() throws Exception {
        var file = folder.resolve("nonces.json");
        Files.writeString(file, "[{\"account\":\"0x12\"}]");
        assertThatThrownBy(() -> new FileNonceJournal(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesANodeOfAnotherChain() {
        assertThatThrownBy(() -> Chain.connect(node, new ChainId(8)))
                .isInstanceOfSatisfying(
                        ChainException.class,
                        it -> assertThat(it.reason()).isEqualTo(ChainException.Reason.WRONG_CHAIN));
    }
}
