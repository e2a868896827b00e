package io.p2pcloud.views.servers;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.tenant.AttestationMark;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Restoring;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.proof.ProofModel;
import io.p2pcloud.views.proof.ProofShelf;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One server: what it does, what it costs, and what can be done with it.
public final class ServerModel extends ViewModel {
    private static final Duration REFRESH = Duration.ofMillis(200);

    private final ServerId id;
    private final Session session;
    private final Services services;
    private final Notices notices;
    private final Money money;
    private final Times times;
    private final TerminalModel terminal;
    private final ConsoleModel console;
    private final ProofModel proof;
    private final MachineModel machine;
    private final BackupModel backups;
    private final ReadOnlyObjectWrapper<Optional<ServerSnapshot>> server =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LaunchShown>> launch =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TokenAmount>> cost =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty note = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper toppingUp = new ReadOnlyBooleanWrapper();
    private Optional<LeaseId> noted = Optional.empty();
    private Optional<Judged> judged = Optional.empty();

    /// What changes when a machine was judged: its evidence is read anew then.
    private record Judged(LeaseId lease, AttestationMark mark, boolean failed) {
        static Optional<Judged> of(ServerSnapshot server) {
            boolean failed = server.state() instanceof ServerState.Failed;
            return server.lease().map(lease -> new Judged(lease, server.mark(), failed));
        }
    }

    /// @param restore begins a new server with a backup
    public ServerModel(
            ServerId id,
            Session session,
            Services services,
            Background background,
            Notices notices,
            Consumer<Restoring> restore) {
        super(background);
        this.id = id;
        this.session = session;
        this.services = services;
        this.notices = notices;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        terminal = new TerminalModel(id, session.servers(), background);
        console = new ConsoleModel(id, session.servers(), background);
        proof = new ProofModel(services, background, notices);
        machine = new MachineModel(id, session, background, notices);
        var desk = session.servers().backups();
        backups =
                new BackupModel(
                        id,
                        desk,
                        background,
                        notices,
                        times,
                        new RestoreStart(desk, background, notices, restore));
    }

    /// Empty when there is no such server any more.
    public ReadOnlyObjectProperty<Optional<ServerSnapshot>> server() {
        return server.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<LaunchShown>> launch() {
        return launch.getReadOnlyProperty();
    }

    /// What its lease has cost so far, from the ledger; empty while it is read.
    ReadOnlyObjectProperty<Optional<TokenAmount>> cost() {
        return cost.getReadOnlyProperty();
    }

    /// The user's own words about the server; kept by [#keepNote].
    public StringProperty note() {
        return note;
    }

    TerminalModel terminal() {
        return terminal;
    }

    ConsoleModel console() {
        return console;
    }

    ProofModel proof() {
        return proof;
    }

    MachineModel machine() {
        return machine;
    }

    BackupModel backups() {
        return backups;
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    /// Puts the whole SSH command on the clipboard, or wherever `copy` puts it.
    public void copySsh(Consumer<String> copy) {
        background()
                .run(
                        () -> session.servers().sshCommand(id),
                        command -> {
                            copy.accept(command);
                            notices.say(Tone.SUCCESS, Texts.of("server.copied"));
                        },
                        notices::failed);
    }

    /// Adds what was typed to the deposit.
    public void topUp(String typed) {
        TokenAmount amount;
        try {
            amount =
                    TokenAmount.ofDecimal(
                            typed.strip().replace(',', '.'), money.denomination().decimals());
        } catch (IllegalArgumentException _) {
            notices.say(Tone.WARNING, Texts.of("topup.wrong", typed.strip()));
            return;
        }
        if (amount.isZero() || toppingUp.get()) {
            return;
        }
        toppingUp.set(true);
        background()
                .run(
                        () -> {
                            session.servers().topUp(id, amount);
                            return amount;
                        },
                        added -> {
                            toppingUp.set(false);
                            notices.say(Tone.SUCCESS, Texts.of("topup.done", money.amount(added)));
                        },
                        why -> {
                            toppingUp.set(false);
                            notices.failed(why);
                        });
    }

    /// Whether a top-up is on its way.
    ReadOnlyBooleanProperty toppingUp() {
        return toppingUp.getReadOnlyProperty();
    }

    /// Shuts the machine down, keeps its disk.
    public void stopServer() {
        background().act(() -> session.servers().stop(id), notices::failed);
    }

    /// Boots it again, or tries a failed launch again.
    public void startServer() {
        background().act(() -> session.servers().start(id), notices::failed);
    }

    /// Goes on with what the newest start asked, and boots again.
    public void acceptAndStart() {
        background().act(() -> session.servers().accept(id), notices::failed);
    }

    /// Ends the lease; the disk is lost.
    public void closeServer() {
        terminal.end();
        background()
                .run(
                        () -> {
                            session.servers().close(id);
                            return true;
                        },
                        _ -> notices.say(Tone.NEUTRAL, Texts.of("server.close.begun")),
                        notices::failed);
    }

    /// Keeps the note beside the lease in the ledger.
    public void keepNote() {
        var text = note.get();
        noted.ifPresent(lease ->
                background()
                        .act(() -> services.ledger().note(lease, name(), text), notices::failed));
    }

    /// Whether a note can be kept: there is a lease.
    boolean canNote() {
        return noted.isPresent();
    }

    private String name() {
        return server.get().map(it -> it.spec().name()).orElse("");
    }

    @Override
    protected void start() {
        follow(session.servers().servers(), this::changed);
        follow(services.ledger().summary(), _ -> sumUp());
        every(REFRESH, this::tick);
    }

    private void changed(List<ServerSnapshot> all) {
        var found = all.stream().filter(it -> it.id().equals(id)).findFirst();
        server.set(found);
        tick();
        var lease = found.flatMap(ServerSnapshot::lease);
        var now = found.flatMap(Judged::of);
        if (now.isPresent() && !now.equals(judged)) {
            judged = now;
            proof.show(new ProofShelf(services.ledger(), now.get().lease()));
        }
        if (lease.isPresent() && !lease.equals(noted)) {
            noted = lease;
            background()
                    .run(
                            () -> services.ledger().noteOn(lease.get()),
                            it -> it.ifPresent(kept -> note.set(kept.text())),
                            notices::failed);
        }
        if (found.map(it -> it.state() instanceof ServerState.Closed).orElse(false)) {
            terminal.end();
        }
        sumUp();
    }

    private void sumUp() {
        server.get()
                .flatMap(ServerSnapshot::lease)
                .map(lease -> EntryFilter.ALL.ofLease(lease).as(Role.TENANT))
                .ifPresent(paid ->
                        background()
                                .run(
                                        () -> services.ledger().totals(paid).spent(),
                                        sum -> cost.set(Optional.of(sum)),
                                        notices::failed));
    }

    private void tick() {
        launch.set(server.get().map(it -> LaunchShown.of(it.launch(), times.now())));
    }
}
