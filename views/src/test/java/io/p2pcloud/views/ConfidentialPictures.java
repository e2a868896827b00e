package io.p2pcloud.views;

import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.shell.Root;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;

/// What the pages show of confidential machines where they are sold and bought.
final class ConfidentialPictures {
    private ConfidentialPictures() {}

    static void add(UpkeepPictures.Adding pictures) {
        pictures.add(
                "create-confidential", ConfidentialPictures::offers, ConfidentialPictures::choose);
        pictures.add(
                "review-confidential",
                ConfidentialPictures::offers,
                root -> {
                    choose(root);
                    ((Button) Pictures.find(root, "#review")).fire();
                });
        pictures.add(
                "provide-confidential",
                world -> world.connect().hosting.state.set(checked()),
                Pictures.go(Page.PROVIDE));
    }

    private static void choose(Root root) {
        Pictures.go(Page.CREATE).accept(root);
        ((ToggleButton) Pictures.find(root, "#tier-CONFIDENTIAL")).fire();
    }

    private static HostingSnapshot checked() {
        return new HostingSnapshot(
                Optional.of(FakeHosting.readiness(Tier.CONFIDENTIAL)),
                List.of(),
                List.of(),
                TokenAmount.ZERO,
                true,
                Optional.empty());
    }

    private static void offers(World world) {
        world.connect().servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 1));
        var unit = new ComputeUnit(2, 2048, 20, 100, Tier.CONFIDENTIAL);
        world.servers.offers.add(Example.offer(2, unit, "5.29", 2, 0));
    }
}
