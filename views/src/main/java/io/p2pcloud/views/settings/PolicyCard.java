package io.p2pcloud.views.settings;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.Node;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The attestation policy: which processors may prove themselves, and the firmware levels that are
/// demanded of each. A line opens into fields that go upward only.
final class PolicyCard extends VBox {
    private static final int MOST = 255;

    private final PolicyModel model;
    private final Navigator navigator;

    PolicyCard(PolicyModel model, Navigator navigator) {
        this.model = model;
        this.navigator = navigator;
        setId("policy");
        getChildren().add(new Slot<>(model.policy(), this::body));
        Attach.to(this, model);
    }

    private Node body(Loading<AttestationPolicy> loading) {
        return switch (loading) {
            case Loading.Reading<AttestationPolicy>(var words) ->
                    Cards.card(Cards.head(Texts.of("policy.title")), para(words, "muted"));
            case Loading.Failed<AttestationPolicy>(var problem) ->
                    Cards.banner(
                            Tone.DANGER,
                            "mdi2c-close-circle",
                            problem.sentence(),
                            Texts.of("policy.failed"),
                            Buttons.button(
                                    "policy-again",
                                    Texts.of("failed.again"),
                                    "mdi2r-restart",
                                    model::readAgain));
            case Loading.Ready<AttestationPolicy>(var policy) -> shown(policy);
        };
    }

    private VBox shown(AttestationPolicy policy) {
        var card =
                Cards.flush(
                        Cards.head(
                                Texts.of("policy.title"),
                                text(
                                        Texts.of("policy.version", policy.version(), policy.date()),
                                        "t12",
                                        "subtle"),
                                Buttons.button(
                                        "check-report",
                                        Page.PROOF.title(),
                                        Page.PROOF.icon(),
                                        () -> navigator.open(Page.PROOF),
                                        "small")));
        policy.cpus().forEach(rule -> card.getChildren().add(line(rule)));
        var words =
                col(
                        2,
                        para(Texts.of("policy.words"), "t12", "muted"),
                        para(
                                Texts.of(
                                        "policy.more",
                                        policy.requiredPlatform(),
                                        policy.forbiddenPlatform(),
                                        policy.requiredPolicy(),
                                        policy.forbiddenPolicy(),
                                        policy.challengeAge().toSeconds()),
                                "t12",
                                "subtle"));
        card.getChildren().add(styled(words, "remedy-foot"));
        return card;
    }

    private VBox line(CpuRule rule) {
        var editor = editor(rule);
        Ui.show(editor, false);
        var raise =
                Buttons.button(
                        "raise-" + id(rule),
                        Texts.of("policy.raise"),
                        "mdi2a-arrow-up",
                        () -> Ui.show(editor, !editor.isVisible()),
                        "small",
                        "flat");
        raise.setAccessibleText(Texts.of("policy.raise.of", rule.name()));
        var best = rule.best() == Verdict.RELEASE ? "policy.releases" : "policy.asks";
        var line =
                row(
                        12,
                        grow(
                                col(
                                        0,
                                        brief(rule.name(), "med"),
                                        brief(levels(rule.minimum()), "t12", "muted"))),
                        gap(),
                        text(
                                Texts.of(best),
                                "t12",
                                rule.best() == Verdict.RELEASE ? "muted" : "warning"),
                        raise);
        styled(line, "row", "tall");
        if (!rule.weakness().isEmpty()) {
            Ui.hint(line, rule.weakness());
        }
        return col(0, line, editor);
    }

    private HBox editor(CpuRule rule) {
        var least = rule.minimum();
        var loader = level("loader-" + id(rule), least.bootloader());
        var tee = level("tee-" + id(rule), least.tee());
        var snp = level("snp-" + id(rule), least.snp());
        var microcode = level("microcode-" + id(rule), least.microcode());
        var demand =
                Buttons.button(
                        "demand-" + id(rule),
                        Texts.of("policy.demand"),
                        null,
                        () ->
                                model.raise(
                                        rule,
                                        new TcbVersion(
                                                least.fmc(),
                                                loader.getValue(),
                                                tee.getValue(),
                                                snp.getValue(),
                                                microcode.getValue())));
        var editor =
                row(
                        12,
                        Cards.field(Texts.of("policy.loader"), loader),
                        Cards.field(Texts.of("policy.tee"), tee),
                        Cards.field(Texts.of("policy.snp"), snp),
                        Cards.field(Texts.of("policy.microcode"), microcode),
                        gap(),
                        demand);
        return styled(editor, "well", "levels");
    }

    /// Upward only: the least is what is demanded already.
    private static Spinner<Integer> level(String id, int least) {
        var spinner = new Spinner<Integer>(least, MOST, least);
        spinner.setId(id);
        spinner.setPrefWidth(88);
        return spinner;
    }

    private static String id(CpuRule rule) {
        return "%x-%x".formatted(rule.family(), rule.model());
    }

    private static String levels(TcbVersion levels) {
        return Texts.of(
                "policy.levels",
                levels.bootloader(),
                levels.tee(),
                levels.snp(),
                levels.microcode());
    }
}
