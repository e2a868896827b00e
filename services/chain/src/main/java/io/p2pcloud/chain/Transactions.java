package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/// Sends transactions: simulated first, priced by EIP-1559, journaled before they leave, replaced
/// when they get stuck, and followed until they are in a block. Several may be on their way for one
/// account; [#send] blocks until its own is settled or its deadline has passed.
public final class Transactions implements TransactionSender {
    private static final System.Logger LOG = System.getLogger(Transactions.class.getName());
    private static final int NONCE_TRIES = 3;

    private final Chain chain;
    private final NonceJournal journal;
    private final SendPolicy policy;
    private final InstantSource clock;
    private final GasPricing pricing;
    private final ConcurrentHashMap<Address, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Set<Address> resumed = ConcurrentHashMap.newKeySet();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    public Transactions(Chain chain, NonceJournal journal, SendPolicy policy, InstantSource clock) {
        this.chain = chain;
        this.journal = journal;
        this.policy = policy;
        this.clock = clock;
        pricing = new GasPricing(chain, policy.maxFeePerGas());
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public void whenMined(LongConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public CallOutcome simulate(ContractCall call, Address from) {
        return chain.simulate(call, from);
    }

    /// Simulates, signs, sends and follows one transaction.
    @Override
    public SendOutcome send(Signer by, ContractCall call) {
        Pending pending;
        var lock = locks.computeIfAbsent(by.address(), _ -> new ReentrantLock());
        lock.lock();
        try {
            resumeOnce(by.address());
            if (chain.simulate(call, by.address())
                    instanceof CallOutcome.Reverted(RevertReason reason)) {
                return new SendOutcome.Refused(reason);
            }
            switch (pricing.price(by.address(), call)) {
                case GasPricing.Outcome.Refused(RevertReason reason) -> {
                    return new SendOutcome.Refused(reason);
                }
                case GasPricing.Outcome.TooPoor(BigInteger needed, BigInteger present) -> {
                    return new SendOutcome.NoGasMoney(needed, present);
                }
                case GasPricing.Outcome.Priced(long gas, Fees fees) ->
                        pending = submit(by, call, gas, fees);
            }
        } finally {
            lock.unlock();
        }
        var outcome =
                new Following(chain, journal, policy, clock, pricing).follow(by, call, pending);
        if (outcome instanceof SendOutcome.Mined(Receipt receipt)) {
            listeners.forEach(it -> it.accept(receipt.blockNumber()));
        }
        return outcome instanceof SendOutcome.Reverted(Receipt receipt, _)
                ? new SendOutcome.Reverted(receipt, reasonNow(by.address(), call))
                : outcome;
    }

    /// A receipt carries no reason: the call is asked once more. Empty when it would succeed now.
    private RevertReason reasonNow(Address from, ContractCall call) {
        try {
            return chain.simulate(call, from) instanceof CallOutcome.Reverted(RevertReason reason)
                    ? reason
                    : new RevertReason(Bytes.EMPTY);
        } catch (ChainException _) {
            return new RevertReason(Bytes.EMPTY);
        }
    }

    /// What became of the transactions that an earlier process had sent and not seen settled. Those
    /// that the node forgot are handed to it again. Flows call this before they go on, so that no
    /// act is done twice.
    public List<SendOutcome> resume(Address account) {
        var lock = locks.computeIfAbsent(account, _ -> new ReentrantLock());
        List<NonceJournal.Entry> entries;
        lock.lock();
        try {
            resumed.remove(account);
            resumeOnce(account);
            entries = journal.unsettled(account);
        } finally {
            lock.unlock();
        }
        var outcomes = new ArrayList<SendOutcome>();
        for (long nonce : entries.stream().map(NonceJournal.Entry::nonce).distinct().toList()) {
            var hashes =
                    entries.stream()
                            .filter(it -> it.nonce() == nonce)
                            .map(NonceJournal.Entry::hash)
                            .toList();
            outcomes.add(
                    new Following(chain, journal, policy, clock, pricing)
                            .follow(account, nonce, hashes));
        }
        return List.copyOf(outcomes);
    }

    /// Once in each process: hands the journal's transactions to the node again, in case it never
    /// got them or forgot them. Entries behind a gap belong to a chain that is no more.
    private void resumeOnce(Address account) {
        if (!resumed.add(account)) {
            return;
        }
        long next = minedNonce(account);
        for (var entry : journal.unsettled(account)) {
            if (entry.nonce() > next) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "dropped transaction {0} of {1}: nonces before it are missing",
                        entry.hash(),
                        account);
                journal.settled(account, entry.nonce());
            } else if (entry.nonce() == next || entry.nonce() == next - 1) {
                broadcast(entry.raw());
                next = entry.nonce() + 1;
            }
        }
    }

    private Pending submit(Signer by, ContractCall call, long gas, Fees fees) {
        for (int attempt = 1; ; attempt++) {
            long nonce = nextNonce(by.address());
            var signed = SignedTransaction.sign(by, chain.id(), nonce, call, gas, fees);
            journal.record(
                    new NonceJournal.Entry(by.address(), nonce, signed.hash(), signed.raw()));
            var refusal = broadcast(signed.raw());
            if (refusal.isEmpty()) {
                return new Pending(nonce, gas, fees, signed.hash());
            }
            journal.settled(by.address(), nonce);
            boolean nonceTaken = refusal.get().message().contains("nonce");
            if (!nonceTaken || attempt == NONCE_TRIES) {
                throw new ChainException(
                        "The node "
                                + chain.rpc().endpoint()
                                + " did not take the transaction: "
                                + refusal.get().message()
                                + ".",
                        refusal.get());
            }
        }
    }

    /// The node's refusal, if it refused. An exchange that broke is no refusal: the node may have
    /// the transaction, and following it sends it again.
    private Optional<RpcAnswer.Failure> broadcast(Bytes raw) {
        return Following.broadcast(chain, raw);
    }

    private long nextNonce(Address account) {
        var answer = chain.rpc().result("eth_getTransactionCount", account.toHex(), "pending");
        long nonce = Fields.small(answer);
        var taken = new HashSet<Long>();
        journal.unsettled(account).forEach(it -> taken.add(it.nonce()));
        while (taken.contains(nonce)) {
            nonce++;
        }
        return nonce;
    }

    private long minedNonce(Address account) {
        JsonNode answer = chain.rpc().result("eth_getTransactionCount", account.toHex(), "latest");
        return Fields.small(answer);
    }

    /// A transaction on its way.
    record Pending(long nonce, long gas, Fees fees, TxHash hash) {}
}
