package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import javafx.scene.Scene;
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
  static void install(
      SettingsViewModel settings,
      TextSize textSize,
      Locale locale,
      Scene scene,
      Popovers popovers,
      StatusBar status) {
    new WindowAppearance(settings, textSize, locale, scene, popovers, status).bind();
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
                apply();
              }
            });
    scene.widthProperty().addListener((property, before, width) -> fitStatusBar());
    apply();
  }

  private void fitStatusBar() {
    status.fitTo(scene.getWidth() / textSize.factor());
  }

  private void apply() {
    Theme theme = settings.look().isDark() ? Theme.DARK : Theme.LIGHT;
    ThemeStyles themeStyles = ThemeStyles.of(theme, textSize, locale);
    // Without a fill, a dark window is white until its first frame.
    scene.setFill(theme.backdrop());
    themeStyles.applyTo(scene);
    popovers.applyTheme(themeStyles);
    popovers.setReducedMotion(settings.look().reducesMotion());
    fitStatusBar();
  }
}
