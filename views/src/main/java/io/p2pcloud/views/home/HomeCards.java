package io.p2pcloud.views.home;

import static io.p2pcloud.views.parts.Ui.icon;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Machines;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The four figures at the top of Home.
final class HomeCards {
    private final HomeModel model;

    HomeCards(HomeModel model) {
        this.model = model;
    }

    Region servers() {
        return card(Texts.of("home.servers"), "mdi2s-server", model.servers(), this::servers);
    }

    Region providing() {
        return card(
                Texts.of("home.providing"),
                "mdi2h-hand-coin-outline",
                Bindings.createObjectBinding(
                        () -> new Providing(model.hosting().get(), model.earned().get()),
                        model.hosting(),
                        model.earned()),
                this::providing);
    }

    Region money() {
        return card(Texts.of("home.money"), "mdi2w-wallet-outline", model.accounts(), _ -> purse());
    }

    Region trust() {
        return card(
                Texts.of("home.trust"),
                "mdi2s-shield-check-outline",
                model.proven(),
                HomeCards::trust);
    }

    private interface Content<T> {
        Node of(T value);
    }

    private static <T> VBox card(
            String title, String icon, ObservableValue<T> value, Content<T> content) {
        return Cards.card(Cards.head(title, icon(icon)), new Slot<>(value, content::of));
    }

    private Node servers(List<ServerSnapshot> servers) {
        long running =
                servers.stream().filter(it -> it.state() instanceof ServerState.Running).count();
        var shortest =
                servers.stream()
                        .flatMap(it -> it.money().stream())
                        .flatMap(it -> it.runway().stream())
                        .min(Comparator.naturalOrder());
        return two(
                Cards.stat(
                        Texts.of("home.servers.running"),
                        String.valueOf(running),
                        Texts.of("home.servers.of", servers.size())),
                shortest.map(it ->
                                Cards.note(
                                        "mdi2t-timer-sand",
                                        Tone.NEUTRAL,
                                        Texts.of("home.servers.runway", Times.span(it))))
                        .orElseGet(() ->
                                Cards.note(
                                        "mdi2t-timer-sand",
                                        Tone.NEUTRAL,
                                        Texts.of("home.servers.none"))));
    }

    private record Providing(Optional<HostingSnapshot> hosting, TokenAmount earned) {}

    private Node providing(Providing now) {
        var words = model.money();
        var hosting = now.hosting();
        int leases = hosting.map(it -> Machines.of(it).leased()).orElse(0);
        var next =
                hosting.stream()
                        .flatMap(it -> it.leases().stream())
                        .flatMap(it -> it.nextConfirmation().stream())
                        .min(Comparator.naturalOrder());
        return two(
                Cards.stat(
                        Texts.of("home.earned"),
                        words.number(now.earned()),
                        Texts.of(
                                "home.earned.from",
                                words.symbol(),
                                Texts.count("home.leases", leases))),
                Cards.note(
                        "mdi2c-clock-check-outline",
                        Tone.NEUTRAL,
                        next.map(it -> Texts.of("home.next", model.times().moment(it)))
                                .orElseGet(() -> Texts.of("home.next.none"))));
    }

    private Node purse() {
        var words = model.money();
        return two(
                Cards.stat(Texts.of("home.free"), words.number(model.free()), words.symbol()),
                Cards.note(
                        "mdi2l-lock-outline",
                        Tone.NEUTRAL,
                        Texts.of("home.locked", words.amount(model.locked()))));
    }

    private static Node trust(Optional<ProvenFigures> proven) {
        return proven.map(it ->
                        two(
                                Cards.stat(Texts.of("home.proven"), it.proven(), it.of()),
                                Cards.note(it.icon(), it.tone(), it.line())))
                .orElseGet(() ->
                        two(
                                Cards.stat(Texts.of("home.proven"), "-", ""),
                                Cards.note(
                                        "mdi2t-timer-sand",
                                        Tone.NEUTRAL,
                                        Texts.of("status.looking"))));
    }

    private static Node two(Node stat, Node note) {
        return new VBox(12, stat, note);
    }
}
