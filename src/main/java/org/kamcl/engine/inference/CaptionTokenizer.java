package org.kamcl.engine.inference;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.text.ClipTokenizer;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.text.WordPieceTokenizer;
import org.kamcl.error.KamclException;

/** Turns captions into the token batches a model's text tower reads. */
public final class CaptionTokenizer {
  private final NetworkConfig config;
  private final ConceptVocabulary concepts;
  private final TreebankTokenizer words = new TreebankTokenizer();
  private final @Nullable Vocabulary vocabulary;
  private final @Nullable WordPieceTokenizer wordPieces;
  private final @Nullable ClipTokenizer bytePairs;

  /**
   * All but one of {@code vocabulary}, {@code wordPieces} and {@code bytePairs} are null, and that
   * one too if the network reads no texts.
   */
  private CaptionTokenizer(
      NetworkConfig config,
      ConceptVocabulary concepts,
      @Nullable Vocabulary vocabulary,
      @Nullable WordPieceTokenizer wordPieces,
      @Nullable ClipTokenizer bytePairs) {
    this.config = config;
    this.concepts = concepts;
    this.vocabulary = vocabulary;
    this.wordPieces = wordPieces;
    this.bytePairs = bytePairs;
  }

  /**
   * Reads the vocabulary of a model or run.
   *
   * @param folder with the file that {@link ModelFiles#vocabularyFile} names
   * @throws KamclException if the file is missing, or has more words than the network has rows
   */
  public static CaptionTokenizer open(
      Path folder, NetworkConfig config, ConceptVocabulary concepts) {
    Path file = ModelFiles.vocabularyFile(config).map(folder::resolve).orElse(folder);
    Vocabulary vocabulary = null;
    WordPieceTokenizer wordPieces = null;
    ClipTokenizer bytePairs = null;
    int size;
    switch (config.tokenization()) {
      case WORDS -> {
        vocabulary = Vocabulary.read(file);
        size = vocabulary.size();
      }
      case WORDPIECE -> {
        wordPieces = WordPieceTokenizer.read(file);
        size = wordPieces.size();
      }
      case CLIP_BYTE_PAIRS -> {
        bytePairs = new ClipTokenizer();
        size = ClipTokenizer.SIZE;
      }
      case NONE -> size = 0;
      default -> throw new IllegalStateException(config.tokenization().name());
    }
    // An id without a row in the embedding table would end the process, not the call.
    if (size > config.vocabularyLimit()) {
      throw new KamclException(
          InferenceError.VOCABULARY_TOO_LARGE, file, size, config.vocabularyLimit());
    }
    return new CaptionTokenizer(config, concepts, vocabulary, wordPieces, bytePairs);
  }

  /** Words of a text that are unknown to the text tower, as they are written. */
  List<String> unknownWords(String text) {
    List<String> unknown = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty() && !isKnown(word)) {
        unknown.add(word);
      }
    }
    return unknown;
  }

  /** As {@link KamclModel#tokensOfWords}. */
  Optional<List<List<String>>> tokensOfWords(List<String> split) {
    List<List<String>> tokens = split.stream().map(this::textTokens).toList();
    List<String> joined = tokens.stream().flatMap(List::stream).toList();
    return joined.equals(textTokens(String.join(" ", split)))
        ? Optional.of(tokens)
        : Optional.empty();
  }

  private List<String> textTokens(String text) {
    if (bytePairs != null) {
      return bytePairs.tokens(text);
    }
    if (wordPieces == null) {
      return words.tokens(text);
    }
    List<String> pieces = wordPieces.tokens(text);
    return pieces.subList(1, pieces.size() - 1);
  }

  private boolean isKnown(String word) {
    if (bytePairs != null) {
      // Pairs of bytes spell every word.
      return true;
    }
    if (wordPieces == null) {
      List<String> tokens = words.tokens(word);
      return tokens.stream().anyMatch(requireNonNull(vocabulary)::contains)
          || tokens.stream().noneMatch(t -> t.codePoints().anyMatch(Character::isLetterOrDigit));
    }
    return concepts.indexOf(word.toLowerCase(Locale.ROOT)) >= 0 || wordPieces.isKnownWord(word);
  }

  /** Tokenizes the captions of one batch and pads them to the longest. */
  public TextBatch tokenize(List<String> captions) {
    int[][] ids = new int[captions.size()][];
    float[][] conceptMultiHot = config.conceptToken() ? new float[captions.size()][] : null;
    int longest = 1;
    for (int i = 0; i < ids.length; i++) {
      // Word pieces are not found by words, so words are only needed for the concepts.
      List<String> tokens =
          vocabulary != null || conceptMultiHot != null ? words.tokens(captions.get(i)) : List.of();
      if (bytePairs != null) {
        ids[i] = bytePairs.ids(captions.get(i), config.maxTokens());
      } else if (wordPieces != null) {
        ids[i] = wordPieces.ids(captions.get(i), config.maxTokens());
      } else {
        int[] all = requireNonNull(vocabulary).ids(tokens);
        ids[i] = all.length > config.maxTokens() ? Arrays.copyOf(all, config.maxTokens()) : all;
      }
      if (conceptMultiHot != null) {
        conceptMultiHot[i] = concepts.multiHot(tokens, config.conceptCount());
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
    return new TextBatch(padded, lengths, conceptMultiHot);
  }
}
