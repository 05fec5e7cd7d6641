package org.kamcl.engine.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.error.KamclException;

/**
 * Builds the concepts of a corpus in three steps: initialization (repeated words of each image),
 * construction (words of all images by total count) and filtration (the most frequent words of the
 * vocabulary, 512 as published). (Ji et al., TGRS 2023, section III-C.)
 */
public final class KnowledgeBuilder {
  private final TreebankTokenizer tokenizer = new TreebankTokenizer();
  private final int conceptCount;
  private final boolean vocabularyFromTestToo;

  private KnowledgeBuilder(int conceptCount, boolean vocabularyFromTestToo) {
    this.conceptCount = conceptCount;
    this.vocabularyFromTestToo = vocabularyFromTestToo;
  }

  /** Vocabulary, concepts and labels from the training split alone. */
  public static KnowledgeBuilder defaults(int conceptCount) {
    return new KnowledgeBuilder(conceptCount, false);
  }

  /** As published: the vocabulary also counts the words of the test captions. */
  public static KnowledgeBuilder published(int conceptCount) {
    return new KnowledgeBuilder(conceptCount, true);
  }

  /**
   * Builds the knowledge of a corpus.
   *
   * @throws KamclException if it has no training images
   */
  public Knowledge build(Corpus corpus) {
    List<CorpusImage> training = corpus.split("train");
    if (training.isEmpty()) {
      throw new KamclException(KnowledgeError.NO_TRAINING_IMAGES, corpus.name());
    }
    List<CorpusImage> counted = new ArrayList<>(training);
    if (vocabularyFromTestToo) {
      counted.addAll(corpus.split("test"));
    }
    return build(corpus.name(), training, counted);
  }

  /**
   * Builds the knowledge of lists of images.
   *
   * @param training images whose captions determine concepts and labels
   * @param counted images whose captions determine the vocabulary, in order
   */
  public Knowledge build(List<CorpusImage> training, List<CorpusImage> counted) {
    return build("", training, counted);
  }

  private Knowledge build(String corpus, List<CorpusImage> training, List<CorpusImage> counted) {
    List<List<String>> tokens = new ArrayList<>();
    for (CorpusImage image : counted) {
      image.captions().forEach(caption -> tokens.add(tokenizer.tokens(caption)));
    }
    Vocabulary vocabulary = Vocabulary.build(tokens);
    List<ImageTags> tags = training.stream().map(i -> ImageTags.of(i.captions())).toList();
    List<Knowledge.Count> constructed = construct(tags);
    List<Knowledge.Count> filtered =
        constructed.stream().filter(c -> vocabulary.contains(c.word())).toList();
    ConceptVocabulary concepts =
        new ConceptVocabulary(
            filtered.stream().limit(conceptCount).map(Knowledge.Count::word).toList());
    return new Knowledge(
        vocabulary,
        tags,
        constructed,
        filtered,
        concepts,
        ConceptTargets.of(tags, concepts),
        CorpusWords.of(corpus, training, tags, constructed, tokens, conceptCount));
  }

  private static List<Knowledge.Count> construct(List<ImageTags> images) {
    Map<String, Integer> sums = new LinkedHashMap<>();
    for (ImageTags image : images) {
      image.tags().forEach(tag -> sums.merge(tag.word(), tag.count(), Integer::sum));
    }
    List<Knowledge.Count> counts = new ArrayList<>();
    sums.forEach((word, sum) -> counts.add(new Knowledge.Count(word, sum)));
    counts.sort(Comparator.comparingInt((Knowledge.Count c) -> -c.sum()));
    return counts;
  }
}
