package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.util.List;

/// [TenantActs] as transactions.
abstract class ContractTenantActs extends ContractHostingActs implements TenantActs {
    ContractTenantActs(Acting acting, MarketReads reads, MarketConfig config) {
        super(acting, reads, config);
    }

    @Override
    public final ActOutcome<List<LeaseId>> takeOffer(Signer by, Take take) {
        return acting.act(by, ContractTenantActs::opened, "takeOffer", struct(by, take));
    }

    @Override
    public final ActOutcome<List<LeaseId>> takeQuote(Signer by, Take take, SignedQuote signed) {
        var quote = signed.quote();
        return acting.act(
                by,
                ContractTenantActs::opened,
                "takeQuote",
                struct(by, take),
                List.of(
                        quote.offer().number(),
                        quote.tenant(),
                        quote.price().wadPerSecond(),
                        quote.units(),
                        quote.nonce(),
                        quote.expiry().getEpochSecond()),
                signed.signature().toBytes65());
    }

    private List<Object> struct(Signer by, Take take) {
        return List.of(
                acting.account(by),
                take.offer().number(),
                take.maxPrice().wadPerSecond(),
                take.units(),
                take.deposit().units(),
                take.version(),
                take.launchKey());
    }

    static List<LeaseId> opened(List<MarketEvent> events) {
        return Acting.all(LeaseEvent.Opened.class, events).stream()
                .map(LeaseEvent.Opened::lease)
                .toList();
    }

    @Override
    public final ActOutcome<PlacedDeployment> submitDeployment(Signer by, DeploymentDraft draft) {
        return acting.act(
                by,
                events ->
                        new PlacedDeployment(
                                Acting.only(OrderEvent.DeploymentSubmitted.class, events)
                                        .deployment(),
                                Acting.all(OrderEvent.OrderOpened.class, events).stream()
                                        .map(it -> it.details().order())
                                        .toList()),
                "submitDeployment",
                List.of(
                        acting.account(by),
                        draft.bidding().toSeconds(),
                        draft.deposit().units(),
                        draft.version(),
                        draft.launchKey(),
                        Shapes.terms(draft.terms())),
                draft.infrastructures().stream().map(Shapes::infrastructure).toList());
    }

    @Override
    public final ActOutcome<DeploymentId> updateDeployment(
            Signer by, DeploymentId id, Bytes32 version, Address launchKey) {
        return plain(by, id, "updateDeployment", id.number(), version, launchKey);
    }

    @Override
    public final ActOutcome<TokenAmount> closeDeployment(Signer by, DeploymentId id) {
        var open =
                reads.orders().ordersOf(id).value().stream()
                        .filter(it -> it.state() == Order.State.OPEN)
                        .map(it -> it.id().number())
                        .toList();
        return acting.act(by, ContractTenantActs::refunds, "closeDeployment", id.number(), open);
    }

    @Override
    public final ActOutcome<TokenAmount> closeOrder(Signer by, OrderId id) {
        return acting.act(by, ContractTenantActs::refunds, "closeOrder", id.number());
    }

    private static TokenAmount refunds(List<MarketEvent> events) {
        return Acting.all(OrderEvent.OrderClosed.class, events).stream()
                .map(OrderEvent.OrderClosed::refund)
                .reduce(TokenAmount.ZERO, TokenAmount::plus);
    }

    @Override
    public final ActOutcome<LeaseId> halt(Signer by, LeaseId lease) {
        return plain(by, lease, "halt", lease.value());
    }

    @Override
    public final ActOutcome<LeaseId> resume(Signer by, LeaseId lease) {
        return plain(by, lease, "resume", lease.value());
    }

    @Override
    public final ActOutcome<TokenAmount> withdrawExcess(
            Signer by, LeaseId lease, TokenAmount amount) {
        return acting.act(
                by,
                LeaseEvent.ExcessWithdrawn.class,
                LeaseEvent.ExcessWithdrawn::escrow,
                "withdrawExcess",
                lease.value(),
                amount.units());
    }

    @Override
    public final ActOutcome<LeaseId> replaceLaunchKey(Signer by, LeaseId lease, Address launchKey) {
        return plain(by, lease, "setLaunchKey", lease.value(), launchKey);
    }

    @Override
    public final ActOutcome<LeaseId> revokeLaunchKey(Signer by, LeaseId lease) {
        return replaceLaunchKey(by, lease, Address.ZERO);
    }

    @Override
    public final ActOutcome<List<LeaseId>> updateVersion(
            Signer by, List<LeaseId> leases, Bytes32 version) {
        var ids = leases.stream().map(LeaseId::value).toList();
        return plain(by, List.copyOf(leases), "updateVersion", ids, version);
    }
}
