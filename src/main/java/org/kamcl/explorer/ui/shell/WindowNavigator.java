package org.kamcl.explorer.ui.shell;

import java.util.function.Supplier;

/**
 * Lets the perspectives of a window show each other.
 *
 * @param switcher the switcher; perspectives are created before it and use it later
 * @param report lets the user report a problem
 */
record WindowNavigator(Supplier<PerspectiveSwitcher> switcher, Runnable report)
    implements PerspectiveNavigator {
  @Override
  public void show(Perspective perspective) {
    switcher.get().show(perspective);
  }

  @Override
  public void show(String id) {
    switcher.get().show(id);
  }

  @Override
  public void back() {
    switcher.get().back();
  }

  @Override
  public void reportProblem() {
    report.run();
  }
}
