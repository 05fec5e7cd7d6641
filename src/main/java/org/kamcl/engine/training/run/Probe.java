package org.kamcl.engine.training.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.CorpusImage;

/**
 * A query that is repeated after each epoch of a run.
 *
 * @param query sentence in the language of the captions
 * @param wanted file name in the corpus of the validation image that it describes; null for none
 */
public record Probe(String query, @Nullable String wanted) {
  /** Number of probes of a run without a list. */
  public static final int SUGGESTED = 4;

  /**
   * Captions of different validation images, evenly spread over the corpus.
   *
   * @param count largest number of probes
   */
  public static List<Probe> suggest(List<CorpusImage> validation, int count) {
    List<Probe> probes = new ArrayList<>();
    int number = Math.min(count, validation.size());
    for (int i = 0; i < number; i++) {
      CorpusImage image = validation.get((int) ((2L * i + 1) * validation.size() / (2L * number)));
      probes.add(new Probe(image.captions().get(0), image.filename()));
    }
    return probes;
  }
}
