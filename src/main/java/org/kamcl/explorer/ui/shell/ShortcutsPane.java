package org.kamcl.explorer.ui.shell;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
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

  /** Texts wrap, so the height depends on the width. */
  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double inner = (width < 0 ? computePrefWidth(-1) : width) - insetsX();
    double first = left.prefHeight(leftWidth(inner));
    double second = right.prefHeight(rightWidth(inner));
    return snappedTopInset()
        + (sideBySide() ? Math.max(first, second) : first + GAP + second)
        + snappedBottomInset();
  }

  private double leftWidth(double inner) {
    return sideBySide() ? snapSizeX(left.prefWidth(-1)) : inner;
  }

  private double rightWidth(double inner) {
    return sideBySide() ? inner - leftWidth(inner) - GAP : inner;
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double inner = getWidth() - insetsX();
    double first = leftWidth(inner);
    double second = rightWidth(inner);
    left.resizeRelocate(x, y, first, left.prefHeight(first));
    if (sideBySide()) {
      right.resizeRelocate(x + first + GAP, y, second, right.prefHeight(second));
    } else {
      right.resizeRelocate(x, y + left.getHeight() + GAP, second, right.prefHeight(second));
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
