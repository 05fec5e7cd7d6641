package org.kamcl.engine.knowledge;

import java.util.List;
import org.kamcl.engine.text.Vocabulary;

/**
 * The knowledge built from the captions of a corpus.
 *
 * @param vocabulary words with ids
 * @param tags repeated words of each training image
 * @param constructed all tags in descending order of total count
 * @param filtered those that are in the vocabulary
 * @param concepts the most frequent of the filtered tags
 * @param targets soft label of each training image
 * @param words what became of each word
 */
public record Knowledge(
    Vocabulary vocabulary,
    List<ImageTags> tags,
    List<Count> constructed,
    List<Count> filtered,
    ConceptVocabulary concepts,
    ConceptTargets targets,
    CorpusWords words) {

  /**
   * A tag and its count over all images.
   *
   * @param sum at least 2
   */
  public record Count(String word, int sum) {}

  /** Number of training images that have each concept as a tag. */
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
