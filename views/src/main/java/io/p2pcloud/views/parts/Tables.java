package io.p2pcloud.views.parts;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Tables in the application's look.
public final class Tables {
    private Tables() {}

    public static <T> TableView<T> table(String id, String name) {
        var table = new TableView<T>();
        table.setId(id);
        table.setAccessibleText(name);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new javafx.scene.layout.Region());
        return table;
    }

    /// A column of words; class `num` aligns right, `dim` is secondary.
    public static <T> TableColumn<T, T> words(
            String title, double width, Function<T, String> words, String... classes) {
        return column(title, width, cell -> cell.setText(words.apply(cell.getItem())), classes);
    }

    /// A column of nodes.
    public static <T> TableColumn<T, T> nodes(
            String title, double width, Function<T, Node> node, String... classes) {
        return column(title, width, cell -> cell.setGraphic(node.apply(cell.getItem())), classes);
    }

    private interface Filling<T> {
        void fill(TableCell<T, T> cell);
    }

    private static <T> TableColumn<T, T> column(
            String title, double width, Filling<T> filling, String... classes) {
        var column = new TableColumn<T, T>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 48));
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().addAll(classes);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> {
            var cell =
                    new TableCell<T, T>() {
                        @Override
                        protected void updateItem(@Nullable T item, boolean empty) {
                            super.updateItem(item, empty);
                            setText(null);
                            setGraphic(null);
                            if (!empty && item != null) {
                                filling.fill(this);
                            }
                        }
                    };
            cell.getStyleClass().addAll(classes);
            return cell;
        });
        return column;
    }
}
