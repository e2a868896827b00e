package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.launcher.fake.FakeHypervisor;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostFleetTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final FakeHypervisor one = new FakeHypervisor(() -> NOW);
    private final FakeHypervisor two = new FakeHypervisor(() -> NOW);
    private final HostFleet fleet = new HostFleet(List.of(one, two));

    @Test
    void spreadsGuestsOverItsHostsAndListsThemAsOne() {
        assertThat(fleet.start(plan(1, Optional.empty()))).isInstanceOf(Started.class);
        assertThat(fleet.start(plan(2, Optional.empty()))).isInstanceOf(Started.class);
        assertThat(one.list()).hasSize(1);
        assertThat(two.list()).hasSize(1);
        assertThat(fleet.list())
                .extracting(guest -> guest.plan().name())
                .containsExactly(name(1), name(2));
        assertThat(fleet.start(plan(2, Optional.empty())))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ALREADY_RUNNING));
    }

    @Test
    void asksTheNextHostWhenOneIsFullButNotWhenThePlanIsWrong() {
        one.refuseNextStart(Reason.NOT_ENOUGH_MEMORY, "full");
        assertThat(fleet.start(plan(1, Optional.empty()))).isInstanceOf(Started.class);
        assertThat(two.list()).hasSize(1);
        one.refuseNextStart(Reason.FILE_MISSING, "gone");
        assertThat(fleet.start(plan(2, Optional.empty()))).isInstanceOf(Refused.class);
        assertThat(fleet.list()).hasSize(1);
    }

    @Test
    void startsAConfidentialGuestOnlyWhereTheChipIs() {
        var snp = Optional.of(SnpLaunch.of(Path.of("/b/OVMF.fd"), Bytes32.ZERO));
        assertThat(fleet.start(plan(1, snp)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(Reason.CONFIDENTIAL_UNAVAILABLE));
        two.offerConfidential();
        assertThat(fleet.tiers()).contains(Tier.CONFIDENTIAL);
        assertThat(fleet.start(plan(1, snp))).isInstanceOf(Started.class);
        assertThat(two.list()).hasSize(1);
    }

    private static GuestName name(int number) {
        return new GuestName("lease-000000000000000" + number);
    }

    private static LaunchPlan plan(int number, Optional<SnpLaunch> snp) {
        return new LaunchPlan(
                name(number),
                "0x" + "0".repeat(64),
                1,
                1,
                64,
                new BootFiles(Path.of("/k"), Path.of("/i"), ""),
                List.of(),
                List.of(),
                List.of(),
                Accelerator.KVM,
                100,
                snp);
    }
}
