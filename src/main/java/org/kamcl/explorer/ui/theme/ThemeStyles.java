package org.kamcl.explorer.ui.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;

/**
 * The style sheets of a window: colors, text size and font. They are style sheets only, since
 * menus, tooltips and popovers inherit nothing else from their window.
 *
 * @param theme colors
 * @param pixels size of body text
 * @param fontFamily name of the font family
 */
public record ThemeStyles(Theme theme, double pixels, String fontFamily) {
  private static final List<Integer> ICON_SIZES =
      List.of(12, 14, Icons.SMALL, 18, Icons.LARGE, 24, 32);

  /** The styles of a theme and a text size with a font that supports a language. */
  public static ThemeStyles of(Theme theme, TextSize size, Locale locale) {
    return new ThemeStyles(theme, size.pixels(), Fonts.family(locale));
  }

  /** Applies the styles to a window. */
  public void applyTo(Scene scene) {
    apply(theme.sheets(), scene);
  }

  /** Applies the styles that a new window needs: those of the views that it shows first. */
  public void applyFirstTo(Scene scene) {
    apply(theme.firstSheets(), scene);
  }

  private void apply(List<String> sheets, Scene scene) {
    theme.applyTo(scene);
    scene.getStylesheets().setAll(Stream.concat(sheets.stream(), Stream.of(sizes())).toList());
  }

  /** A style sheet with the sizes that cannot be expressed in em, as a data URL. */
  private String sizes() {
    String icons =
        ICON_SIZES.stream()
            .map(
                size ->
                    String.format(
                        Locale.ROOT,
                        ".ikonli-font-icon.icon-%d{-fx-icon-size:%.0fpx;}",
                        size,
                        size * pixels / TextSize.NORMAL))
            .collect(Collectors.joining());
    String sheet =
        String.format(
            Locale.ROOT,
            ".root{-fx-font-family:\"%s\";-fx-font-size:%.1fpx;}%s",
            fontFamily,
            pixels,
            icons);
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(sheet.getBytes(StandardCharsets.UTF_8));
  }
}
