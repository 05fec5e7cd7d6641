package org.kamcl.explorer.ui.control;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Adds parts of a window when they are first visible. Hidden nodes of a scene are styled like all
 * others, and two of three nodes are hidden when the window starts.
 */
public final class FirstShown {
  private FirstShown() {}

  /**
   * Runs an action once, when a part is first visible: now, or when its visibility changes.
   *
   * @param owner keeps the part until then: often nothing else does, since bindings do not
   */
  public static void run(Node owner, Node part, Runnable action) {
    if (part.isVisible()) {
      action.run();
      return;
    }
    owner.getProperties().put(part, Boolean.FALSE);
    part.visibleProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends Boolean> property, Boolean before, Boolean visible) {
                if (visible) {
                  part.visibleProperty().removeListener(this);
                  owner.getProperties().remove(part);
                  action.run();
                }
              }
            });
  }

  /**
   * Takes the hidden children out of a pane until each is first visible; the order stays the same.
   * For panes whose children are not replaced afterwards.
   */
  public static void defer(Pane pane) {
    List<Node> order = List.copyOf(pane.getChildren());
    for (Node child : order) {
      if (!child.isVisible()) {
        pane.getChildren().remove(child);
        run(pane, child, () -> insert(pane, order, child));
      }
    }
  }

  private static void insert(Pane pane, List<Node> order, Node child) {
    int at = 0;
    for (Node before : order.subList(0, order.indexOf(child))) {
      at = Math.max(at, pane.getChildren().indexOf(before) + 1);
    }
    pane.getChildren().add(at, child);
  }
}
