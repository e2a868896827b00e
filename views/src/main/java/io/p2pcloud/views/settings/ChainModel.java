package io.p2pcloud.views.settings;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ChainChoice;
import io.p2pcloud.lightclient.ChainChoice.Fault;
import io.p2pcloud.lightclient.ChainChoice.Field;
import io.p2pcloud.lightclient.EndpointRecord.Kind;
import io.p2pcloud.lightclient.EndpointTrial;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.trust.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A chain of other people to follow: which, through whom, from where on.
public final class ChainModel extends ViewModel {
    /// Stands for a network that a file describes.
    static final String FILE = "";

    private final Services services;
    private final Notices notices;
    private final ObjectProperty<String> network =
            new SimpleObjectProperty<>(ChainChoice.BUILT_IN.getFirst());
    private final StringProperty file = new SimpleStringProperty("");
    private final StringProperty checkpoint = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Server>> servers =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Fault>> faults =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Comparison> comparison =
            new ReadOnlyObjectWrapper<>(Comparison.NONE);
    private final ReadOnlyObjectWrapper<Optional<String>> followed =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private boolean filled;

    /// A server to be asked.
    ///
    /// @param tried how its trial went; empty before one
    public record Server(Kind kind, String address, Optional<EndpointTrial.Outcome> tried) {
        boolean is(Kind otherKind, String otherAddress) {
            return kind == otherKind && address.equals(otherAddress);
        }
    }

    public ChainModel(Services services, Background background, Notices notices) {
        super(background);
        this.services = services;
        this.notices = notices;
        network.addListener((_, _, _) -> forgetAnswers());
        file.addListener((_, _, _) -> forgetAnswers());
    }

    /// What was answered for another network says nothing.
    private void forgetAnswers() {
        change(it -> server(it.kind(), it.address()));
        comparison.set(Comparison.NONE);
    }

    static List<String> networks() {
        return Stream.concat(ChainChoice.BUILT_IN.stream(), Stream.of(FILE)).toList();
    }

    /// One of [#networks()].
    ObjectProperty<String> network() {
        return network;
    }

    /// Where the file is, when the network is one of a file.
    StringProperty file() {
        return file;
    }

    StringProperty checkpoint() {
        return checkpoint;
    }

    ReadOnlyObjectProperty<List<Server>> servers() {
        return servers.getReadOnlyProperty();
    }

    /// Why it cannot be followed as it is; found when it was to be.
    ReadOnlyObjectProperty<List<Fault>> faults() {
        return faults.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Comparison> comparison() {
        return comparison.getReadOnlyProperty();
    }

    /// The chain of other people that is followed now.
    ReadOnlyObjectProperty<Optional<String>> followed() {
        return followed.getReadOnlyProperty();
    }

    /// While servers are asked.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Adds a server and tries it.
    void add(Kind kind, String text) {
        var address = text.strip();
        if (address.isEmpty()) {
            return;
        }
        if (servers.get().stream().anyMatch(it -> it.is(kind, address))) {
            notices.say(Tone.WARNING, Texts.of("chains.twice", address));
            return;
        }
        var all = new ArrayList<>(servers.get());
        all.add(new Server(kind, address, Optional.empty()));
        servers.set(List.copyOf(all));
        test(kind, address);
    }

    void remove(Kind kind, String address) {
        servers.set(servers.get().stream().filter(it -> !it.is(kind, address)).toList());
    }

    void test(Kind kind, String address) {
        var chosen = name();
        ask(
                () -> services.chains().test(chosen, kind, address),
                outcome -> tried(kind, address, outcome),
                problem ->
                        tried(kind, address, new EndpointTrial.Outcome(false, problem.sentence())));
    }

    private void tried(Kind kind, String address, EndpointTrial.Outcome outcome) {
        change(it -> it.is(kind, address) ? new Server(kind, address, Optional.of(outcome)) : it);
    }

    private void change(UnaryOperator<Server> by) {
        servers.set(servers.get().stream().map(by).toList());
    }

    /// Asks the beacon nodes about the pasted block.
    void compare() {
        Bytes32 root;
        try {
            root = Bytes32.ofHex(checkpoint.get().strip());
        } catch (IllegalArgumentException _) {
            comparison.set(Comparison.wrong());
            return;
        }
        var choice = choice();
        ask(
                () -> services.chains().crossCheck(choice, root),
                check -> comparison.set(Comparison.of(check)),
                problem -> comparison.set(Comparison.failed(problem)));
    }

    /// Takes the block that most beacon nodes propose into the field; the user decides.
    void propose() {
        var choice = choice();
        ask(
                () -> services.chains().proposals(choice),
                proposals -> {
                    var best = Comparison.best(proposals);
                    best.root().ifPresent(root -> checkpoint.set(root.toHex()));
                    comparison.set(best);
                },
                problem -> comparison.set(Comparison.failed(problem)));
    }

    /// Follows the chain as it is set up here, or tells what is wrong.
    void follow() {
        var choice = choice();
        ask(
                choice::faults,
                found -> {
                    faults.set(found);
                    if (found.isEmpty()) {
                        services.network().watch(choice);
                        notices.say(Tone.SUCCESS, Texts.of("chains.begun", choice.network()));
                    }
                },
                notices::failed);
    }

    void stopFollowing() {
        background().act(() -> services.network().stop(), notices::failed);
    }

    private <T> void ask(Callable<T> question, Consumer<T> done, Consumer<Problem> failed) {
        busy.set(true);
        background()
                .<T>run(
                        question,
                        answer -> {
                            busy.set(false);
                            done.accept(answer);
                        },
                        problem -> {
                            busy.set(false);
                            failed.accept(problem);
                        });
    }

    private String name() {
        return network.get().equals(FILE) ? file.get().strip() : network.get();
    }

    private ChainChoice choice() {
        return new ChainChoice(
                name(), addresses(Kind.BEACON), addresses(Kind.EXECUTION), checkpoint.get());
    }

    private List<String> addresses(Kind kind) {
        return servers.get().stream().filter(it -> it.kind() == kind).map(Server::address).toList();
    }

    /// What was chosen before; what is typed since is kept.
    private void fill(ChainChoice chosen) {
        boolean builtIn = ChainChoice.BUILT_IN.contains(chosen.network());
        network.set(builtIn ? chosen.network() : FILE);
        file.set(builtIn ? "" : chosen.network());
        checkpoint.set(chosen.checkpoint());
        servers.set(
                Stream.concat(
                                chosen.beacons().stream().map(it -> server(Kind.BEACON, it)),
                                chosen.executions().stream().map(it -> server(Kind.EXECUTION, it)))
                        .toList());
    }

    private static Server server(Kind kind, String address) {
        return new Server(kind, address, Optional.empty());
    }

    @Override
    protected void start() {
        follow(
                services.network().state(),
                it ->
                        followed.set(
                                it instanceof NetworkState.Watching(var name, _)
                                        ? Optional.of(name)
                                        : Optional.empty()));
        if (!filled) {
            filled = true;
            background()
                    .run(
                            services.chains()::chosen,
                            chosen -> chosen.ifPresent(this::fill),
                            notices::failed);
        }
    }

    static String words(String network) {
        return network.equals(FILE) ? Texts.of("chains.file") : network;
    }

    Optional<String> fault(Field field) {
        return faults.get().stream()
                .filter(it -> it.field() == field)
                .map(Fault::sentence)
                .findFirst();
    }
}
