package io.p2pcloud.views.proof;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.right;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.attestation.Check;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The checks by group. A group opens into its rows, a row into what it means and the whole values.
final class CheckList extends VBox {
    private static final double VALUE = 196;
    private static final double INDENT = 44;
    private static final int LONG = 26;

    CheckList(List<ProofShown.Section> sections) {
        getStyleClass().addAll("card", "flush");
        setId("checks");
        setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(heading());
        sections.forEach(it -> getChildren().add(section(it)));
    }

    private static HBox heading() {
        var line =
                row(
                        12,
                        text(Texts.of("proof.check"), "t12", "muted", "med"),
                        gap(),
                        wide(right(text(Texts.of("proof.expected"), "t12", "muted", "med")), VALUE),
                        wide(right(text(Texts.of("proof.found"), "t12", "muted", "med")), VALUE),
                        wide(new Region(), 16));
        return Ui.high(styled(line, "phase"), 32);
    }

    private static VBox section(ProofShown.Section section) {
        var rows = styled(col(0), "checks");
        section.checks().forEach(it -> rows.getChildren().add(checkRow(it)));
        var line =
                row(
                        12,
                        glyph(section.worst()),
                        text(section.title(), "med"),
                        gap(),
                        brief(section.summary(), "muted"),
                        chevron(section.open()));
        var head =
                opener(
                        "group-" + section.group(),
                        section.title() + ", " + section.summary(),
                        line,
                        rows,
                        section.open());
        styled(head, "group");
        if (section.worst() == Status.FAIL) {
            head.getStyleClass().add("bad");
        }
        return col(0, head, rows);
    }

    private static VBox checkRow(Check check) {
        boolean bad = check.status() == Status.FAIL;
        boolean shown = bad || check.status() == Status.WARN;
        var tone =
                switch (check.status()) {
                    case FAIL -> "danger";
                    case WARN -> "warning";
                    case PASS, NOTE, NOT_RUN -> "fg";
                };
        var line =
                row(
                        12,
                        glyph(check.status()),
                        brief(Texts.of("proof.check." + check.id())),
                        gap(),
                        value(check.expected(), "muted"),
                        value(found(check), tone),
                        chevron(shown));
        var more = more(check);
        var head = opener("check-" + check.id(), name(check), line, more, shown);
        styled(head, "check");
        var both = styled(col(0, head, more), "check-box");
        if (bad) {
            both.getStyleClass().add("bad");
        }
        return both;
    }

    private static String found(Check check) {
        return check.status() == Status.NOT_RUN ? Texts.of("proof.not-run") : check.actual();
    }

    private static String name(Check check) {
        return "%s, %s. %s"
                .formatted(
                        Texts.of("proof.check." + check.id()),
                        Texts.of("proof.status.word." + check.status()),
                        check.sentence());
    }

    private static VBox more(Check check) {
        var more = col(4, para(check.sentence()));
        more.setPadding(new Insets(0, 16, 8, INDENT));
        whole(more, "proof.expected", check.expected());
        whole(more, "proof.found", check.actual());
        if (!check.detail().isEmpty()) {
            more.getChildren().add(para(check.detail(), "t12", "muted"));
        }
        more.getChildren().add(text(check.id().name(), "mono", "subtle"));
        return more;
    }

    /// What the row had no room for.
    private static void whole(VBox into, String caption, String value) {
        if (value.length() > LONG) {
            into.getChildren()
                    .add(
                            isHash(value)
                                    ? row(
                                            8,
                                            text(Texts.of(caption), "t12", "muted"),
                                            new CopyLabel(value))
                                    : para(Texts.of(caption) + ": " + value, "t12", "muted"));
        }
    }

    private static Label value(String value, String tone) {
        var label = right(brief(isHash(value) ? shortened(value) : value, "mono", tone));
        return wide(label, VALUE);
    }

    private static boolean isHash(String value) {
        return value.length() > LONG && value.matches("(0x)?[0-9a-f]+");
    }

    private static String shortened(String hash) {
        return hash.substring(0, 12) + "…" + hash.substring(hash.length() - 8);
    }

    /// A line that shows and hides what lies beneath it.
    private static Button opener(String id, String name, HBox line, VBox beneath, boolean open) {
        var button = new Button(null, line);
        button.setId(id);
        button.setAccessibleText(name);
        button.getStyleClass().add("row");
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(32));
        HBox.setHgrow(line, Priority.ALWAYS);
        Ui.show(beneath, open);
        var chevron = (FontIcon) line.getChildren().getLast();
        button.setOnAction(_ -> {
            boolean now = !beneath.isVisible();
            Ui.show(beneath, now);
            chevron.setIconLiteral(direction(now));
        });
        return button;
    }

    private static FontIcon chevron(boolean open) {
        return icon(direction(open), "subtle");
    }

    private static String direction(boolean open) {
        return open ? "mdi2c-chevron-up" : "mdi2c-chevron-down";
    }

    /// The shape and tone of a status, the same for groups and rows.
    private static Node glyph(Status status) {
        return switch (status) {
            case PASS -> icon("mdi2c-check-circle", "success");
            case NOTE -> icon("mdi2i-information-outline", "accent");
            case WARN -> icon("mdi2a-alert", "warning");
            case FAIL -> icon("mdi2c-close-circle", "danger");
            case NOT_RUN -> icon("mdi2m-minus-circle-outline", "subtle");
        };
    }
}
