package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Tier;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that moves from one provider to another by its backup, with both on one market.
class MovedServerTest {
    @TempDir private Path folder;
    private PlayedCloud cloud;
    private PlayedServers servers;
    private PlayedProvider from;
    private PlayedProvider to;

    @BeforeEach
    void open() throws Exception {
        var chip = SimulatedChip.genoa(7);
        cloud = new PlayedCloud(folder, chip);
        servers = new PlayedServers(cloud);
        from = cloud.provider(chip);
        to = cloud.provider(chip);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void livesOnWithAnotherProviderUnderAnotherKeyAndTheOldLeaseIsClosed(Tier tier)
            throws Exception {
        var _ = from.list(PlayedServers.unit(tier), PlayedServers.PRICE);
        var old = servers.create("old", tier);
        var _ = servers.running(old);
        var _ = servers.run(old, "write all that there is");
        var oldKey = hostKey(old);
        servers.stop(old);
        var file = folder.resolve("old.backup");
        var _ = cloud.tenant.backups().take(old, file, _ -> {});

        // He is no dearer than the old one: without the name of a provider either could get it.
        var _ = to.list(PlayedServers.unit(tier), PlayedServers.PRICE);
        var spec = servers.spec("moved", tier).at(to.key.address());
        var moved = cloud.tenant.backups().restore(cloud.tenant.review(spec), file);
        var there = servers.running(moved);
        assertThat(there.provider()).contains(to.key.address().checksummed());
        assertThat(servers.run(moved, "read")).isEqualTo("all that there is");
        assertThat(firstBlock(to)).as("another key").isNotEqualTo(firstBlock(from));
        assertThat(hostKey(moved)).isNotEqualTo(oldKey);

        servers.close(old);
        assertThat(from.disks()).as("what the old provider keeps").isEmpty();
        assertThat(servers.run(moved, "write and more")).isEqualTo("and more");
        servers.stop(moved);
        cloud.tenant.start(moved);
        var _ = servers.running(moved, 2);
        assertThat(servers.run(moved, "read")).isEqualTo("and more");
    }

    @Test
    void goesToNobodyElseThanTheProviderThatWasNamed() throws Exception {
        var _ = from.list(PlayedServers.unit(Tier.STANDARD), PlayedServers.PRICE);
        var spec = servers.spec("moved", Tier.STANDARD).at(to.key.address());
        assertThat(cloud.tenant.candidates(spec).fits()).isEmpty();
        var failure = servers.failed(cloud.tenant.create(cloud.tenant.review(spec)));
        assertThat(failure.reason()).isEqualTo(Reason.NO_OFFER);
        assertThat(from.machines()).isEmpty();
    }

    private String hostKey(ServerId server) {
        return cloud.tenant.servers().get().stream()
                .filter(it -> it.id().equals(server))
                .map(it -> it.state() instanceof ServerState.Running(var ssh) ? ssh.hostKey() : "")
                .findFirst()
                .orElseThrow();
    }

    private static byte[] firstBlock(PlayedProvider provider) throws IOException {
        try (var in = Files.newInputStream(provider.disks().getFirst())) {
            return in.readNBytes(4096);
        }
    }
}
