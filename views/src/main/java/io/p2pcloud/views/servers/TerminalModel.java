package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.tenant.Shell;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Problem;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A terminal on a server. It outlives the view: who looks at another page finds his session again.
public final class TerminalModel {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;

    private final ServerId id;
    private final Servers servers;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Closed());
    private int attempt;

    /// Where the session stands.
    public sealed interface State {
        record Closed() implements State {}

        record Opening() implements State {}

        record Open(Shell shell) implements State {}

        record Failed(Problem problem) implements State {}
    }

    TerminalModel(ServerId id, Servers servers, Background background) {
        this.id = id;
        this.servers = servers;
        this.background = background;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Opens a session unless there is one.
    public void open() {
        if (state.get() instanceof State.Open || state.get() instanceof State.Opening) {
            return;
        }
        state.set(new State.Opening());
        int mine = ++attempt;
        background.run(
                () -> servers.openShell(id, COLUMNS, ROWS),
                shell -> {
                    if (mine == attempt) {
                        state.set(new State.Open(shell));
                    } else {
                        background.act(shell::close, _ -> {});
                    }
                },
                problem -> {
                    if (mine == attempt) {
                        state.set(new State.Failed(problem));
                    }
                });
    }

    /// Ends the session, and opens a new one.
    public void renew() {
        end();
        open();
    }

    /// Ends the session.
    public void end() {
        attempt++;
        if (state.get() instanceof State.Open(Shell shell)) {
            background.act(shell::close, _ -> {});
        }
        state.set(new State.Closed());
    }
}
