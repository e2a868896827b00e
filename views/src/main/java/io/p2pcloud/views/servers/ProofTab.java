package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.styled;

import io.p2pcloud.common.Tier;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.proof.ProofPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How far a server is verified: its evidence, or why there is none.
final class ProofTab extends BorderPane {
    ProofTab(ServerModel model, FileDialogs dialogs) {
        var standing =
                new Slot<>(
                        model.server().map(it -> it.map(ProofTab::standing).orElse(Standing.NONE)),
                        ProofTab::banner);
        standing.setMinHeight(Region.USE_PREF_SIZE);
        var body = new VBox(12, standing, grow(new ProofPane(model.proof(), dialogs)));
        setCenter(PageFrame.scrolling(styled(body, "page", "under-tabs")));
    }

    /// What the tier of the lease says before any evidence.
    private enum Standing {
        NONE,
        STANDARD,
        CONFIDENTIAL
    }

    private static Standing standing(ServerSnapshot server) {
        return server.spec().unit().tier() == Tier.STANDARD
                ? Standing.STANDARD
                : Standing.CONFIDENTIAL;
    }

    private static Region banner(Standing standing) {
        return switch (standing) {
            case NONE -> new VBox();
            case STANDARD -> banner(Mark.NOT_ATTESTED, Texts.of("server.proof.standard"));
            case CONFIDENTIAL -> {
                var none = new VBox();
                none.setManaged(false);
                yield none;
            }
        };
    }

    private static Region banner(Mark mark, String more) {
        var banner = Cards.banner(mark.tone(), mark.icon(), mark.sentence(), more);
        banner.setId("proof-standing");
        return banner;
    }
}
