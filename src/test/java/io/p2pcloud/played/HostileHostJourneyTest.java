package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hosts that want what a CONFIDENTIAL server's machine alone may have, with both services of the
/// product between them and the tenant: each is refused with its reason, and no key leaves.
class HostileHostJourneyTest {
    @TempDir private Path folder;

    private PlayedCloud cloud;
    private PlayedProvider provider;
    private PlayedServers servers;

    /// Each host meets tenants of his own: a provider counts the calls of each account.
    @BeforeEach
    void open() throws Exception {
        var chip = SimulatedChip.genoa(7);
        cloud = new PlayedCloud(folder, chip);
        provider = cloud.provider(chip);
        servers = new PlayedServers(cloud);
        var _ = provider.list(PlayedServers.unit(Tier.CONFIDENTIAL), PlayedServers.PRICE);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotTheMeasuredSystemIsRefused(Swap swap) throws Exception {
        provider.hypervisor.tamper(swap.plan(folder));
        assertRefused("swapped", "(MEASUREMENT)");
    }

    @Test
    void aMachineWithoutTheChipIsRefused() throws Exception {
        provider.hypervisor.tamper(Swap::withoutChip);
        assertRefused("bare", "this one proves nothing");
    }

    @Test
    void aMachineThatWasStartedForAnotherLeaseIsRefused() throws Exception {
        provider.hypervisor.tamper(Swap::forAnotherLease);
        assertRefused("foreign", "(BINDING_HOST_DATA)");
    }

    @Test
    void aReportOfAnotherMachineAndOneOfAnEarlierBootAreRefused() throws Exception {
        var first = servers.create("first", Tier.CONFIDENTIAL);
        var _ = servers.running(first);
        var sound = provider.host.evidence().getLast();

        provider.host.lie(_ -> sound);
        assertRefused("relayed", "(BINDING_HOST_DATA, BINDING_REPORT_DATA)");
        provider.host.lie(
                said -> new GuestLine.Evidence(said.recipient(), said.guestKey(), sound.report()));
        assertRefused("mixed", "(BINDING_HOST_DATA, BINDING_REPORT_DATA)");

        servers.stop(first);
        provider.host.lie(_ -> sound);
        cloud.tenant.start(first);
        var refusal = servers.failed(first);
        assertThat(refusal.reason()).isEqualTo(Reason.EVIDENCE_REFUSED);
        assertThat(refusal.sentence()).contains("(BINDING_HOST_DATA, BINDING_REPORT_DATA)");
    }

    @Test
    void aReportOfAnEarlierSessionOfTheSameBootIsRefused() throws Exception {
        provider.host.lie(
                said -> new GuestLine.Evidence(said.recipient(), said.guestKey(), Bytes.EMPTY));
        var server = servers.create("replayed", Tier.CONFIDENTIAL);
        var _ = servers.failed(server);
        var earlier = provider.host.evidence().getLast();
        provider.host.lie(_ -> earlier);
        int given = provider.host.releases().size();
        assertThat(servers.failedAgain(server).sentence()).contains("(BINDING_REPORT_DATA)");
        assertThat(provider.host.releases()).hasSize(given);
    }

    @Test
    void hisOwnKeysBesideASoundReportAreRefused() throws Exception {
        var his = new GuestLine.Evidence[1];
        provider.host.lie(said -> {
            var before = his[0] == null ? said : his[0];
            his[0] = said;
            return new GuestLine.Evidence(before.recipient(), before.guestKey(), said.report());
        });
        var _ = servers.running(servers.create("sound", Tier.CONFIDENTIAL));
        assertRefused("keys", "(BINDING_REPORT_DATA)");
    }

    @Test
    void oneBitOfAReportIsEnough() throws Exception {
        provider.host.lie(said -> {
            var report = said.report().toArray();
            report[0x90] ^= 1;
            return new GuestLine.Evidence(said.recipient(), said.guestKey(), Bytes.of(report));
        });
        assertRefused("flipped", "SIGNATURE");
    }

    @Test
    void aPayloadOfHisOwnOpensNothing() throws Exception {
        var his = SigningKey.create(cloud.random);
        provider.host.swap(release ->
                new GuestLine.Release(
                        EcdsaSignature.ofDer(his.sign(Bytes32.ofNumber(1)).toDer()),
                        release.sealed()));
        var failure = servers.failed(servers.create("injected", Tier.CONFIDENTIAL));
        assertThat(failure.reason()).isEqualTo(Reason.PROVIDER_REFUSED);
        assertThat(failure.sentence()).contains("not signed by the launch key");
    }

    @Test
    void aHostThatEndsAMachineToGetACloneGetsNone() throws Exception {
        var server = servers.create("cloned", Tier.CONFIDENTIAL);
        var _ = servers.running(server);
        int given = provider.host.releases().size();
        // The first one is hidden from the provider's service and could run on.
        provider.machines().getLast().destroy();
        assertThat(servers.failed(server).reason()).isEqualTo(Reason.EARLIER_BOOT_OPEN);
        assertThat(servers.failedAgain(server).reason()).isEqualTo(Reason.EARLIER_BOOT_OPEN);
        assertThat(provider.host.releases()).hasSize(given);
    }

    @Test
    void aDiskThatHeEditsDoesNotOpenAndIsNeverFormattedAnew() throws Exception {
        var server = servers.create("edited", Tier.CONFIDENTIAL);
        var _ = servers.running(server);
        servers.stop(server);
        var disk = provider.disks().getFirst();
        write(disk, new byte[4096]);
        cloud.tenant.start(server);
        var failure = servers.failed(server);
        assertThat(failure.sentence()).contains("does not open with the tenant's key");
        assertThat(firstBlock(disk)).isEqualTo(new byte[4096]);
    }

    /// Encryption gives secrecy, not freshness: what is said openly is shown here.
    @Test
    void aDiskThatHePutsBackIsOfAnEarlierTimeWhichIsTheStatedLimit() throws Exception {
        var server = servers.create("rolled-back", Tier.CONFIDENTIAL);
        var _ = servers.running(server);
        var _ = servers.run(server, "write old");
        var disk = provider.disks().getFirst();
        var copy = firstBlock(disk);
        var _ = servers.run(server, "write new");
        servers.stop(server);
        write(disk, copy);
        cloud.tenant.start(server);
        var _ = servers.running(server, 2);
        assertThat(servers.run(server, "read")).isEqualTo("old");
    }

    private static byte[] firstBlock(Path disk) throws IOException {
        try (var in = Files.newInputStream(disk)) {
            return in.readNBytes(4096);
        }
    }

    private static void write(Path disk, byte[] firstBlock) throws IOException {
        Files.write(disk, firstBlock, StandardOpenOption.WRITE);
    }

    private void assertRefused(String name, String reasons) throws Exception {
        int given = provider.host.releases().size();
        var failure = servers.failed(servers.create(name, Tier.CONFIDENTIAL));
        assertThat(failure.reason()).isEqualTo(Reason.EVIDENCE_REFUSED);
        assertThat(failure.sentence()).contains(reasons).contains("No key was sent.");
        assertThat(provider.host.releases()).as("no key left").hasSize(given);
    }
}
