package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import javafx.scene.Scene;
import org.kamcl.explorer.ui.control.FocusRing;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;

/** Applies theme, text size and motion settings to the scene of a window and its popovers. */
final class WindowAppearance {
  private final SettingsViewModel settings;
  private final TextSize textSize;
  private final Locale locale;
  private final Scene scene;
  private final Popovers popovers;
  private final StatusBar status;

  /** Whether the window has the styles of all views. */
  private boolean complete;

  private WindowAppearance(
      SettingsViewModel settings,
      TextSize textSize,
      Locale locale,
      Scene scene,
      Popovers popovers,
      StatusBar status) {
    this.settings = settings;
    this.textSize = textSize;
    this.locale = locale;
    this.scene = scene;
    this.popovers = popovers;
    this.status = status;
  }

  /**
   * Applies the settings now and after each change. Changes of the text size are stored in the
   * settings.
   */
  static WindowAppearance install(
      SettingsViewModel settings,
      TextSize textSize,
      Locale locale,
      Scene scene,
      Popovers popovers,
      StatusBar status) {
    WindowAppearance appearance =
        new WindowAppearance(settings, textSize, locale, scene, popovers, status);
    appearance.bind();
    return appearance;
  }

  private void bind() {
    textSize.set(settings.look().textPercent());
    textSize
        .percentProperty()
        .addListener(
            (property, before, percent) ->
                settings.changeLook(appearance -> appearance.withTextPercent(percent.intValue())));
    settings
        .settingsProperty()
        .addListener(
            (property, before, now) -> {
              if (!before.appearance().equals(now.appearance())) {
                textSize.set(now.appearance().textPercent());
                apply();
              }
            });
    FocusRing.install(scene);
    scene.widthProperty().addListener((property, before, width) -> fitStatusBar());
    apply();
  }

  private void fitStatusBar() {
    status.fitTo(scene.getWidth() / textSize.factor());
  }

  private ThemeStyles styles() {
    return ThemeStyles.of(settings.look().isDark() ? Theme.DARK : Theme.LIGHT, textSize, locale);
  }

  /** Applies the current theme and text size to another scene, once. */
  void applyTo(Scene other) {
    ThemeStyles styles = styles();
    other.setFill(styles.theme().backdrop());
    styles.applyTo(other);
  }

  /** Adds the styles of all views, before one is shown that a new window does not show. */
  void complete() {
    if (!complete) {
      complete = true;
      styles().applyTo(scene);
    }
  }

  private void apply() {
    ThemeStyles styles = styles();
    // Without a fill, a dark window is white until its first frame.
    scene.setFill(styles.theme().backdrop());
    if (complete) {
      styles.applyTo(scene);
    } else {
      styles.applyFirstTo(scene);
    }
    popovers.applyTheme(styles);
    popovers.setReducedMotion(settings.look().reducesMotion());
    fitStatusBar();
  }
}
