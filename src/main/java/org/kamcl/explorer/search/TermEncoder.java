package org.kamcl.explorer.search;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImages.EmbeddedRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.search.SearchService.FileEncoder;

/** Encodes the terms of a query one by one: words with the text encoder, images by their pixels. */
final class TermEncoder {
  private static final double LEVELS = 255;

  private final KamclModel model;
  private final QueryTexts texts;
  private final FileEncoder images;
  private final Supplier<ModelImages> archive;

  /**
   * @param archive is asked only for terms that are images of it
   */
  TermEncoder(
      KamclModel model, QueryTexts texts, FileEncoder images, Supplier<ModelImages> archive) {
    this.model = model;
    this.texts = texts;
    this.images = images;
    this.archive = archive;
  }

  /** A term with its unit vector and its concept strengths, 0..1. */
  record EncodedTerm(QueryTerm term, float[] vector, float[] concepts) {
    boolean isImage() {
      return TermEncoder.isImage(term);
    }
  }

  /**
   * The terms of a query without the words that the model does not know.
   *
   * @param unknownWords receives these words
   */
  List<QueryTerm> known(Query query, Set<String> unknownWords) {
    List<QueryTerm> known = new ArrayList<>();
    for (QueryTerm term : query.terms()) {
      QueryTerm remaining = withoutUnknownWords(term, unknownWords);
      if (remaining != null) {
        known.add(remaining);
      }
    }
    return known;
  }

  private static boolean isImage(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.IMAGE;
  }

  /** Whether a model can encode a term, or a part of it. */
  static boolean isKnown(KamclModel model, QueryTerm term) {
    return withoutUnknownWords(model, term, new HashSet<>()) != null;
  }

  private @Nullable QueryTerm withoutUnknownWords(QueryTerm term, Set<String> unknownWords) {
    return withoutUnknownWords(model, term, unknownWords);
  }

  /** The term without the words that the model does not know; null if none are left. */
  private static @Nullable QueryTerm withoutUnknownWords(
      KamclModel model, QueryTerm term, Set<String> unknownWords) {
    if (isImage(term)) {
      return term;
    }
    if (term.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
      // Symbols name nothing that an image could show.
      unknownWords.addAll(List.of(term.text().strip().split("\\s+")));
      return null;
    }
    List<String> unknown = model.unknownWords(term.text());
    if (unknown.isEmpty()) {
      return term;
    }
    unknownWords.addAll(unknown);
    Set<String> dropped = new HashSet<>(unknown);
    String remaining =
        List.of(term.text().strip().split("\\s+")).stream()
            .filter(word -> !dropped.contains(word))
            .collect(Collectors.joining(" "));
    return remaining.isBlank()
        ? null
        : new QueryTerm(term.kind(), remaining, term.weight(), term.excluded());
  }

  /**
   * Encodes terms whose words the model knows.
   *
   * @throws KamclException if an image cannot be read
   */
  List<EncodedTerm> encode(List<QueryTerm> terms) {
    List<String> words = terms.stream().filter(t -> !isImage(t)).map(QueryTerm::text).toList();
    List<Embedding> embedded = words.isEmpty() ? List.of() : texts.embed(model, words);
    List<EncodedTerm> encoded = new ArrayList<>();
    int next = 0;
    for (QueryTerm term : terms) {
      if (!isImage(term)) {
        Embedding text = embedded.get(next++);
        encoded.add(new EncodedTerm(term, text.unitVector(), text.concepts()));
      } else if (term.text().startsWith("#")) {
        encoded.add(archiveImage(term));
      } else {
        encoded.add(imageFile(term));
      }
    }
    return encoded;
  }

  private EncodedTerm imageFile(QueryTerm term) {
    try {
      Embedding image = images.encode(Path.of(term.text()));
      return new EncodedTerm(term, image.unitVector(), image.concepts());
    } catch (InvalidPathException e) {
      throw new KamclException(e, SearchError.NOT_A_PATH, term.text());
    }
  }

  /** Strengths as numbers of 0..1. */
  static float[] strengths(byte[] row) {
    float[] strengths = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      strengths[i] = (float) ((row[i] & 0xff) / LEVELS);
    }
    return strengths;
  }

  private EncodedTerm archiveImage(QueryTerm term) {
    try {
      long id = Long.parseLong(term.text().substring(1));
      List<EmbeddedRecord> found = archive.get().find(List.of(id));
      if (!found.isEmpty()) {
        EmbeddedRecord image = found.get(0);
        return new EncodedTerm(term, image.vector(), strengths(image.strengths()));
      }
    } catch (NumberFormatException e) {
      // Refused below, like an id that no image has.
    }
    throw new KamclException(
        SearchError.IMAGE_NOT_IN_ARCHIVE, term.text(), archive.get().model().name());
  }
}
