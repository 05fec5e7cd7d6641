package org.kamcl.engine.inference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;
import org.kamcl.file.TemporaryName;
import org.kamcl.file.TextFiles;

/**
 * The expected content of a folder's files: their SHA-256 hashes, in the format of the tool {@code
 * sha256sum}, so that {@code sha256sum -c SHA256SUMS} checks a model without this program.
 *
 * @param hashes lower-case hexadecimal hash by file name
 */
public record ModelManifest(SortedMap<String, String> hashes) {
  /** The file beside those it lists. */
  public static final String FILE = "SHA256SUMS";

  /** Of a manifest that takes effect when the files it lists are in place. */
  private static final String NEXT = ".next";

  /** A copy of the file of the shipped model. */
  private static final String SHIPPED = "shipped-model.sha256";

  private static final int SHORT = 12;

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([^/\\\\]+)");

  /** Copies the map. */
  public ModelManifest {
    hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
  }

  /** A manifest of these hashes by file name. */
  static ModelManifest of(Map<String, String> hashes) {
    return new ModelManifest(new TreeMap<>(hashes));
  }

  /**
   * Reads the manifest of a folder, if it has one.
   *
   * @throws KamclException if it cannot be read or is damaged
   */
  public static Optional<ModelManifest> read(Path folder) {
    return readFile(folder.resolve(FILE));
  }

  /** The manifest of the model that this version of the program is shipped with. */
  static ModelManifest ofShippedModel() {
    try (InputStream in = ModelManifest.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its resource " + SHIPPED + ".");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(SHIPPED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ModelManifest> readFile(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(TextFiles.readUtf8(file), file));
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_UNREADABLE, file, ModelFiles.reason(e));
    }
  }

  private static ModelManifest parse(String lines, Path file) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String line : lines.split("\n")) {
      String text = line.strip();
      if (text.isEmpty()) {
        continue;
      }
      Matcher parts = LINE.matcher(text);
      if (!parts.matches() || hashes.put(parts.group(2), parts.group(1)) != null) {
        throw new KamclException(InferenceError.MANIFEST_DAMAGED, file);
      }
    }
    if (hashes.isEmpty()) {
      throw new KamclException(InferenceError.MANIFEST_DAMAGED, file);
    }
    return new ModelManifest(hashes);
  }

  /**
   * Checks one file of a folder that may have a manifest.
   *
   * @throws KamclException if the manifest lists another hash for the file
   */
  public static void checkFile(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    String name = String.valueOf(file.getFileName());
    String expected = read(folder).map(m -> m.hashes().get(name)).orElse(null);
    if (expected == null) {
      return;
    }
    String found = ModelFiles.sha256(file);
    if (!found.equals(expected)) {
      throw new KamclException(
          InferenceError.LISTED_FILE_CHANGED, file, shortened(expected), shortened(found));
    }
  }

  /** The beginning of a hash, for sentences; enough to compare it with another. */
  static String shortened(String hash) {
    return hash.length() <= SHORT ? hash : hash.substring(0, SHORT) + "...";
  }

  /** Writes the manifest into a folder, completely or not at all. */
  void write(Path folder) {
    writeFile(folder.resolve(FILE));
  }

  /**
   * Writes it into a folder as the manifest to come; {@link #publishNext} makes it the present one.
   */
  void writeNext(Path folder) {
    writeFile(folder.resolve(FILE + NEXT));
  }

  /** The manifest to come of a folder: files are being replaced, or the program was killed then. */
  static Optional<ModelManifest> readNext(Path folder) {
    return readFile(folder.resolve(FILE + NEXT));
  }

  /** Makes the manifest to come the present one, once its files are in place. */
  static void publishNext(Path folder) {
    Path target = folder.resolve(FILE);
    try {
      TemporaryName.publish(folder.resolve(FILE + NEXT), target);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, target, ModelFiles.reason(e));
    }
  }

  private void writeFile(Path file) {
    StringBuilder text = new StringBuilder();
    hashes.forEach((name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
    Path part = TemporaryName.beside(file);
    try {
      try {
        ModelFiles.writeText(part, text.toString());
        TemporaryName.publish(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, file, ModelFiles.reason(e));
    }
  }
}
