package org.kamcl.explorer.doctor;

import java.util.List;

/** One thing that {@code kamcl doctor} examines. */
public interface HealthCheck {
  /** A short name in lower case, such as {@code models}; scripts use it. */
  String name();

  /**
   * Examines it without changing anything.
   *
   * @return what was found, one line each; empty where there is nothing to examine
   * @throws org.kamcl.error.KamclException which is reported as a problem
   * @throws java.io.UncheckedIOException which is reported as a problem
   */
  List<Finding> run();
}
