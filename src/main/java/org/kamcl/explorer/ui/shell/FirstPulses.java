package org.kamcl.explorer.ui.shell;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.shape.Rectangle;

/** Waits for the first frame of a scene. */
final class FirstPulses {
  /** Number of pulses until the first frame is laid out and handed to the renderer. */
  private static final int PULSES = 2;

  private FirstPulses() {}

  /** Runs an action once, on the JavaFX thread after the pulse of the first frame. */
  static void after(Scene scene, Runnable action) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int pulses;

          @Override
          public void run() {
            pulses++;
            if (pulses == PULSES) {
              scene.removePostLayoutPulseListener(this);
              Platform.runLater(action);
            } else {
              Platform.requestNextPulse();
            }
          }
        });
  }

  /**
   * Runs an action once, on the JavaFX thread when the first frame is on the screen. The renderer
   * hands the pixels back to the JavaFX thread, so work that occupies it must not begin before.
   *
   * @param meanwhile short work on the JavaFX thread while the first frame is rendered
   */
  static void afterShown(Scene scene, Runnable meanwhile, Runnable action) {
    after(
        scene,
        () -> {
          meanwhile.run();
          // The renderer has one queue: with this picture, the frame is rendered as well, and its
          // pixels are handed back before the action.
          new Rectangle(1, 1).snapshot(null, null);
          Platform.runLater(action);
        });
  }
}
