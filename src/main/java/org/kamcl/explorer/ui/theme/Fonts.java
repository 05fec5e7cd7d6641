package org.kamcl.explorer.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.text.Font;

/** Selects the font of the window: the system font, for Chinese one that has the characters. */
public final class Fonts {
  /** The system fonts of the platforms. */
  private static final List<String> LATIN =
      List.of("Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans");

  private static final List<String> CHINESE =
      List.of(
          "Microsoft YaHei UI",
          "PingFang SC",
          "Noto Sans CJK SC",
          "Noto Sans SC",
          "WenQuanYi Micro Hei");

  /**
   * Included fonts with the characters of the window's texts, for systems without a Chinese font.
   */
  private static final List<String> INCLUDED =
      List.of("KamclHans-Regular.otf", "KamclHans-Bold.otf");

  private static final String FOLDER = "/org/kamcl/explorer/ui/theme/font/";

  private Fonts() {}

  /** The font family for a language; an included one is loaded. */
  public static String family(Locale locale) {
    return family(locale, Fonts::installed);
  }

  static String family(Locale locale, Predicate<String> installed) {
    boolean chinese = locale.getLanguage().equals("zh");
    return (chinese ? CHINESE : LATIN)
        .stream().filter(installed).findFirst().orElseGet(() -> chinese ? included() : "System");
  }

  /** Checks a single font, since listing all fonts is slow. */
  private static boolean installed(String name) {
    return Font.font(name, TextSize.NORMAL).getFamily().equals(name);
  }

  private static String included() {
    // All of them, since the bold font is found by the name of the family later.
    List<String> families = INCLUDED.stream().flatMap(Fonts::load).map(Font::getFamily).toList();
    return families.isEmpty() ? "System" : families.get(0);
  }

  private static Stream<Font> load(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Stream.empty() : FontFiles.load(name, in).stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the font file " + name, e);
    }
  }
}
