package org.kamcl.explorer.ui.shell;

import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import org.testfx.api.FxRobot;

/**
 * Changes the text size of a window by its shortcuts, all steps at once: after each step that is
 * seen, all styles of the window are computed anew.
 */
final class TextSizeSteps {
  private static final int STEP = 10;

  private TextSizeSteps() {}

  /** Changes the text size to a percentage from 100 to 200. */
  static void to(int percent, ExplorerWindow window, FxRobot robot) {
    robot.interact(
        () -> {
          run("keys.normal", window);
          for (int now = 100; now < percent; now += STEP) {
            run("keys.larger", window);
          }
        });
    waitUntil(() -> Math.abs(window.textPercent() - percent) < 1);
  }

  private static void run(String shortcut, ExplorerWindow window) {
    window.shortcuts().bindings().stream()
        .filter(binding -> binding.titleKey().equals(shortcut))
        .findFirst()
        .flatMap(Shortcuts.Binding::action)
        .orElseThrow()
        .run();
  }
}
