package io.p2pcloud.views.shell;

import io.p2pcloud.market.Offer;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Restoring;
import io.p2pcloud.views.create.CreateModel;
import io.p2pcloud.views.create.CreateView;
import io.p2pcloud.views.history.HistoryModel;
import io.p2pcloud.views.history.HistoryView;
import io.p2pcloud.views.home.HomeModel;
import io.p2pcloud.views.home.HomeView;
import io.p2pcloud.views.market.MarketModel;
import io.p2pcloud.views.market.MarketView;
import io.p2pcloud.views.market.OrdersModel;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.proof.ProofModel;
import io.p2pcloud.views.proof.ProofView;
import io.p2pcloud.views.provide.ProvideModel;
import io.p2pcloud.views.provide.ProvideView;
import io.p2pcloud.views.servers.RestoreStart;
import io.p2pcloud.views.servers.ServerListModel;
import io.p2pcloud.views.servers.ServerListView;
import io.p2pcloud.views.servers.ServerModel;
import io.p2pcloud.views.servers.ServerView;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import io.p2pcloud.views.settings.ChainModel;
import io.p2pcloud.views.settings.PolicyModel;
import io.p2pcloud.views.settings.SettingsModel;
import io.p2pcloud.views.settings.SettingsView;
import io.p2pcloud.views.trust.TrustModel;
import io.p2pcloud.views.trust.TrustView;
import io.p2pcloud.views.wallet.WalletModel;
import io.p2pcloud.views.wallet.WalletView;
import io.p2pcloud.views.welcome.WelcomeModel;
import io.p2pcloud.views.welcome.WelcomeView;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// Makes pages, and keeps those whose draft, filter or terminal must not be lost when the user
/// looks elsewhere.
final class Pages {
    private final Services services;
    private final ShellModel shell;
    private final Background background;
    private final Notices notices;
    private final Consumer<Appearance> appearance;
    private final FileDialogs dialogs;
    private final Map<Page, Node> kept = new HashMap<>();
    private final Map<ServerId, ServerView> servers = new HashMap<>();
    private @Nullable Session session;

    Pages(
            Services services,
            ShellModel shell,
            Background background,
            Notices notices,
            Consumer<Appearance> appearance,
            FileDialogs dialogs) {
        this.services = services;
        this.shell = shell;
        this.background = background;
        this.notices = notices;
        this.appearance = appearance;
        this.dialogs = dialogs;
    }

    Node of(Place place) {
        forgetOtherSession();
        return switch (place.page()) {
            case WELCOME -> new WelcomeView(new WelcomeModel(services, shell, background));
            case HOME -> new HomeView(new HomeModel(services, shell, background));
            case MARKET -> kept.computeIfAbsent(Page.MARKET, _ -> market());
            case SERVERS ->
                    new ServerListView(
                            new ServerListModel(
                                    session(),
                                    services,
                                    shell,
                                    background,
                                    new RestoreStart(
                                            session().servers().backups(),
                                            background,
                                            notices,
                                            this::restore)),
                            dialogs);
            case CREATE ->
                    kept.computeIfAbsent(Page.CREATE, _ -> new CreateView(createModel(), shell));
            case SERVER -> server(place);
            case PROVIDE ->
                    kept.computeIfAbsent(
                            Page.PROVIDE,
                            _ ->
                                    new ProvideView(
                                            new ProvideModel(
                                                    session(),
                                                    services,
                                                    shell,
                                                    background,
                                                    notices)));
            case HISTORY ->
                    kept.computeIfAbsent(
                            Page.HISTORY,
                            _ ->
                                    new HistoryView(
                                            new HistoryModel(services, background, notices),
                                            dialogs));
            case WALLET ->
                    new WalletView(new WalletModel(session(), services, background, notices));
            case TRUST -> new TrustView(new TrustModel(services, background));
            case PROOF ->
                    kept.computeIfAbsent(
                            Page.PROOF,
                            _ ->
                                    new ProofView(
                                            new ProofModel(services, background, notices),
                                            dialogs));
            case SETTINGS ->
                    new SettingsView(
                            new SettingsModel(services, background, appearance),
                            new PolicyModel(services.proofs(), background, notices),
                            new ChainModel(services, background, notices),
                            dialogs,
                            shell);
        };
    }

    private CreateModel createModel() {
        return new CreateModel(
                session(),
                services,
                background,
                id -> {
                    kept.remove(Page.CREATE);
                    shell.open(Place.of(id));
                });
    }

    private Node market() {
        return new MarketView(
                new MarketModel(session(), services, shell, background, this::rent),
                new OrdersModel(session(), services, background));
    }

    /// Begins a new server on an offer; what was filled in before is given up.
    private void rent(Offer offer) {
        var model = createModel();
        model.want(offer);
        kept.put(Page.CREATE, new CreateView(model, shell));
        shell.open(Page.CREATE);
    }

    /// Begins a new server with a backup, likewise.
    private void restore(Restoring from) {
        var model = createModel();
        model.restore(from);
        kept.put(Page.CREATE, new CreateView(model, shell));
        shell.open(Page.CREATE);
    }

    private Node server(Place place) {
        var id = Objects.requireNonNull(place.server());
        var view =
                servers.computeIfAbsent(
                        id,
                        _ ->
                                new ServerView(
                                        new ServerModel(
                                                id,
                                                session(),
                                                services,
                                                background,
                                                notices,
                                                this::restore),
                                        shell,
                                        dialogs));
        view.open(place.tab());
        return view;
    }

    /// Ends the terminals.
    void close() {
        servers.values().forEach(ServerView::close);
    }

    private Session session() {
        return Objects.requireNonNull(session, "this page is shown only with a network");
    }

    private void forgetOtherSession() {
        var now =
                shell.network().get() instanceof NetworkState.Connected(var current)
                        ? current
                        : null;
        if (!Objects.equals(now, session)) {
            close();
            servers.clear();
            kept.clear();
            session = now;
        }
    }
}
