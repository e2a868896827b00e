package io.p2pcloud.views.shell;

import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.session.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Every page and act, found by a few letters.
final class PaletteModel {
    private final ShellModel shell;
    private final Services services;
    private final Consumer<Appearance> appearance;
    private final ReadOnlyObjectWrapper<List<Command>> found =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper();

    PaletteModel(ShellModel shell, Services services, Consumer<Appearance> appearance) {
        this.shell = shell;
        this.services = services;
        this.appearance = appearance;
    }

    ReadOnlyObjectProperty<List<Command>> found() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty chosen() {
        return chosen.getReadOnlyProperty();
    }

    /// Shows the commands in whose title every word of `words` occurs.
    void find(String words) {
        var parts = words.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        found.set(
                all().stream()
                        .filter(it -> {
                            var title = it.title().toLowerCase(Locale.ROOT);
                            for (var part : parts) {
                                if (!title.contains(part)) {
                                    return false;
                                }
                            }
                            return true;
                        })
                        .toList());
        chosen.set(0);
    }

    void move(int by) {
        int count = found.get().size();
        if (count > 0) {
            chosen.set(Math.floorMod(chosen.get() + by, count));
        }
    }

    /// Does what is chosen.
    void doIt() {
        if (chosen.get() < found.get().size()) {
            found.get().get(chosen.get()).act().run();
        }
    }

    private List<Command> all() {
        var all = new ArrayList<Command>();
        boolean connected = shell.network().get() instanceof NetworkState.Connected;
        if (connected) {
            all.add(act("mdi2p-plus", Texts.of("act.create"), () -> shell.open(Page.CREATE)));
            for (var server : shell.servers().get()) {
                if (server.state() instanceof ServerState.Running) {
                    var place = Place.of(server.id(), ServerTab.TERMINAL);
                    all.add(
                            act(
                                    "mdi2c-console",
                                    Texts.of("act.shell", server.spec().name()),
                                    () -> shell.open(place)));
                }
                if (!(server.state() instanceof ServerState.Closed)) {
                    var place = Place.of(server.id(), ServerTab.MONEY);
                    all.add(
                            act(
                                    "mdi2c-cash-multiple",
                                    Texts.of("act.money", server.spec().name()),
                                    () -> shell.open(place)));
                }
            }
        } else {
            all.add(act("mdi2p-play", Texts.of("act.try"), services.network()::tryHere));
        }
        all.add(act(Page.PROOF.icon(), Page.PROOF.title(), () -> shell.open(Page.PROOF)));
        for (var choice : Appearance.values()) {
            all.add(
                    act(
                            "mdi2t-theme-light-dark",
                            Texts.of("act.appearance", Texts.word(choice)),
                            () -> appearance.accept(choice)));
        }
        for (var item : shell.items().get()) {
            all.add(
                    new Command(
                            Command.Heading.PAGES,
                            item.icon(),
                            item.title(),
                            () -> shell.open(item.place())));
        }
        return all;
    }

    private static Command act(String icon, String title, Runnable act) {
        return new Command(Command.Heading.ACTS, icon, title, act);
    }

    /// Keeps an appearance and shows it.
    static Consumer<Appearance> choosing(Preferences preferences, Runnable show) {
        return choice -> {
            preferences.set(preferences.get().with(choice));
            show.run();
        };
    }
}
