package org.kamcl.explorer.ui.shell;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Duration;

/** Waits for the first frame of a scene. */
final class FirstPulses {
  /** Number of pulses until the first frame is laid out and handed to the renderer. */
  private static final int PULSES = 2;

  /** Time until the pixels of the first frame are on the screen, once it is laid out. */
  private static final Duration SHOWN = Duration.millis(100);

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
   */
  static void afterShown(Scene scene, Runnable action) {
    after(
        scene,
        () -> {
          PauseTransition pause = new PauseTransition(SHOWN);
          pause.setOnFinished(event -> action.run());
          pause.play();
        });
  }
}
