package org.kamcl.explorer.ui.shell;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;

/** The overview of the shortcuts. */
final class ShortcutsPane extends FlowPane implements Popovers.FitsWidth {
  /** Rounding of the columns must not break the line. */
  private static final double SLACK = 4;

  private final VBox left = new VBox();
  private final VBox right = new VBox();
  private double available = Double.MAX_VALUE;

  ShortcutsPane(Shortcuts keys, Messages messages) {
    getStyleClass().addAll("popover-content", "keys");
    setId("keys-pane");
    left.getStyleClass().add("keys-column");
    right.getStyleClass().add("keys-column");
    for (Shortcuts.Group group : Shortcuts.Group.values()) {
      VBox column = group == Shortcuts.Group.SEARCH || group == Shortcuts.Group.HITS ? left : right;
      column.getChildren().add(group(keys, group, messages));
    }
    getChildren().addAll(left, right);
  }

  /** Two columns side by side, or below each other where they do not fit. */
  @Override
  public void fitTo(double width) {
    available = width;
  }

  @Override
  protected double computePrefWidth(double height) {
    double insets = snappedLeftInset() + snappedRightInset();
    double first = left.prefWidth(-1);
    double second = right.prefWidth(-1);
    double both = snapSizeX(first) + getHgap() + snapSizeX(second) + insets + SLACK;
    return Math.ceil(both <= available ? both : Math.max(first, second) + insets);
  }

  private static GridPane group(Shortcuts keys, Shortcuts.Group group, Messages messages) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-group");
    Label title =
        new Label(
            switch (group) {
              case SEARCH -> messages.text("keys.group.search");
              case HITS -> messages.text("keys.group.hits");
              case PANES -> messages.text("keys.group.panes");
              case WINDOW -> messages.text("keys.group.window");
            });
    title.getStyleClass().add("bold");
    grid.add(title, 0, 0, 2, 1);
    int row = 1;
    for (Shortcuts.Binding binding : keys.bindings()) {
      if (binding.group() == group) {
        Label name = new Label(binding.name());
        name.getStyleClass().add("key");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label what = new Label(messages.text(binding.titleKey()));
        what.setWrapText(true);
        grid.addRow(row++, name, what);
        GridPane.setHalignment(name, HPos.LEFT);
      }
    }
    return grid;
  }
}
