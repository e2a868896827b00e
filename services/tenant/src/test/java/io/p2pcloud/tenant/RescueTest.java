package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueTest {
    @TempDir Path folder;
    private StandardCase world;

    @BeforeEach
    void launch() throws Exception {
        world = new StandardCase(folder);
        world.launch();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void isOneBootAndNeverFormats() throws Exception {
        assertThat(told("rescue")).isEqualTo("0");
        stop();
        rescue();
        world.launch();
        assertThat(told("rescue")).isEqualTo("1");
        assertThat(told("format")).isEqualTo("0");
        assertThat(world.server().snapshot().upkeep().rescue()).isTrue();

        stop();
        world.launch();
        assertThat(told("rescue")).isEqualTo("0");
        assertThat(world.server().snapshot().upkeep().rescue()).isFalse();
    }

    @Test
    void isKeptAcrossARestartOfTheProgram() throws Exception {
        stop();
        rescue();
        world.restart();
        world.launch();
        assertThat(told("rescue")).isEqualTo("1");
    }

    @Test
    void isTriedOnceAndNotForAHostToCallUpLater() throws Exception {
        stop();
        rescue();
        world.host.runs = true; // as he says
        world.launch();
        assertThat(world.server().record().setup().rescueAhead()).isFalse();
        stop();
        world.launch();
        assertThat(told("rescue")).isEqualTo("0");
    }

    @Test
    void doesNotRepeatTheFirstBoot() throws Exception {
        assertThat(told("user-data")).isNotNull();
        stop();
        rescue();
        world.launch();
        assertThat(world.host.payloads.getLast()).doesNotContainKey("user-data");
    }

    @Test
    void isNothingForAMachineThatCameUpMeanwhile() throws Exception {
        stop();
        rescue();
        world.launch();
        run();
        assertThat(world.server().record().stage()).isEqualTo(Stage.RUNNING);
        assertThat(world.server().snapshot().upkeep().rescue()).isTrue();
    }

    @Test
    void failsWithASentenceWhereTheLeaseCannotBeResumed() throws Exception {
        stop();
        world.state = new LeaseState.Halted();
        world.refusesToResume = true;
        world.launch();
        var failed = world.server().record();
        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
        assertThat(Objects.requireNonNull(failed.failure()).reason())
                .isEqualTo(LaunchFailure.Reason.NOT_ENOUGH_MONEY);
        assertThat(failed.isBroken()).as("its tabs are there").isTrue();
    }

    @Test
    void isRefusedWhileItRunsOrHasNoDisk() throws Exception {
        assertThatThrownBy(() -> Rescues.require(world.server().record()))
                .hasMessageContaining("stop it");
        world.rebuilds().decide(world.server(), TestBundle.IMAGE);
        world.server().journal("failed", world.server().record().at(Stage.FAILED));
        assertThatThrownBy(() -> Rescues.require(world.server().record()))
                .hasMessageContaining("no disk");
    }

    /// The decision alone; the machine is off.
    private void rescue() throws Exception {
        Rescues.require(world.server().record());
        run();
    }

    private void run() throws Exception {
        var market = world.proxy(Marketplace.class);
        var calls =
                new ProviderCalls(market, world.identity(world.tenant, Role.TENANT), world.clock);
        var stopping = new Stopping(market, world.tenant, calls, world.clock);
        Rescues.run(world.server(), stopping, _ -> {});
    }

    private void stop() {
        world.host.runs = false;
        world.server().journal("stopped", world.server().record().at(Stage.STOPPED));
    }

    private String told(String key) {
        return Objects.requireNonNull(world.host.payloads.getLast().get(key));
    }
}
