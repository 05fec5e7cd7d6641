package org.kamcl.explorer.ui.shell;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;

/** The overview of the shortcuts. */
final class ShortcutsPane extends Pane implements Popovers.FitsWidth {
  /** Space between the columns, pixels. */
  private static final double GAP = 28;

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

  private boolean sideBySide() {
    return left.prefWidth(-1) + GAP + right.prefWidth(-1) + insetsX() <= available;
  }

  private double insetsX() {
    return snappedLeftInset() + snappedRightInset();
  }

  @Override
  protected double computePrefWidth(double height) {
    double first = snapSizeX(left.prefWidth(-1));
    double second = snapSizeX(right.prefWidth(-1));
    return insetsX() + (sideBySide() ? first + GAP + second : Math.max(first, second));
  }

  @Override
  protected double computePrefHeight(double width) {
    double first = left.prefHeight(-1);
    double second = right.prefHeight(-1);
    return snappedTopInset()
        + (sideBySide() ? Math.max(first, second) : first + GAP + second)
        + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double width = getWidth() - insetsX();
    if (sideBySide()) {
      double first = snapSizeX(left.prefWidth(-1));
      left.resizeRelocate(x, y, first, left.prefHeight(-1));
      right.resizeRelocate(x + first + GAP, y, width - first - GAP, right.prefHeight(-1));
    } else {
      double first = left.prefHeight(-1);
      left.resizeRelocate(x, y, width, first);
      right.resizeRelocate(x, y + first + GAP, width, right.prefHeight(-1));
    }
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
