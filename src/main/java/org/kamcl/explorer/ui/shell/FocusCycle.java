package org.kamcl.explorer.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** Moves the keyboard focus from pane to pane (F6). */
final class FocusCycle {
  private FocusCycle() {}

  /**
   * Focuses the next pane that can take the focus.
   *
   * @param step 1 for the next pane, -1 for the previous one
   */
  static void move(Scene scene, List<Node> panes, int step) {
    int now = 0;
    Node owner = scene.getFocusOwner();
    boolean found = false;
    for (int i = 0; i < panes.size(); i++) {
      if (within(owner, panes.get(i))) {
        now = i;
        found = true;
      }
    }
    if (!found) {
      now = step > 0 ? -1 : panes.size();
    }
    for (int i = 1; i <= panes.size(); i++) {
      int next = Math.floorMod(now + i * step, panes.size());
      Optional<Node> first = first(panes.get(next));
      if (first.isPresent()) {
        first.get().requestFocus();
        return;
      }
    }
  }

  /** Whether a node is a pane or in it. */
  static boolean within(Node node, Node pane) {
    Node at = node;
    while (at != null && at != pane) {
      at = at.getParent();
    }
    return at != null;
  }

  /** The first focusable node of a subtree. */
  private static Optional<Node> first(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return Optional.empty();
    }
    if (node.isFocusTraversable()) {
      return Optional.of(node);
    }
    if (node instanceof Parent) {
      return ((Parent) node)
          .getChildrenUnmodifiable().stream()
              .map(FocusCycle::first)
              .flatMap(Optional::stream)
              .findFirst();
    }
    return Optional.empty();
  }
}
