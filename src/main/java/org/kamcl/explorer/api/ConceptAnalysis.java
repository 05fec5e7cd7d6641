package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * What the model's concepts are in the archive. Blocking; call from any thread but the JavaFX
 * thread.
 */
public interface ConceptAnalysis {
  /**
   * All concepts of the model.
   *
   * @param cancelled is asked while images are counted
   * @throws org.kamcl.error.KamclException if there is no model, or no image was indexed with it
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Overview overview(BooleanSupplier cancelled);

  /**
   * One concept in the archive.
   *
   * @param concept a concept of the model
   * @param examples maximum number of example images
   * @throws org.kamcl.error.KamclException as above, or if the model has no such concept
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Details details(String concept, int examples, BooleanSupplier cancelled);

  /**
   * What initialization, construction and filtration made of a word of the corpus. (Ji et al., TGRS
   * 2023, section III-C.)
   *
   * @param word one word
   * @throws org.kamcl.error.KamclException if there is no model, or its record of the words is
   *     damaged
   */
  Origin origin(String word);

  /**
   * Marks a concept as visible in images or not, for all models. A concept that is not visible is
   * left out of the reasons for hits, of suggestions and of what would change a rank; scores do not
   * depend on it.
   *
   * @throws org.kamcl.error.KamclException if the mark cannot be kept
   */
  void mark(String concept, boolean visual);

  /**
   * A word on its way to becoming a concept.
   *
   * @param model name of the model
   * @param history empty if the model has no record of the words of its corpus
   */
  record Origin(String model, Optional<WordHistory> history) {}

  /**
   * What became of a word of the corpus.
   *
   * @param word in lower case
   * @param corpus name of the corpus; empty if it has none
   * @param outcome what became of the word, and why
   * @param occurrences occurrences in the training captions
   * @param images number of training images whose captions have it
   * @param allImages number of training images
   * @param repeating number of training images whose captions have it more than once
   * @param sum its occurrences in the captions of those images
   * @param constructedRank rank by that sum among all repeated words, from 1; 0 if not repeated
   * @param constructed number of repeated words
   * @param tokens occurrences as a token
   * @param filteredRank rank among the repeated words of the vocabulary, from 1; 0 if not in it
   * @param filtered number of repeated words in the vocabulary
   * @param concepts most concepts that are kept
   */
  record WordHistory(
      String word,
      String corpus,
      Outcome outcome,
      int occurrences,
      int images,
      int allImages,
      int repeating,
      int sum,
      int constructedRank,
      int constructed,
      int tokens,
      int filteredRank,
      int filtered,
      int concepts) {
    /** Why a word is a concept or not. */
    public enum Outcome {
      /** It is a concept. */
      CONCEPT,
      /** No caption has it. */
      NOT_IN_CAPTIONS,
      /** No image's captions repeat it. */
      NOT_REPEATED,
      /** It is a stop word, such as "the". */
      STOP_WORD,
      /** It occurs less often than every word of the vocabulary. */
      TOO_RARE,
      /** The tokenizer splits or joins it. */
      NO_TOKEN,
      /** Enough other words are repeated more often. */
      TOO_FEW_REPETITIONS
    }
  }

  /**
   * The concepts of a model.
   *
   * @param model name of the model
   * @param images number of images with concept strengths
   * @param corpus name of the corpus the concepts were built from; empty if the model does not say
   * @param calibrated where the thresholds were measured; empty for a model without calibration
   * @param concepts in the order of the model, which is that of their count in the corpus
   */
  record Overview(
      String model, int images, String corpus, String calibrated, List<Concept> concepts) {}

  /**
   * A concept of a model.
   *
   * @param name the word
   * @param visual whether it can be seen in an image
   * @param marked whether the user decided that, against the model
   * @param corpusImages number of training images whose captions repeat the word, if known
   * @param archiveImages number of images that have the concept: their strength reaches the
   *     threshold
   * @param meanStrength mean strength over the images of the archive, 0..1
   * @param threshold strength from which an image has the concept, 0..1; above 1 for never
   * @param measured whether the threshold was measured for this concept; otherwise it is that of
   *     all others
   * @param reliability share of images at the threshold whose captions mention the concept, 0..1;
   *     NaN without calibration
   */
  record Concept(
      String name,
      boolean visual,
      boolean marked,
      OptionalInt corpusImages,
      int archiveImages,
      double meanStrength,
      double threshold,
      boolean measured,
      double reliability) {
    /** Whether no strength reaches the threshold. */
    public boolean neverShown() {
      return threshold > 1;
    }
  }

  /**
   * One concept in the archive.
   *
   * @param concept the concept
   * @param images number of images with concept strengths
   * @param histogram number of images by strength, in bins of equal width from 0 to 1
   * @param companions concepts that come together with it more often than chance, the surest first
   * @param examples images with the highest strengths, the strongest first
   * @param strengths strengths of the examples, 0..1
   * @param having ids of all images that have the concept, the strongest first
   */
  record Details(
      Concept concept,
      int images,
      List<Integer> histogram,
      List<Companion> companions,
      List<ImageRecord> examples,
      List<Double> strengths,
      List<Long> having) {}

  /**
   * A concept that many images have that have another one.
   *
   * @param concept its name
   * @param together number of images with both concepts
   * @param share share of the images with the other concept that have this one too, 0..1
   * @param factor how many times as often as by chance they come together, above 1
   */
  record Companion(String concept, int together, double share, double factor) {}
}
