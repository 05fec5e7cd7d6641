package org.kamcl.explorer.ui.help;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keyboard shortcuts, in as many columns as fit. */
final class KeysView extends ScrollPane {
  /** Narrowest column, in font sizes. */
  private static final double NARROWEST = 26;

  private static final int MOST_COLUMNS = 3;

  private final HBox columns = new HBox();
  private final KeyMap keys;
  private int shown;

  KeysView(KeyMap keys) {
    this.keys = keys;
    setId("key-map");
    getStyleClass().add("guide-scroll");
    columns.getStyleClass().add("key-map");
    setContent(columns);
    setFitToWidth(true);
    widthProperty().addListener((property, before, now) -> arrange());
    arrange();
  }

  private void arrange() {
    double em = new Label().getFont().getSize();
    if (getScene() != null && !columns.getChildren().isEmpty()) {
      em = ((Label) ((VBox) columns.getChildren().get(0)).lookup(".bold")).getFont().getSize();
    }
    int count =
        Math.max(1, Math.min(MOST_COLUMNS, (int) (Math.max(1, getWidth()) / (NARROWEST * em))));
    if (count == shown) {
      return;
    }
    shown = count;
    List<VBox> made = new ArrayList<>();
    int rows = keys.groups().stream().mapToInt(KeysView::rows).sum();
    VBox column = column();
    made.add(column);
    int used = 0;
    for (KeyMap.Group group : keys.groups()) {
      boolean full = used > 0 && used + rows(group) / 2 > (double) rows / count;
      if (full && made.size() < count) {
        column = column();
        made.add(column);
        used = 0;
      }
      column.getChildren().add(group(group));
      used += rows(group);
    }
    columns.getChildren().setAll(made);
  }

  /** Rows of a group with its title and the space below. */
  private static int rows(KeyMap.Group group) {
    return group.keys().size() + 2;
  }

  private static VBox column() {
    VBox column = new VBox();
    column.getStyleClass().add("keys-column");
    column.setPrefWidth(1);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static GridPane group(KeyMap.Group group) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-group");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints texts = new ColumnConstraints();
    texts.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, texts);
    Label title = new Label(group.title());
    title.getStyleClass().add("bold");
    grid.add(title, 0, 0, 2, 1);
    int row = 1;
    for (KeyMap.Key key : group.keys()) {
      Label name = new Label(key.name());
      name.getStyleClass().add("key");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label text = new Label(key.text());
      text.setWrapText(true);
      text.setMinHeight(Region.USE_PREF_SIZE);
      grid.addRow(row++, name, text);
    }
    return grid;
  }
}
