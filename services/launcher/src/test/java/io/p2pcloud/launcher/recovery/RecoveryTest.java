package io.p2pcloud.launcher.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.domain.BootFiles;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.fake.FakeHypervisor;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.recovery.KnownLeases.Claim;
import io.p2pcloud.launcher.recovery.KnownLeases.Extent;
import io.p2pcloud.launcher.recovery.RecoveryPlan.Found;
import io.p2pcloud.launcher.storage.SystemDisk;
import io.p2pcloud.launcher.storage.Volumes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final GuestName NAME = new GuestName("lease-0000000000000001");
    private static final GuestName ORPHAN = new GuestName("lease-0000000000000002");
    private static final Found RUNNING = new Found(Set.of(NAME), Set.of(), Set.of(NAME));
    private static final Found VOLUME_ONLY = new Found(Set.of(), Set.of(), Set.of(NAME));
    private static final Found NOTHING = new Found(Set.of(), Set.of(), Set.of());

    @TempDir private Path folder;

    @Test
    void goesOnServingWhatRuns() {
        assertThat(decide(Claim.RUN, RUNNING)).containsExactly(new RecoveryStep.Adopt(NAME));
    }

    @Test
    void startsAgainWhatShouldRun() {
        var stopped = new Found(Set.of(), Set.of(NAME), Set.of(NAME));
        var again = new RecoveryStep.StartAgain(NAME);
        assertThat(decide(Claim.RUN, stopped)).containsExactly(again);
        assertThat(decide(Claim.RUN, VOLUME_ONLY)).containsExactly(again);
    }

    @Test
    void endsNoLeaseWhoseVolumeIsGoneButSaysSo() {
        assertThat(decide(Claim.RUN, NOTHING)).containsExactly(new RecoveryStep.VolumeLost(NAME));
    }

    @Test
    void keepsTheVolumeOfAHaltedLease() {
        assertThat(decide(Claim.KEEP, VOLUME_ONLY)).isEmpty();
        assertThat(decide(Claim.KEEP, RUNNING)).containsExactly(new RecoveryStep.SwitchOff(NAME));
    }

    @Test
    void removesWhatBelongsToAClosedLeaseTheGuestBeforeItsVolume() {
        assertThat(decide(Claim.RESET, RUNNING))
                .containsExactly(
                        new RecoveryStep.RemoveGuest(NAME), new RecoveryStep.DiscardVolume(NAME));
        assertThat(decide(Claim.RESET, NOTHING)).isEmpty();
    }

    @Test
    void removesWhatBelongsToNoLeaseOnlyWhenAllLeasesAreKnown() {
        assertThat(RecoveryPlan.decide(new KnownLeases(Map.of(), Extent.COMPLETE), RUNNING))
                .containsExactly(
                        new RecoveryStep.RemoveGuest(NAME), new RecoveryStep.DiscardVolume(NAME));
        assertThat(RecoveryPlan.decide(new KnownLeases(Map.of(), Extent.PARTIAL), RUNNING))
                .containsExactly(new RecoveryStep.LeaveAlone(NAME));
    }

    @Test
    void carriesOutTheRemovalsAndLeavesTheRestToItsCaller() throws Exception {
        var volumes = new Volumes(folder, new SystemDisk(), 0);
        volumes.create(NAME, 1);
        volumes.create(ORPHAN, 1);
        try (var hypervisor = new FakeHypervisor(() -> Instant.EPOCH)) {
            hypervisor.start(plan(NAME));
            hypervisor.start(plan(ORPHAN));
            var leases = new KnownLeases(Map.of(NAME, Claim.RUN), Extent.COMPLETE);
            assertThat(new Recovery(hypervisor, volumes).carryOut(leases))
                    .containsExactly(new RecoveryStep.Adopt(NAME));
            assertThat(hypervisor.find(ORPHAN)).isEmpty();
            assertThat(hypervisor.find(NAME)).isPresent();
            assertThat(volumes.list())
                    .singleElement()
                    .satisfies(volume -> assertThat(volume.owner()).isEqualTo(NAME));
        }
    }

    @Test
    void seesStoppedGuestsAsStopped() throws Exception {
        var volumes = new Volumes(folder, new SystemDisk(), 0);
        try (var hypervisor = new FakeHypervisor(() -> Instant.EPOCH)) {
            hypervisor.start(plan(NAME));
            hypervisor.guest(NAME).stop(StopReason.RESET);
            assertThat(new Recovery(hypervisor, volumes).look())
                    .isEqualTo(new Found(Set.of(), Set.of(NAME), Set.of()));
        }
    }

    private static List<RecoveryStep> decide(Claim claim, Found found) {
        return RecoveryPlan.decide(new KnownLeases(Map.of(NAME, claim), Extent.PARTIAL), found);
    }

    private static LaunchPlan plan(GuestName name) {
        return new LaunchPlan(
                name,
                "0x" + "0".repeat(64),
                1,
                1,
                512,
                new BootFiles(Path.of("/k"), Path.of("/i"), ""),
                List.of(),
                List.of(),
                List.of(),
                Accelerator.TCG,
                100,
                Optional.empty());
    }
}
