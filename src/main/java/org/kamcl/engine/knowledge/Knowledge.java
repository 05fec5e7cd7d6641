package org.kamcl.engine.knowledge;

import java.util.List;
import org.kamcl.engine.text.Vocabulary;

/**
 * What a corpus's captions teach.
 *
 * @param vocabulary the words that have ids
 * @param tags each training image's repeated words
 * @param constructed all tags by total count, descending
 * @param filtered those of them that are in the vocabulary
 * @param concepts the most frequent of these
 * @param targets each training image's soft label
 */
public record Knowledge(
    Vocabulary vocabulary,
    List<ImageTags> tags,
    List<Count> constructed,
    List<Count> filtered,
    ConceptVocabulary concepts,
    ConceptTargets targets) {

  /**
   * A tag and its count over all images.
   *
   * @param sum at least 2
   */
  public record Count(String word, int sum) {}

  /** In how many training images a concept is a tag. */
  public int[] imageFrequencies() {
    int[] frequencies = new int[concepts.size()];
    for (int i = 0; i < targets.size(); i++) {
      for (int concept : targets.row(i).concepts()) {
        frequencies[concept]++;
      }
    }
    return frequencies;
  }
}
