package org.kamcl.explorer.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.paint.Color;

/** Light or dark. */
public enum Theme {
  /** Dark on light. */
  LIGHT("#F3F4F6"),
  /** Light on dark. */
  DARK("#151619");

  private static final String FOLDER = "/org/kamcl/explorer/ui/";

  /** One sheet a room, in this order; tokens come before all of them. */
  private static final List<String> SHEETS =
      List.of(
          "theme/kx.css",
          "theme/controlsfx-bridge.css",
          "shell/shell.css",
          "search/search.css",
          "map/map.css",
          "details/details.css",
          "crs/crs.css",
          "start/start.css");

  private final String backdrop;

  Theme(String backdrop) {
    this.backdrop = backdrop;
  }

  /** What a window shows before its first picture is drawn: -kx-window of the style sheet. */
  public Color backdrop() {
    return Color.web(backdrop);
  }

  /**
   * The style sheet of popovers, which wins over the one they bring along only where they are given
   * it themselves.
   */
  public static String popoverSheet() {
    return FOLDER + "theme/popover.css";
  }

  /** Follows it where windows cannot be seen through. */
  public static String opaquePopoverSheet() {
    return FOLDER + "theme/popover-opaque.css";
  }

  /** By its name in any case. */
  public static Optional<Theme> byName(String name) {
    for (Theme theme : values()) {
      if (theme.name().equalsIgnoreCase(name)) {
        return Optional.of(theme);
      }
    }
    return Optional.empty();
  }

  /** The other one. */
  public Theme opposite() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** Style sheets of this theme, the most general first. */
  List<String> sheets() {
    List<String> sheets = new ArrayList<>();
    sheets.add(FOLDER + "theme/kx-" + name().toLowerCase(Locale.ROOT) + ".css");
    SHEETS.forEach(sheet -> sheets.add(FOLDER + sheet));
    if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
      sheets.add(FOLDER + "theme/opaque.css");
    }
    return sheets;
  }

  String userAgentSheet() {
    return this == LIGHT
        ? new PrimerLight().getUserAgentStylesheet()
        : new PrimerDark().getUserAgentStylesheet();
  }
}
