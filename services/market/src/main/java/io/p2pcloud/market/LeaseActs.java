package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.util.ArrayList;
import java.util.List;

/// The acts on a lease, from its first boot to its end.
final class LeaseActs {
    private final Acting acting;
    private final MarketReads reads;

    LeaseActs(Acting acting, MarketReads reads) {
        this.acting = acting;
        this.reads = reads;
    }

    /// An act whose result says nothing more.
    ActOutcome<LeaseId> plain(Signer by, LeaseId lease, String function, Object... arguments) {
        return acting.act(by, _ -> lease, function, arguments);
    }

    ActOutcome<Bytes32> activate(Signer by, Activation activation) {
        return acting.act(
                by,
                LeaseEvent.Activated.class,
                LeaseEvent.Activated::beat,
                "activate",
                activation.lease().value(),
                activation.boot(),
                activation.guestKey(),
                activation.signature().toBytes65());
    }

    /// One transaction for all. Were one of them refused, it would take the others with it: then
    /// each is tried by itself, and the good ones still share a transaction.
    ActOutcome<List<Payment>> confirm(Signer by, List<Confirmation> confirmations) {
        var outcome = confirmAll(by, confirmations);
        if (!(outcome instanceof ActOutcome.Refused<List<Payment>>) || confirmations.size() == 1) {
            return outcome;
        }
        var good = new ArrayList<Confirmation>();
        for (var each : confirmations) {
            if (acting.wouldSucceed(by, "confirm", List.of(struct(each)))) {
                good.add(each);
            }
        }
        return good.isEmpty() ? outcome : confirmAll(by, good);
    }

    private ActOutcome<List<Payment>> confirmAll(Signer by, List<Confirmation> confirmations) {
        return acting.act(
                by,
                events ->
                        Acting.all(LeaseEvent.Confirmed.class, events).stream()
                                .map(it ->
                                        new Payment(
                                                it.lease(),
                                                it.paid(),
                                                it.amount(),
                                                it.escrow(),
                                                it.beat()))
                                .toList(),
                "confirm",
                confirmations.stream().map(LeaseActs::struct).toList());
    }

    private static List<Object> struct(Confirmation confirmation) {
        var signature = confirmation.signature();
        return List.of(
                confirmation.lease().value(),
                confirmation.served().toSeconds(),
                signature.r(),
                signature.s(),
                signature.v());
    }

    ActOutcome<TokenAmount> expirePending(Signer by, LeaseId lease) {
        var again = reads.reopening(lease);
        return acting.act(
                by,
                LeaseEvent.Closed.class,
                LeaseEvent.Closed::bounty,
                "expirePending",
                lease.value(),
                again.infrastructure(),
                again.terms());
    }

    ActOutcome<Closure> giveNotice(Signer by, LeaseId lease, CloseReason reason) {
        return acting.act(
                by,
                LeaseEvent.NoticeGiven.class,
                it -> new Closure.NoticeGiven(it.lease(), it.reason(), it.effectiveAt()),
                "giveNotice",
                lease.value(),
                reason.number());
    }

    /// A pending lease ends at once; one that ran goes through the settlement window.
    ActOutcome<Closure> closeLease(Signer by, LeaseId lease, CloseReason reason) {
        return acting.act(
                by,
                events -> {
                    for (var event : events) {
                        if (event instanceof LeaseEvent.Closing it) {
                            return new Closure.Ended(
                                    lease, reason, it.refund(), it.held(), it.forfeited());
                        }
                    }
                    var closed = Acting.only(LeaseEvent.Closed.class, events);
                    return new Closure.Ended(
                            lease, reason, closed.refund(), TokenAmount.ZERO, TokenAmount.ZERO);
                },
                "closeLease",
                lease.value(),
                reason.number());
    }
}
