package org.kamcl.explorer.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.text.Font;

/** The face of all texts: the system's own, and for Chinese one that has the characters. */
public final class Fonts {
  /** The system's own face of each platform. */
  private static final List<String> LATIN =
      List.of("Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans");

  private static final List<String> CHINESE =
      List.of(
          "Microsoft YaHei UI",
          "PingFang SC",
          "Noto Sans CJK SC",
          "Noto Sans SC",
          "WenQuanYi Micro Hei");

  /** A subset with the characters of the window's own texts, where nothing else has them. */
  private static final List<String> SHIPPED =
      List.of("KamclHans-Regular.otf", "KamclHans-Bold.otf");

  private static final String FOLDER = "/org/kamcl/explorer/ui/theme/font/";

  private Fonts() {}

  /** The family for a language, loaded where it is one of ours. */
  public static String family(Locale locale) {
    return family(locale, Fonts::installed);
  }

  static String family(Locale locale, Predicate<String> installed) {
    boolean chinese = locale.getLanguage().equals("zh");
    return (chinese ? CHINESE : LATIN)
        .stream().filter(installed).findFirst().orElseGet(() -> chinese ? shipped() : "System");
  }

  /** Asked one by one, as listing all fonts takes long. */
  private static boolean installed(String name) {
    return Font.font(name, TextSize.NORMAL).getFamily().equals(name);
  }

  private static String shipped() {
    // All of them: the bold face is found by the family's name later.
    List<String> families = SHIPPED.stream().flatMap(Fonts::load).map(Font::getFamily).toList();
    return families.isEmpty() ? "System" : families.get(0);
  }

  private static Stream<Font> load(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      return Stream.ofNullable(in == null ? null : Font.loadFont(in, TextSize.NORMAL));
    } catch (IOException e) {
      throw new UncheckedIOException("The font " + name + " of the program", e);
    }
  }
}
