package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Follows one nonce until a transaction that carries it is in a block, sending it again with
/// higher fees while it is stuck.
final class Following {
    private static final System.Logger LOG = System.getLogger(Following.class.getName());

    /// A node may answer the parts of one exchange from either side of a new block: only a nonce
    /// that stays used without a receipt was used by another transaction.
    private static final int LOOKS = 3;

    private final Chain chain;
    private final NonceJournal journal;
    private final SendPolicy policy;
    private final InstantSource clock;
    private final GasPricing pricing;
    private int missed;

    Following(
            Chain chain,
            NonceJournal journal,
            SendPolicy policy,
            InstantSource clock,
            GasPricing pricing) {
        this.chain = chain;
        this.journal = journal;
        this.policy = policy;
        this.clock = clock;
        this.pricing = pricing;
    }

    SendOutcome follow(Signer by, ContractCall call, Transactions.Pending pending) {
        var hashes = new ArrayList<>(List.of(pending.hash()));
        var fees = pending.fees();
        var deadline = clock.instant().plus(policy.deadline());
        var replaceAt = clock.instant().plus(policy.replaceAfter());
        while (true) {
            var settled = look(by.address(), pending.nonce(), hashes);
            if (settled.isPresent()) {
                return settled.get();
            }
            if (!clock.instant().isBefore(replaceAt)) {
                fees = replace(by, call, pending, fees, hashes);
                replaceAt = clock.instant().plus(policy.replaceAfter());
            }
            if (!await(deadline)) {
                return new SendOutcome.Unsettled(hashes.getLast());
            }
        }
    }

    /// Of an earlier process: its key may be locked, so nothing is replaced.
    SendOutcome follow(Address account, long nonce, List<TxHash> hashes) {
        var deadline = clock.instant().plus(policy.deadline());
        var offerAt = clock.instant().plus(policy.replaceAfter());
        while (true) {
            var settled = look(account, nonce, hashes);
            if (settled.isPresent()) {
                return settled.get();
            }
            if (!clock.instant().isBefore(offerAt)) {
                offerAgain(account, nonce);
                offerAt = clock.instant().plus(policy.replaceAfter());
            }
            if (!await(deadline)) {
                return new SendOutcome.Unsettled(hashes.getLast());
            }
        }
    }

    private Optional<SendOutcome> look(Address account, long nonce, List<TxHash> hashes) {
        var calls = new ArrayList<RpcCall>();
        calls.add(RpcCall.of("eth_getTransactionCount", account.toHex(), "latest"));
        calls.add(RpcCall.of("eth_blockNumber"));
        hashes.forEach(it -> calls.add(RpcCall.of("eth_getTransactionReceipt", it.toHex())));
        List<RpcAnswer> answers;
        try {
            answers = chain.rpc().batch(calls);
        } catch (ChainException e) {
            // It was sent: a node that is away for a while changes nothing about that.
            LOG.log(System.Logger.Level.DEBUG, "waiting for the node: {0}", e.getMessage());
            return Optional.empty();
        }
        if (!(answers.get(0) instanceof RpcAnswer.Result(JsonNode count))
                || !(answers.get(1) instanceof RpcAnswer.Result(JsonNode head))) {
            return Optional.empty();
        }
        for (var answer : answers.subList(2, answers.size())) {
            if (answer instanceof RpcAnswer.Result(JsonNode value) && !value.isNull()) {
                return settle(account, nonce, Receipt.parse(value), Fields.small(head));
            }
        }
        missed = Fields.small(count) > nonce ? missed + 1 : 0;
        if (missed >= LOOKS) {
            journal.settled(account, nonce);
            return Optional.of(new SendOutcome.Superseded(hashes.getLast(), nonce));
        }
        return Optional.empty();
    }

    private Optional<SendOutcome> settle(Address account, long nonce, Receipt receipt, long head) {
        if (head < receipt.blockNumber() + policy.confirmations()) {
            return Optional.empty();
        }
        journal.settled(account, nonce);
        return Optional.of(
                receipt.succeeded()
                        ? new SendOutcome.Mined(receipt)
                        : new SendOutcome.Reverted(receipt, new RevertReason(Bytes.EMPTY)));
    }

    private Fees replace(
            Signer by,
            ContractCall call,
            Transactions.Pending pending,
            Fees present,
            List<TxHash> hashes) {
        try {
            var fees = present.replacing(pricing.fees(), pricing.cap());
            if (!fees.exceeds(present)) {
                offerAgain(by.address(), pending.nonce()); // at the cap
                return present;
            }
            var signed =
                    SignedTransaction.sign(
                            by, chain.id(), pending.nonce(), call, pending.gas(), fees);
            journal.record(
                    new NonceJournal.Entry(
                            by.address(), pending.nonce(), signed.hash(), signed.raw()));
            hashes.add(signed.hash());
            broadcast(chain, signed.raw())
                    .ifPresent(it ->
                            LOG.log(
                                    System.Logger.Level.WARNING,
                                    "the node did not take a replacement: {0}",
                                    it.message()));
            return fees;
        } catch (ChainException e) {
            LOG.log(System.Logger.Level.DEBUG, "no replacement now: {0}", e.getMessage());
            return present;
        }
    }

    /// A node forgets what lies in its pool for long, and what a reorganisation took out of a
    /// block.
    private void offerAgain(Address account, long nonce) {
        journal.unsettled(account).stream()
                .filter(it -> it.nonce() == nonce)
                .forEach(it -> {
                    var _ = broadcast(chain, it.raw());
                });
    }

    /// The node's refusal, if it refused. An exchange that broke is no refusal, and a node that has
    /// the transaction already took it.
    static Optional<RpcAnswer.Failure> broadcast(Chain chain, Bytes raw) {
        try {
            var answer = chain.rpc().ask(RpcCall.of("eth_sendRawTransaction", raw.toHex()));
            return switch (answer) {
                case RpcAnswer.Result _ -> Optional.empty();
                case RpcAnswer.Failure failure ->
                        failure.message().contains("already")
                                ? Optional.empty()
                                : Optional.of(failure);
            };
        } catch (ChainException e) {
            LOG.log(System.Logger.Level.DEBUG, "sending broke off: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean await(Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            return false;
        }
        try {
            Thread.sleep(policy.poll());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
