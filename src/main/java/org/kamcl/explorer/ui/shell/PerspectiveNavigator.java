package org.kamcl.explorer.ui.shell;

/** Switches between the perspectives of a window. */
public interface PerspectiveNavigator {
  /** Shows a perspective. */
  void show(Perspective perspective);

  /**
   * Shows the perspective with an id.
   *
   * @throws IllegalArgumentException if the window has none
   */
  void show(String id);

  /** Shows the perspective that was shown before the active one, or the first one. */
  void back();

  /** Opens the report of a problem. */
  default void reportProblem() {}
}
