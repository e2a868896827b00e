package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.tenant.AttestationMark;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CONFIDENTIAL servers from the order to the shell and back, with both services of the product and
/// machines on a simulated chip.
class ConfidentialJourneyTest {
    private static final SimulatedChip GENOA = SimulatedChip.genoa(7);

    @TempDir private static Path folder;

    private static PlayedCloud cloud;
    private static PlayedProvider provider;
    private static PlayedServers servers;

    @BeforeAll
    static void open() throws Exception {
        cloud = new PlayedCloud(folder, GENOA);
        provider = cloud.provider(GENOA);
        servers = new PlayedServers(cloud);
        var _ = provider.list(PlayedServers.unit(Tier.CONFIDENTIAL), PlayedServers.PRICE);
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    @AfterEach
    void closeServers() throws Exception {
        servers.closeAll();
        provider.host.lie(said -> said);
    }

    @Test
    void aSoundMachineIsReleasedAndRunsUnderTheSealedHostKey() throws Exception {
        var server = servers.create("sound", Tier.CONFIDENTIAL);
        assertThat(servers.running(server).mark()).isEqualTo(AttestationMark.SIMULATED);
        assertThat(servers.run(server, "write hello")).isEqualTo("hello");
        assertThat(provider.machines().getFirst().plan().snp()).isPresent();
    }

    @Test
    void aMachineThatWasStoppedInOrderStartsAgainWithoutAQuestion() throws Exception {
        var server = servers.create("orderly", Tier.CONFIDENTIAL);
        var _ = servers.running(server);
        var _ = servers.run(server, "write kept");
        servers.stop(server);
        cloud.tenant.start(server);
        assertThat(servers.running(server, 2).boot()).isEqualTo(2);
        assertThat(servers.run(server, "read")).isEqualTo("kept");
    }

    @Test
    void aMachineThatItsHostEndedWaitsForTheUsersWord() throws Exception {
        var server = servers.create("crashed", Tier.CONFIDENTIAL);
        var _ = servers.running(server);
        int given = provider.host.releases().size();
        provider.machines().getFirst().stop(StopReason.KILLED);
        assertThat(servers.failed(server).reason()).isEqualTo(Reason.EARLIER_BOOT_OPEN);
        assertThat(provider.host.releases()).hasSize(given);
        servers.accept(server);
        assertThat(servers.running(server, 2).boot()).isEqualTo(2);
    }

    @Test
    void aDoubtfulProcessorIsTheUsersToWeighAndNoKeyLeavesBefore() throws Exception {
        var milan = SimulatedChip.milan(3);
        provider.chip(milan);
        cloud.trust(milan);
        int given = provider.host.releases().size();
        try {
            var server = servers.create("doubtful", Tier.CONFIDENTIAL);
            var asked = servers.failed(server);
            assertThat(asked.reason()).isEqualTo(Reason.EVIDENCE_DOUBTS);
            assertThat(asked.sentence()).contains("CHIP_STANDING", "No key was sent.");
            assertThat(provider.host.releases()).hasSize(given);
            servers.accept(server);
            var _ = servers.running(server);
            assertThat(provider.host.releases()).hasSize(given + 1);
        } finally {
            provider.chip(GENOA);
            cloud.trust(GENOA);
        }
    }
}
