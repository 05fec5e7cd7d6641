package org.kamcl.explorer.doctor;

import java.util.List;
import java.util.Locale;

/** The screens of the window, or whether there is a display for one. */
final class DisplayCheck implements HealthCheck {
  private final List<String> screens;

  /**
   * @param screens in words; empty without a window
   */
  DisplayCheck(List<String> screens) {
    this.screens = screens;
  }

  @Override
  public String name() {
    return "display";
  }

  @Override
  public List<Finding> run() {
    if (!screens.isEmpty()) {
      return List.of(Finding.ok(DoctorError.DISPLAY, screens));
    }
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return List.of();
    }
    String display = System.getenv("DISPLAY");
    return List.of(
        display == null || display.isBlank()
            // The command line is as good on a server.
            ? Finding.ok(DoctorError.DISPLAY_NONE)
            : Finding.ok(DoctorError.DISPLAY_NAMED, display));
  }
}
