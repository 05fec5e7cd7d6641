package org.kamcl.explorer.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.kamcl.engine.inference.KamclModel;

/**
 * What is seen from above, in about a hundred short texts. Where a model has neither a score
 * calibration nor concepts, their scores are the null distribution: most of them have nothing to do
 * with any one image.
 */
final class ReferenceQueries {
  private static final String FILE = "reference-queries.txt";

  private ReferenceQueries() {}

  /** The texts whose words a model knows; all of them if it knows none completely. */
  static List<String> of(KamclModel model) {
    List<String> all = all();
    List<String> known = all.stream().filter(t -> model.unknownWords(t).isEmpty()).toList();
    return known.isEmpty() ? all : known;
  }

  static List<String> all() {
    try (InputStream in =
        Objects.requireNonNull(ReferenceQueries.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
