package org.kamcl.explorer.ui.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;

/**
 * How a window looks: colours, size and face of its texts. All of it is style sheets, as those
 * alone are handed on to the small windows of menus, tooltips and lists.
 *
 * @param theme its colours
 * @param pixels of body text
 * @param fontFamily of the face
 */
public record ThemeStyles(Theme theme, double pixels, String fontFamily) {
  private static final List<Integer> ICONS = List.of(12, 14, Icons.SMALL, 18, Icons.LARGE, 24, 32);

  /** The dress of a theme, at a size, with a face that has the letters of a language. */
  public static ThemeStyles of(Theme theme, TextSize size, Locale locale) {
    return new ThemeStyles(theme, size.pixels(), Fonts.family(locale));
  }

  /** Gives it to a window. */
  public void applyTo(Scene scene) {
    scene.setUserAgentStylesheet(theme.userAgentSheet());
    scene
        .getStylesheets()
        .setAll(Stream.concat(theme.sheets().stream(), Stream.of(texts())).toList());
  }

  /** Sizes that cannot be written in em of something larger, as data. */
  private String texts() {
    String icons =
        ICONS.stream()
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
