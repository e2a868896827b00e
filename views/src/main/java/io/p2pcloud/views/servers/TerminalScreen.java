package io.p2pcloud.views.servers;

import com.techsenger.jeditermfx.ui.JediTermFxWidget;
import io.p2pcloud.tenant.Shell;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Texts;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;

/// The terminal widget on one shell.
final class TerminalScreen {
    private final JediTermFxWidget widget = new JediTermFxWidget(100, 30, new TerminalLook());
    private final ReadOnlyStringWrapper size = new ReadOnlyStringWrapper("");

    TerminalScreen(Shell shell) {
        var connector =
                new ShellConnector(
                        shell,
                        now ->
                                Background.onWindow(
                                        () -> size.set(now.getColumns() + " x " + now.getRows())));
        widget.setTtyConnector(connector);
        widget.getPane().setMinSize(0, 0);
        widget.getPane().setId("terminal");
        widget.getPreferredFocusableNode().setAccessibleText(Texts.of("terminal.name"));
        widget.start();
        // Whenever it comes into view it takes the keys: what is typed for the shell must not reach
        // the buttons above.
        widget.getPane()
                .sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene != null) {
                        Background.onWindow(this::takeKeys);
                    }
                });
    }

    void takeKeys() {
        widget.getPreferredFocusableNode().requestFocus();
    }

    Node node() {
        return widget.getPane();
    }

    /// Columns and rows, for the bar above.
    ReadOnlyStringProperty size() {
        return size.getReadOnlyProperty();
    }

    /// Ends the widget's threads; the shell is closed with them.
    void close() {
        widget.close();
    }
}
