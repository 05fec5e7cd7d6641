package org.kamcl.explorer.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

/** The light and the dark theme. */
public enum Theme {
  /** Dark text on a light background. */
  LIGHT("#F3F4F6", "#FFFFFF", "#D8DCE1"),
  /** Light text on a dark background. */
  DARK("#151619", "#1C1D21", "#35383E");

  private static final String FOLDER = "/org/kamcl/explorer/ui/";

  /** One style sheet per package, in this order, after the color tokens of the theme. */
  private static final List<String> SHEETS =
      List.of(
          "theme/kx.css",
          "theme/controlsfx-bridge.css",
          "shell/shell.css",
          "explore/explore.css",
          "map/map.css",
          "explore/details.css",
          "heatmap/heatmap.css",
          "scoremap/scoremap.css",
          "reasons/reasons.css",
          "inspect/inspect.css",
          "concepts/concepts.css",
          "chart/chart.css",
          "train/train.css",
          "evaluate/evaluate.css",
          "models/models.css",
          "train/wizard.css",
          "crs/crs.css",
          "help/help.css",
          "explore/start.css",
          "tour/tour.css",
          "theme/focus.css");

  /**
   * Style sheets of views that a new window does not show. JavaFX compares each node with all rules
   * of a window, and half of the rules are in these. They match nothing else.
   */
  static final Set<String> LATER =
      Set.of(
          "inspect/inspect.css",
          "concepts/concepts.css",
          "chart/chart.css",
          "train/train.css",
          "evaluate/evaluate.css",
          "models/models.css",
          "train/wizard.css",
          "help/help.css");

  private final String backdrop;
  private final String pane;
  private final String border;

  Theme(String backdrop, String pane, String border) {
    this.backdrop = backdrop;
    this.pane = pane;
    this.border = border;
  }

  /** The background before the first frame; equals -kx-window of the style sheet. */
  public Color backdrop() {
    return Color.web(backdrop);
  }

  /** The background of panes before the first frame; equals -kx-pane of the style sheet. */
  public Color pane() {
    return Color.web(pane);
  }

  /** The lines between panes before the first frame; equals -kx-border of the style sheet. */
  public Color border() {
    return Color.web(border);
  }

  /**
   * The style sheet of popovers. It is added to each popover, since the style sheet of ControlsFX
   * would override one of the window.
   */
  public static String popoverSheet() {
    return FOLDER + "theme/popover.css";
  }

  /** An additional style sheet of popovers on systems without transparent windows. */
  public static String opaquePopoverSheet() {
    return FOLDER + "theme/popover-opaque.css";
  }

  /** The theme with a name, ignoring case. */
  public static Optional<Theme> byName(String name) {
    for (Theme theme : values()) {
      if (theme.name().equalsIgnoreCase(name)) {
        return Optional.of(theme);
      }
    }
    return Optional.empty();
  }

  /** The other theme. */
  public Theme opposite() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** The style sheets of the theme, most general first. */
  List<String> sheets() {
    return sheets(sheet -> true);
  }

  /** Those without the ones of views that a new window does not show. */
  List<String> firstSheets() {
    return sheets(sheet -> !LATER.contains(sheet));
  }

  private List<String> sheets(Predicate<String> wanted) {
    List<String> sheets = new ArrayList<>();
    sheets.add(FOLDER + "theme/kx-" + name().toLowerCase(Locale.ROOT) + ".css");
    SHEETS.stream().filter(wanted).forEach(sheet -> sheets.add(FOLDER + sheet));
    if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
      sheets.add(FOLDER + "theme/opaque.css");
    }
    return sheets;
  }

  /**
   * Makes this the theme of all scenes that name none. Before the first control is created, this
   * keeps JavaFX from loading its own theme, which no window shows. Call it on the JavaFX thread.
   */
  public void makeDefault() {
    Application.setUserAgentStylesheet(userAgentSheet());
  }

  /** Sets the style sheet of the controls; a scene without one has that of the default theme. */
  void applyTo(Scene scene) {
    String sheet = userAgentSheet();
    scene.setUserAgentStylesheet(sheet.equals(Application.getUserAgentStylesheet()) ? null : sheet);
  }

  private String userAgentSheet() {
    return this == LIGHT
        ? new PrimerLight().getUserAgentStylesheet()
        : new PrimerDark().getUserAgentStylesheet();
  }
}
