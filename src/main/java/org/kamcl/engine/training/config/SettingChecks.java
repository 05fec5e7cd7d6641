package org.kamcl.engine.training.config;

import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Checks of the values of settings. */
final class SettingChecks {
  private SettingChecks() {}

  /**
   * @param constraint what the value must be, with its arguments
   * @throws KamclException if the condition does not hold
   */
  static void check(boolean holds, String name, SettingsError constraint, Object... arguments) {
    if (!holds) {
      throw new KamclException(
          SettingsError.VALUE_NOT_ALLOWED, name, Problem.of(constraint, arguments));
    }
  }

  static void atLeast(double value, int smallest, String name) {
    check(value >= smallest, name, SettingsError.AT_LEAST, smallest);
  }

  static void between(double value, int smallest, int largest, String name) {
    check(value >= smallest && value <= largest, name, SettingsError.BETWEEN, smallest, largest);
  }

  static void aboveZeroToOne(double value, String name) {
    check(value > 0 && value <= 1, name, SettingsError.ABOVE_ZERO_TO_ONE);
  }

  static void belowOne(double value, String name) {
    check(value >= 0 && value < 1, name, SettingsError.FROM_ZERO_BELOW_ONE);
  }
}
