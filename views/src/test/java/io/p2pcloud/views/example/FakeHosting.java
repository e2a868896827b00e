package io.p2pcloud.views.example;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.provider.Hosting;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.provider.ListingTerms;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.provider.ReadinessRow;
import io.p2pcloud.provider.ReadinessRow.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A provider's side that answers at once.
public final class FakeHosting implements Hosting {
    public static final HostingSnapshot NOTHING =
            new HostingSnapshot(
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    TokenAmount.ZERO,
                    true,
                    Optional.empty());

    public final Signal<HostingSnapshot> state = new Signal<>(NOTHING);
    public final List<String> acts = new CopyOnWriteArrayList<>();
    public volatile @Nullable ListingTerms listed;
    public volatile @Nullable String broken;
    public volatile Tier best = Tier.STANDARD;

    public static Readiness readiness() {
        return readiness(Tier.STANDARD);
    }

    /// @param best what it may sell
    public static Readiness readiness(Tier best) {
        return new Readiness(
                "AMD EPYC 9354P, Genoa, 32 cores",
                List.of(
                        row(
                                "virtualization",
                                "Virtualisation",
                                Status.GOOD,
                                "AMD-V with nested paging"),
                        row("sev", "SEV", Status.GOOD, "on, 509 keys"),
                        row("sev-es", "SEV-ES", Status.GOOD, "on, 100 keys"),
                        best == Tier.STANDARD
                                ? switchedOff()
                                : row("sev-snp", "SEV-SNP", Status.GOOD, "on, 99 keys"),
                        row(
                                "kvm",
                                "Hardware virtualization (KVM)",
                                Status.GOOD,
                                "usable; a test guest booted in 3.8 s"),
                        row("qemu", "QEMU", Status.GOOD, "10.0.2"),
                        row("memory", "Memory", Status.GOOD, "128 GiB, 96 GiB to spare"),
                        row("disk", "Disk", Status.GOOD, "3.6 TiB, 2.9 TiB to spare"),
                        confidential(best),
                        row("clock", "Clock", Status.UNKNOWN, "not asked: there is no network")),
                Optional.of(best),
                new ComputeUnit(16, 64 << 10, 1800, 100, best));
    }

    private static ReadinessRow switchedOff() {
        return new ReadinessRow(
                "sev-snp",
                "SEV-SNP",
                Status.LIMITED,
                "the chip has it, the firmware set-up has it switched off",
                List.of(
                        "Restart, press Del, open Advanced, then AMD CBS, then CPU"
                                + " Common Options.",
                        "Set SEV-SNP Support and SMEE to Enabled; set SNP Memory"
                                + " Coverage to Enabled.",
                        "Save and restart, then choose Check again. Nothing else"
                                + " changes on this computer."));
    }

    private static ReadinessRow confidential(Tier best) {
        var name = "Confidential machines";
        return best == Tier.STANDARD
                ? row("confidential", name, Status.LIMITED, "the hypervisor starts none")
                : row("confidential", name, Status.GOOD, "encrypted and proven by the processor");
    }

    private static ReadinessRow row(String id, String name, Status status, String found) {
        return new ReadinessRow(id, name, status, found, List.of());
    }

    public static HostingSnapshot running() {
        return new HostingSnapshot(
                Optional.of(readiness()),
                List.of(
                        Example.offer(1, Example.UNIT, "4.23", 4, 2),
                        Example.offer(
                                2, new ComputeUnit(4, 8192, 80, 100, Tier.STANDARD), "8.18", 2, 0)),
                List.of(
                        lease(1, HostedLease.State.RUNNING, "0.021877", 2520),
                        lease(2, HostedLease.State.STOPPED, "3.58", 0),
                        lease(3, HostedLease.State.STARTING, "0", 0),
                        lease(4, HostedLease.State.CLOSED, "2.6", 0)),
                Example.money("6.201877"),
                true,
                Optional.empty());
    }

    private static HostedLease lease(
            int number, HostedLease.State state, String earned, long served) {
        return new HostedLease(
                Example.lease(number),
                Example.TENANT.checksummed(),
                Example.UNIT,
                Example.perMonth("4.23"),
                state,
                Example.money(earned),
                served,
                state == HostedLease.State.RUNNING
                        ? Optional.of(Example.NOW.plus(Duration.ofMinutes(252)))
                        : Optional.empty());
    }

    @Override
    public Signal<HostingSnapshot> state() {
        return state;
    }

    @Override
    public Readiness check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        acts.add("check");
        return readiness(best);
    }

    @Override
    public ListingTerms suggestion(Readiness readiness) {
        var unit = Example.UNIT;
        var listed =
                new ComputeUnit(
                        unit.vcpu(),
                        unit.memoryMib(),
                        unit.diskGib(),
                        unit.bandwidthMbps(),
                        readiness.spare().tier());
        return new ListingTerms(listed, 4, Example.perMonth("4.23"), Example.money("0.42"));
    }

    @Override
    public TokenAmount stakeDue() {
        return Example.money("100");
    }

    @Override
    public OfferId list(ListingTerms terms) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        listed = terms;
        state.set(
                new HostingSnapshot(
                        Optional.of(readiness()),
                        List.of(Example.offer(1, terms.unit(), "4.23", terms.count(), 0)),
                        List.of(),
                        TokenAmount.ZERO,
                        true,
                        Optional.empty()));
        return new OfferId(1);
    }

    @Override
    public void withdrawOffer(OfferId offer) {
        acts.add("withdraw offer " + offer);
    }

    @Override
    public void acceptLeases(boolean accept) {
        acts.add("accept " + accept);
        state.update(old ->
                new HostingSnapshot(
                        old.readiness(),
                        old.offers(),
                        old.leases(),
                        old.credit(),
                        accept,
                        old.warning()));
    }

    @Override
    public void confirmNow(LeaseId lease) {
        acts.add("confirm " + lease);
    }

    @Override
    public TokenAmount withdraw() {
        acts.add("withdraw");
        return Example.money("6.201877");
    }
}
