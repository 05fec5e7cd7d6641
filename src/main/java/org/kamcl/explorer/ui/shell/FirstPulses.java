package org.kamcl.explorer.ui.shell;

import javafx.application.Platform;
import javafx.scene.Scene;

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
}
