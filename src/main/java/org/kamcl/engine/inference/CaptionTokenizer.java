package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TextEncoderType;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.text.WordPieceTokenizer;

/** Turns captions into what a model's text tower takes. */
public final class CaptionTokenizer {
  private final NetworkConfig config;
  private final ConceptVocabulary concepts;
  private final TreebankTokenizer words = new TreebankTokenizer();
  private final Vocabulary vocabulary;
  private final WordPieceTokenizer pieces;

  private CaptionTokenizer(
      NetworkConfig config,
      ConceptVocabulary concepts,
      Vocabulary vocabulary,
      WordPieceTokenizer pieces) {
    this.config = config;
    this.concepts = concepts;
    this.vocabulary = vocabulary;
    this.pieces = pieces;
  }

  /**
   * @param folder with {@code vocabulary.json} or {@code wordpiece.txt}, whichever the text encoder
   *     reads
   * @throws EngineException if it is missing, or has words the network knows nothing of
   */
  public static CaptionTokenizer open(
      Path folder, NetworkConfig config, ConceptVocabulary concepts) {
    boolean gru = config.textEncoder() == TextEncoderType.SKIP_THOUGHTS_GRU;
    Path file = folder.resolve(gru ? ModelFiles.VOCABULARY : ModelFiles.WORDPIECE_VOCABULARY);
    Vocabulary vocabulary = gru ? Vocabulary.read(file) : null;
    WordPieceTokenizer pieces = gru ? null : WordPieceTokenizer.read(file);
    int known = config.vocabularyLimit();
    int listed = gru ? vocabulary.size() : pieces.size();
    // A word without a row in the embedding table would end the native pass, not the sentence.
    if (listed > known) {
      throw new EngineException(
          "The vocabulary " + file + " has " + listed + " words; the network knows " + known + ".");
    }
    return new CaptionTokenizer(config, concepts, vocabulary, pieces);
  }

  /** Words of a text that the text tower knows nothing of, as they stand there. */
  List<String> unknownWords(String text) {
    List<String> unknown = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty() && !knows(word)) {
        unknown.add(word);
      }
    }
    return unknown;
  }

  private boolean knows(String word) {
    if (pieces == null) {
      List<String> tokens = words.tokens(word);
      return tokens.stream().anyMatch(vocabulary::contains)
          || tokens.stream().noneMatch(t -> t.codePoints().anyMatch(Character::isLetterOrDigit));
    }
    return concepts.indexOf(word.toLowerCase(Locale.ROOT)) >= 0 || pieces.isKnownWord(word);
  }

  /** Captions of one batch, padded to the longest of them. */
  public TextBatch tokenize(List<String> captions) {
    int[][] ids = new int[captions.size()][];
    float[][] named = config.conceptToken() ? new float[captions.size()][] : null;
    int longest = 1;
    for (int i = 0; i < ids.length; i++) {
      if (pieces != null) {
        ids[i] = pieces.ids(captions.get(i), config.maxTokens());
      } else {
        List<String> tokens = words.tokens(captions.get(i));
        int[] all = vocabulary.ids(tokens);
        ids[i] = all.length > config.maxTokens() ? Arrays.copyOf(all, config.maxTokens()) : all;
        named[i] = concepts.multiHot(tokens, config.conceptCount());
      }
      longest = Math.max(longest, ids[i].length);
    }
    long[][] padded = new long[ids.length][longest];
    int[] lengths = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      // A caption without words is one step of padding.
      lengths[i] = Math.max(1, ids[i].length);
      for (int t = 0; t < ids[i].length; t++) {
        padded[i][t] = ids[i][t];
      }
    }
    return new TextBatch(padded, lengths, named);
  }
}
