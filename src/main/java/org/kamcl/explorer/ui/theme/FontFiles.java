package org.kamcl.explorer.ui.theme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import javafx.scene.text.Font;
import org.kamcl.file.UnpackedFiles;
import org.kordamp.ikonli.FontLoader;
import org.kordamp.ikonli.IkonHandler;
import org.kordamp.ikonli.IkonResolverProvider;

/**
 * Loads fonts from files in the user's cache. From a jar, JavaFX copies each font to the temporary
 * folder of the system, shows no icons where that cannot be written, and leaves the copies there
 * when it is killed.
 */
final class FontFiles {
  private static final String FILE = "font";

  private FontFiles() {}

  /** Makes icons load their fonts from files; has an effect before the first icon only. */
  static void useForIcons() {
    IkonResolverProvider.getInstance(new IconFonts());
  }

  /**
   * Loads a font.
   *
   * @param name file name, used for the folder in the cache
   * @param content of the font file
   * @return the font; empty if JavaFX cannot read it
   * @throws UncheckedIOException if the content cannot be read
   * @throws org.kamcl.error.KamclException if the cache cannot be used
   */
  static Optional<Font> load(String name, InputStream content) {
    try {
      byte[] bytes = content.readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(bytes);
      // The checksum stands for the version, which a font does not tell.
      String folder = "font-" + name + String.format("-%08x", sum.getValue());
      Path unpacked =
          UnpackedFiles.provide(
              folder, UnpackedFiles.of(Map.of(FILE, () -> new ByteArrayInputStream(bytes))));
      return Optional.ofNullable(
          Font.loadFont(unpacked.resolve(FILE).toUri().toString(), TextSize.NORMAL));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the font " + name, e);
    }
  }

  private static final class IconFonts implements FontLoader {
    /** A font has a handler for each letter of the alphabet. */
    private final Map<String, Optional<Font>> byFamily = new ConcurrentHashMap<>();

    @Override
    public void loadFont(IkonHandler handler) {
      byFamily
          .computeIfAbsent(handler.getFontFamily(), family -> read(handler))
          .ifPresent(handler::setFont);
    }

    private static Optional<Font> read(IkonHandler handler) {
      try (InputStream in = handler.getFontResourceAsStream()) {
        return load(handler.getFontFamily().replaceAll("\\W", ""), in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the font of " + handler, e);
      }
    }
  }
}
