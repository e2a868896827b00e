package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signature;
import io.p2pcloud.wallet.Signer;
import java.util.ArrayList;
import java.util.List;

/// What of [ProviderActs] is about a lease, as transactions.
abstract class ContractHostingActs extends ContractSupplyActs {
    ContractHostingActs(Acting acting, MarketReads reads, MarketConfig config) {
        super(acting, reads, config);
    }

    @Override
    public final ActOutcome<Bytes32> activate(Signer by, Activation activation) {
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

    @Override
    public final ActOutcome<Bytes32> activate(
            Signer by, Confirmation before, Activation activation) {
        return acting.actAll(
                by,
                events -> Acting.only(LeaseEvent.Activated.class, events).beat(),
                List.of(
                        acting.encode("confirm", List.of(struct(before))),
                        acting.encode(
                                "activate",
                                activation.lease().value(),
                                activation.boot(),
                                activation.guestKey(),
                                activation.signature().toBytes65())));
    }

    /// One transaction for all. Were one of them refused, it would take the others with it: then
    /// each is tried by itself, and the good ones still share a transaction.
    @Override
    public final ActOutcome<List<Payment>> confirm(Signer by, List<Confirmation> confirmations) {
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
                confirmations.stream().map(ContractHostingActs::struct).toList());
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

    @Override
    public final ActOutcome<LeaseId> interrupt(Signer by, LeaseId lease, InterruptReason reason) {
        return plain(by, lease, "interrupt", lease.value(), reason.number());
    }

    @Override
    public final ActOutcome<TokenAmount> collect(Signer by, List<LeaseId> leases) {
        return acting.act(
                by,
                events ->
                        Acting.all(LeaseEvent.Collected.class, events).stream()
                                .map(LeaseEvent.Collected::amount)
                                .reduce(TokenAmount.ZERO, TokenAmount::plus),
                "collect",
                leases.stream().map(LeaseId::value).toList());
    }

    @Override
    public final ActOutcome<Closure> giveNotice(Signer by, LeaseId lease, CloseReason reason) {
        return acting.act(
                by,
                LeaseEvent.NoticeGiven.class,
                it -> new Closure.NoticeGiven(it.lease(), it.reason(), it.effectiveAt()),
                "giveNotice",
                lease.value(),
                reason.number());
    }

    @Override
    public final ActOutcome<Closure> closeWithConsent(
            Signer by, LeaseId lease, CloseReason reason, Signature consent) {
        return acting.act(
                by,
                events -> ended(lease, reason, events),
                "closeWithConsent",
                lease.value(),
                reason.number(),
                consent.toBytes65());
    }

    /// A pending lease ends at once; one that ran goes through the settlement window.
    static Closure ended(LeaseId lease, CloseReason reason, List<MarketEvent> events) {
        for (var event : events) {
            if (event instanceof LeaseEvent.Closing it) {
                return new Closure.Ended(lease, reason, it.refund(), it.held(), it.forfeited());
            }
        }
        var closed = Acting.only(LeaseEvent.Closed.class, events);
        return new Closure.Ended(
                lease, reason, closed.refund(), TokenAmount.ZERO, TokenAmount.ZERO);
    }

    @Override
    public final ActOutcome<TokenAmount> confirmClosed(Signer by, LeaseId lease) {
        return acting.act(
                by,
                LeaseEvent.Closed.class,
                LeaseEvent.Closed::collateral,
                "confirmClosed",
                List.of(lease.value()));
    }
}
