package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.market.OfferId;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Renting this computer out.
class ProvidePageTest {
    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    @Test
    void checksThisComputerAndPutsAPartOnTheMarket() {
        var world = user.opens(new World(folder).connect());
        user.clicks("#nav-PROVIDE");
        user.clicks("#check-computer");
        user.sees("the chip has it, the firmware set-up has it switched off");
        user.sees("Restart, press Del");
        user.sees("The first offer also puts 100.00 USDC at stake.");
        user.fills("#price", "5.5");
        user.clicks("#list");
        user.sees("The offer is on the market.");
        user.sees("4 of 4 free to take");
        assertThat(Objects.requireNonNull(world.hosting.listed).price())
                .isEqualTo(Example.perMonth("5.5"));
        user.clicks("#create-here");
        user.finds("#answer");
    }

    @Test
    void saysWhatIsWrongWithAPrice() {
        var world = user.opens(new World(folder).connect());
        user.clicks("#nav-PROVIDE");
        user.clicks("#check-computer");
        user.fills("#price", "cheap");
        user.sees("\"cheap\" is not an amount");
        user.clicks("#list");
        assertThat(world.hosting.listed).isNull();
    }

    @Test
    void saysWhyTheCheckFailedAndChecksAgain() {
        var world = new World(folder).connect();
        world.hosting.broken = "The test machine did not boot within a minute.";
        user.opens(world);
        user.clicks("#nav-PROVIDE");
        user.clicks("#check-computer");
        user.sees("The test machine did not boot within a minute.");
        world.hosting.broken = null;
        user.clicks("#check-again");
        user.sees("What was found");
    }

    @Test
    void pausesAndWithdrawsWhatIsOffered() {
        var world = new World(folder).connect();
        world.hosting.state.set(FakeHosting.running());
        user.opens(world);
        user.clicks("#nav-PROVIDE");
        user.clicks("#pause-leases");
        user.sees("Paused for new leases");
        user.clicks("#resume-leases");
        user.sees("Open for leases");
        user.clicks("#withdraw-offer-" + new OfferId(1));
        user.clicks("#withdraw");
        user.sees("6.20 USDC moved to your account.");
        assertThat(world.hosting.acts)
                .contains(
                        "accept false",
                        "accept true",
                        "withdraw offer " + new OfferId(1),
                        "withdraw");
    }
}
