package org.kamcl.explorer.search;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.search.EncodedQuery.Exclusion;
import org.kamcl.explorer.search.SearchService.ImageFileEncoder;

/**
 * Makes one vector of the terms of a query: the sum of weight times unit vector, what is excluded
 * taken off, moved towards what a person found good (Rocchio's way).
 */
final class QueryEncoder {
  /** How far the mean of good hits moves the query, in lengths of the query. */
  private static final double RELEVANT_WEIGHT = 1;

  /** How far the mean of bad hits moves it away. What is wrong with them is said less clearly. */
  private static final double NOT_RELEVANT_WEIGHT = 0.25;

  /** What is excluded counts whole up to a cosine of a quarter with what is wanted. */
  private static final double EXCLUSION_CUTOFF = 1.25;

  private final KamclModel model;
  private final ImageFileEncoder imageFileEncoder;
  private final ArchiveSnapshot archive;

  QueryEncoder(KamclModel model, ImageFileEncoder imageFileEncoder, ArchiveSnapshot archive) {
    this.model = model;
    this.imageFileEncoder = imageFileEncoder;
    this.archive = archive;
  }

  /** A term that the model understands. */
  private record EncodedTerm(QueryTerm term, float[] vector, float[] concepts) {}

  /**
   * Reads a query.
   *
   * @throws ExplorerException if the model knows none of its words, or a picture cannot be read
   */
  EncodedQuery encode(Query query, RelevanceFeedback relevanceFeedback) {
    Set<String> unknown = new LinkedHashSet<>();
    List<QueryTerm> known = new ArrayList<>();
    for (QueryTerm term : query.terms()) {
      QueryTerm left = withoutUnknownWords(term, unknown);
      if (left != null) {
        known.add(left);
      }
    }
    if (known.stream().allMatch(QueryTerm::excluded)) {
      throw new ExplorerException(
          "The model knows none of the words "
              + String.join(", ", unknown)
              + ": look for something in other words.");
    }
    List<EncodedTerm> terms = embed(known);
    double[] wanted = sumOfIncluded(terms);
    List<Exclusion> excluded =
        terms.stream()
            .filter(t -> t.term.excluded())
            .map(t -> new Exclusion(t.vector, t.term.weight(), isImage(t.term)))
            .toList();
    return new EncodedQuery(
        withFeedback(minusExclusions(wanted, terms), relevanceFeedback),
        withFeedback(normalize(wanted), relevanceFeedback),
        concepts(terms),
        excluded,
        mostlyImages(terms),
        List.copyOf(unknown));
  }

  private static boolean isImage(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.IMAGE;
  }

  /** The term without words that the model does not know; null if nothing is left. */
  private QueryTerm withoutUnknownWords(QueryTerm term, Set<String> unknown) {
    if (isImage(term)) {
      return term;
    }
    List<String> strange = model.unknownWords(term.text());
    if (strange.isEmpty()) {
      return term;
    }
    unknown.addAll(strange);
    Set<String> out = new HashSet<>(strange);
    String left =
        List.of(term.text().strip().split("\\s+")).stream()
            .filter(word -> !out.contains(word))
            .collect(Collectors.joining(" "));
    return left.isBlank() ? null : new QueryTerm(term.kind(), left, term.weight(), term.excluded());
  }

  private List<EncodedTerm> embed(List<QueryTerm> terms) {
    List<String> words = terms.stream().filter(t -> !isImage(t)).map(QueryTerm::text).toList();
    List<Embedding> texts = words.isEmpty() ? List.of() : model.embedTexts(words);
    List<EncodedTerm> read = new ArrayList<>();
    int next = 0;
    for (QueryTerm term : terms) {
      if (!isImage(term)) {
        Embedding text = texts.get(next++);
        read.add(new EncodedTerm(term, text.unitVector(), text.concepts()));
      } else if (term.text().startsWith("#")) {
        read.add(ofArchive(term));
      } else {
        read.add(ofFile(term));
      }
    }
    return read;
  }

  private EncodedTerm ofFile(QueryTerm term) {
    try {
      Embedding picture = imageFileEncoder.encode(Path.of(term.text()));
      return new EncodedTerm(term, picture.unitVector(), picture.concepts());
    } catch (InvalidPathException e) {
      throw new ExplorerException(
          term.text() + " can be no file: name a picture, or #ID for one of the archive.", e);
    }
  }

  private EncodedTerm ofArchive(QueryTerm term) {
    try {
      long id = Long.parseLong(term.text().substring(1));
      OptionalInt position = archive.index().position(id);
      if (position.isPresent()) {
        return new EncodedTerm(
            term, archive.index().vector(id).orElseThrow(), archive.strengths(position.getAsInt()));
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers that no image has.
    }
    throw new ExplorerException(
        "There is no image "
            + term.text()
            + " in the archive as the model "
            + archive.model().name()
            + " knows it: name a file, or an id that a search printed.");
  }

  private double[] sumOfIncluded(List<EncodedTerm> terms) {
    double[] wanted = new double[model.dimension()];
    for (EncodedTerm term : terms) {
      if (!term.term.excluded()) {
        add(wanted, term.vector, term.term.weight());
      }
    }
    return wanted;
  }

  /**
   * What is excluded is taken off the less, the more it is like what is wanted: of "boats" without
   * "pier", which a model puts side by side, the whole difference is noise.
   */
  private static float[] minusExclusions(double[] wanted, List<EncodedTerm> terms) {
    double[] left = wanted.clone();
    float[] direction = normalize(wanted);
    for (EncodedTerm term : terms) {
      if (term.term.excluded()) {
        double alike = Math.max(0, dot(direction, term.vector));
        add(left, term.vector, -term.term.weight() * Math.min(1, EXCLUSION_CUTOFF / (1 + alike)));
      }
    }
    return normalize(left);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private float[] withFeedback(float[] vector, RelevanceFeedback relevanceFeedback) {
    double[] sum = new double[vector.length];
    add(sum, vector, 1);
    addMean(sum, relevanceFeedback.relevant(), RELEVANT_WEIGHT);
    addMean(sum, relevanceFeedback.notRelevant(), -NOT_RELEVANT_WEIGHT);
    return normalize(sum);
  }

  private void addMean(double[] sum, Set<Long> images, double far) {
    List<float[]> vectors =
        images.stream().sorted().flatMap(id -> archive.index().vector(id).stream()).toList();
    vectors.forEach(v -> add(sum, v, far / vectors.size()));
  }

  private static void add(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static float[] normalize(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    // Terms that cancel out leave nothing to look for; any direction is as good.
    double length = Math.max(Math.sqrt(squares), 1e-9);
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }

  /** By their weights; what is excluded lowers them. */
  private float[] concepts(List<EncodedTerm> terms) {
    double weights =
        terms.stream().filter(t -> !t.term.excluded()).mapToDouble(t -> t.term.weight()).sum();
    float[] concepts = new float[model.conceptNames().size()];
    for (int i = 0; i < concepts.length; i++) {
      double strength = 0;
      for (EncodedTerm term : terms) {
        double one = i < term.concepts.length ? term.concepts[i] : 0;
        strength +=
            term.term.excluded() ? -one * term.term.weight() : one * term.term.weight() / weights;
      }
      concepts[i] = (float) Math.max(0, Math.min(1, strength));
    }
    return concepts;
  }

  private static boolean mostlyImages(List<EncodedTerm> terms) {
    double balance = 0;
    for (EncodedTerm term : terms) {
      if (!term.term.excluded()) {
        balance += isImage(term.term) ? term.term.weight() : -term.term.weight();
      }
    }
    return balance > 0;
  }
}
