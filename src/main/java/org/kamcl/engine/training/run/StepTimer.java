package org.kamcl.engine.training.run;

/** Smoothed duration of a step in this process, without the time between steps. */
final class StepTimer {
  private static final double MEMORY = 0.95;
  private static final double SECOND = 1e9;
  private double seconds;

  /** Takes in a step that began at a value of {@link System#nanoTime} and ends now. */
  void endStep(long begun) {
    double now = (System.nanoTime() - begun) / SECOND;
    seconds = seconds == 0 ? now : MEMORY * seconds + (1 - MEMORY) * now;
  }

  /** Seconds per step; 0 before the first. */
  double seconds() {
    return seconds;
  }
}
