package io.p2pcloud.app;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Provider;
import io.p2pcloud.provider.Hosting;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.AccountLine.Use;
import io.p2pcloud.views.session.Purse;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The two accounts of *Try it on this computer*.
final class LocalPurse implements Purse, AutoCloseable {
    private static final Logger LOG = System.getLogger(LocalPurse.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int LEASES = 100;

    private final Signal<List<AccountLine>> accounts = new Signal<>(List.of());
    private final LocalCloud cloud;
    private final Polling polling;

    LocalPurse(LocalCloud cloud) {
        this.cloud = cloud;
        polling = Polling.start("purse", EVERY, this::look);
    }

    @Override
    public Signal<List<AccountLine>> accounts() {
        return accounts;
    }

    @Override
    public TokenAmount withdraw(Address account) throws IOException {
        if (account.equals(cloud.providerAccount())) {
            return cloud.provider().withdraw();
        }
        return cloud.tenant().withdraw();
    }

    @Override
    public void close() {
        polling.close();
    }

    private void look() {
        try {
            accounts.set(
                    List.of(
                            line(Use.TENANT, cloud.tenantAccount(), inLeases()),
                            line(Use.PROVIDER, cloud.providerAccount(), atStake())));
        } catch (ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the accounts cannot be read", e);
        }
    }

    private AccountLine line(Use use, Address account, Checked<TokenAmount> locked) {
        var free = cloud.market().tokenBalance(account);
        var credit = cloud.market().credit(account);
        var gas = cloud.proofs().coin(cloud.chain(), account);
        return new AccountLine(
                use,
                account,
                free.value(),
                locked.value(),
                credit.value(),
                gas.value(),
                free.trust().and(locked.trust()).and(credit.trust()).and(gas.trust()));
    }

    private Checked<TokenAmount> inLeases() {
        return cloud.market()
                .leasesOfTenant(cloud.tenantAccount(), 0, LEASES)
                .map(page ->
                        page.items().stream()
                                .map(Lease::escrow)
                                .reduce(TokenAmount.ZERO, TokenAmount::plus));
    }

    /// The stake, the collateral of the units that are free, and that of the leases which hold one:
    /// a unit that was booked is never free again.
    private Checked<TokenAmount> atStake() {
        Hosting hosting = cloud.provider();
        var account = cloud.providerAccount();
        var stake = cloud.market().provider(account);
        var leases = cloud.market().leasesOfProvider(account, 0, LEASES);
        var locked =
                Stream.of(
                                stake.value().map(Provider::stake).stream(),
                                hosting.state().get().offers().stream()
                                        .map(it -> it.collateral().times(it.count() - it.taken())),
                                leases.value().items().stream()
                                        .filter(LocalPurse::holdsCollateral)
                                        .map(Lease::collateral))
                        .flatMap(it -> it)
                        .reduce(TokenAmount.ZERO, TokenAmount::plus);
        return new Checked<>(locked, stake.trust().and(leases.trust()));
    }

    private static boolean holdsCollateral(Lease lease) {
        return switch (lease.state()) {
            case LeaseState.Closed _, LeaseState.Stale _ -> false;
            case LeaseState.Pending _,
                    LeaseState.Active _,
                    LeaseState.Halted _,
                    LeaseState.Interrupted _,
                    LeaseState.Paused _,
                    LeaseState.Suspect _,
                    LeaseState.Closing _ ->
                    true;
        };
    }
}
