package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Tier;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.StopRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider whose chain went away: for a while he goes by what it said last, for whom it named
/// and for what needs no chain.
class LostChainTest {
    @TempDir private Path folder;

    @Test
    void aTenantSeesAndStopsHisMachineAndStartsNone() throws Exception {
        var chip = SimulatedChip.genoa(7);
        try (var cloud = new PlayedCloud(folder, chip)) {
            var provider = cloud.provider(chip);
            var servers = new PlayedServers(cloud);
            var _ = provider.list(PlayedServers.unit(Tier.STANDARD), PlayedServers.PRICE);
            var server = servers.running(servers.create("left", Tier.STANDARD));
            var lease = ByteString.copyFrom(server.lease().orElseThrow().value().toArray());
            var status = GetStatusRequest.newBuilder().setLeaseId(lease).build();
            try (var mine = cloud.connect(provider, cloud.tenantKey);
                    var strangers = cloud.connect(provider, cloud.person())) {
                cloud.loseChain();
                assertThat(RawLaunch.stub(mine).getStatus(status).getState())
                        .isEqualTo(GetStatusResponse.State.STATE_RUNNING);
                assertThatThrownBy(() -> RawLaunch.stub(strangers).getStatus(status))
                        .hasMessageContaining("no such lease of yours");
                var stopped =
                        RawLaunch.stub(mine)
                                .stop(StopRequest.newBuilder().setLeaseId(lease).build());
                assertThat(stopped.getGraceful()).isTrue();
                assertThat(stopped.getGoodbye().getBoot()).isEqualTo(1);
                try (var launch = new RawLaunch(mine)) {
                    var _ =
                            launch.say(
                                    LaunchRequest.newBuilder()
                                            .setHello(
                                                    Hello.newBuilder()
                                                            .setLeaseId(lease)
                                                            .setBoot(2)));
                    assertThatThrownBy(launch::next)
                            .hasMessageContaining(
                                    "this provider cannot read the chain just now, so it cannot"
                                            + " tell whose lease this is; try again in a minute")
                            .hasMessageNotContaining("127.0.0.1");
                }
            }
        }
    }
}
