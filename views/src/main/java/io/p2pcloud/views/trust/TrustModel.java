package io.p2pcloud.views.trust;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Proofs;
import io.p2pcloud.views.session.Services;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What was proven, by whose help, and from where.
public final class TrustModel extends ViewModel {
    private final Services services;
    private final Times times;
    private final ReadOnlyObjectWrapper<TrustShown> shown =
            new ReadOnlyObjectWrapper<>(TrustShown.NONE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Comparison> comparison =
            new ReadOnlyObjectWrapper<>(Comparison.NONE);
    private final StringProperty pasted = new SimpleStringProperty("");

    public TrustModel(Services services, Background background) {
        super(background);
        this.services = services;
        times = new Times(services.clock(), services.zone());
    }

    public ReadOnlyObjectProperty<TrustShown> shown() {
        return shown.getReadOnlyProperty();
    }

    /// While servers are asked.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Comparison> comparison() {
        return comparison.getReadOnlyProperty();
    }

    /// The block to start from that the user pastes.
    public StringProperty pasted() {
        return pasted;
    }

    public void startNetwork() {
        services.network().tryHere();
    }

    public void again() {
        proofs().ifPresent(it -> background().act(it::again, this::failed));
    }

    /// Whether another block to start from can be given.
    public boolean canStartElsewhere() {
        return proofs().map(Proofs::canStartElsewhere).orElse(false);
    }

    /// Asks all servers about the pasted block.
    public void compare() {
        Bytes32 root;
        try {
            root = Bytes32.ofHex(pasted.get().strip());
        } catch (IllegalArgumentException _) {
            comparison.set(Comparison.wrong());
            return;
        }
        proofs().ifPresent(it -> {
            busy.set(true);
            background()
                    .run(
                            () -> it.crossCheck(root),
                            check -> {
                                busy.set(false);
                                comparison.set(Comparison.of(check));
                            },
                            this::failed);
        });
    }

    /// Takes the proposal that most servers know.
    public void propose() {
        proofs().ifPresent(it -> {
            busy.set(true);
            background()
                    .run(
                            it::proposals,
                            proposals -> {
                                busy.set(false);
                                var best = Comparison.best(proposals);
                                best.root().ifPresent(root -> pasted.set(root.toHex()));
                                comparison.set(best);
                            },
                            this::failed);
        });
    }

    /// Trusts the block that was compared.
    public void trust() {
        var root = comparison.get().root();
        proofs().ifPresent(it ->
                root.ifPresent(trusted -> {
                    background().act(() -> it.startFrom(trusted), this::failed);
                    comparison.set(Comparison.NONE);
                    pasted.set("");
                }));
    }

    private void failed(Problem problem) {
        busy.set(false);
        comparison.set(Comparison.failed(problem));
    }

    private Optional<Proofs> proofs() {
        return switch (services.network().state().get()) {
            case NetworkState.Connected(var session) -> Optional.of(session.proofs());
            case NetworkState.Watching(_, var proofs) -> Optional.of(proofs);
            case NetworkState.Unset _, NetworkState.Starting _, NetworkState.Failed _ ->
                    Optional.empty();
        };
    }

    @Override
    protected void start() {
        follow(services.network().state(), _ -> look());
        every(Duration.ofSeconds(1), this::look);
    }

    private void look() {
        shown.set(
                proofs().map(it -> TrustShown.of(it.state().get(), it.figures().get(), times))
                        .orElse(TrustShown.NONE));
    }
}
