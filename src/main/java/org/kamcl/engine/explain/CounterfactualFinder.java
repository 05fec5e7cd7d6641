package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.Counterfactual.Kind;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;

/**
 * Finds the single word that changes the score of an image most when it is added to a query,
 * dropped from it, or put in another word's place. Words come from the model's concepts that can be
 * seen.
 *
 * <p>Every result is exact: its text was encoded. Which texts are encoded is estimated: each
 * concept word is encoded once on its own, and a text with a further word is estimated as the sum
 * of both unit vectors. All dropped words are encoded, and the best estimates of the others.
 */
public final class CounterfactualFinder {
  /** Texts with an added or another word that are encoded. */
  private static final int ENCODED = 24;

  /** Of these, texts with the same word. */
  private static final int PER_WORD = 2;

  private final KamclModel model;
  private final AtomicReference<@Nullable List<ConceptWord>> concepts = new AtomicReference<>();

  /**
   * @param model stays open as long as this object is used
   */
  public CounterfactualFinder(KamclModel model) {
    this.model = model;
  }

  /** A concept with the unit vector of its word. */
  private record ConceptWord(String word, float[] vector) {}

  /**
   * A change of one word.
   *
   * @param position of the word that is dropped or replaced; -1 to add one
   */
  private record Change(Kind kind, int part, int position, String word, double estimate) {
    String apply(List<String> words) {
      List<String> changed = new ArrayList<>(words);
      switch (kind) {
        case ADD -> changed.add(word);
        case DROP -> changed.remove(position);
        case REPLACE -> changed.set(position, word);
      }
      return String.join(" ", changed);
    }
  }

  /** Encodes the concept words, once; else the first search does it, which takes a second. */
  public void warmUp() {
    conceptWords();
  }

  /**
   * Finds the changes that raise the score most.
   *
   * @param image unit vector of the image
   * @param query words of parts with a negative weight stay as they are
   * @param top maximum number of changes
   * @param cancelled is asked between passes
   * @return the best first, one per added word; only changes that raise the score
   * @throws CancellationException if cancelled
   */
  public List<Counterfactual> find(
      float[] image, ExplainedQuery query, int top, BooleanSupplier cancelled) {
    List<ConceptWord> words = conceptWords();
    requireContinuing(cancelled);
    List<List<String>> parts =
        query.parts().stream().map(part -> TokenGroups.of(model, part.text()).written()).toList();
    List<Change> changes = drops(query, parts);
    int dropped = changes.size();
    List<float[]> shorter = encode(changes, parts, cancelled);
    List<Change> estimated = new ArrayList<>();
    Set<String> present = new HashSet<>();
    parts.forEach(part -> part.forEach(word -> present.add(word.toLowerCase(Locale.ROOT))));
    List<ConceptWord> others = words.stream().filter(w -> !present.contains(w.word)).toList();
    for (int p = 0; p < parts.size(); p++) {
      Part part = query.parts().get(p);
      if (changeable(part)) {
        estimate(image, query, part, p, parts.get(p), others, changes, shorter, estimated);
      }
    }
    estimated.sort(Comparator.comparingDouble(Change::estimate).reversed());
    List<Change> best = bestOfEachWord(estimated);
    List<float[]> longer = encode(best, parts, cancelled);
    double score = Vectors.dot(image, query.vector());
    List<Counterfactual> found = new ArrayList<>();
    for (int i = 0; i < dropped + best.size(); i++) {
      Change change = i < dropped ? changes.get(i) : best.get(i - dropped);
      float[] vector = i < dropped ? shorter.get(i) : longer.get(i - dropped);
      found.add(counterfactual(image, query, parts, change, vector, score));
    }
    Set<String> used = new HashSet<>();
    return found.stream()
        .filter(change -> change.gain() > 0)
        .sorted(Comparator.comparingDouble(Counterfactual::gain).reversed())
        .filter(change -> change.kind() == Kind.DROP || used.add(change.word()))
        .limit(top)
        .toList();
  }

  /** The best estimates, of each word at most two; else forms of one word fill the list. */
  private static List<Change> bestOfEachWord(List<Change> sorted) {
    Map<String, Integer> counts = new HashMap<>();
    return sorted.stream()
        .filter(change -> counts.merge(change.word, 1, Integer::sum) <= PER_WORD)
        .limit(ENCODED)
        .toList();
  }

  private static boolean changeable(Part part) {
    return !part.isImage() && part.weight() > 0;
  }

  private static List<Change> drops(ExplainedQuery query, List<List<String>> parts) {
    List<Change> drops = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      int part = p;
      // A query needs a word.
      if (changeable(query.parts().get(p)) && parts.get(p).size() > 1) {
        IntStream.range(0, parts.get(p).size())
            .forEach(w -> drops.add(new Change(Kind.DROP, part, w, parts.get(part).get(w), 0)));
      }
    }
    return drops;
  }

  /** Estimates all additions and replacements in a part. */
  private static void estimate(
      float[] image,
      ExplainedQuery query,
      Part part,
      int index,
      List<String> words,
      List<ConceptWord> concepts,
      List<Change> drops,
      List<float[]> shorter,
      List<Change> estimated) {
    for (ConceptWord concept : concepts) {
      double added = estimate(image, query, part, part.vector(), concept);
      estimated.add(new Change(Kind.ADD, index, -1, concept.word, added));
      for (int d = 0; d < drops.size(); d++) {
        if (drops.get(d).part == index) {
          double estimate = estimate(image, query, part, shorter.get(d), concept);
          int position = drops.get(d).position;
          estimated.add(new Change(Kind.REPLACE, index, position, concept.word, estimate));
        }
      }
      if (words.size() == 1) {
        double alone = Vectors.dot(image, query.vectorWith(part, concept.vector));
        estimated.add(new Change(Kind.REPLACE, index, 0, concept.word, alone));
      }
    }
  }

  private static double estimate(
      float[] image, ExplainedQuery query, Part part, float[] text, ConceptWord concept) {
    double squares = 0;
    float[] sum = new float[text.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = text[i] + concept.vector[i];
      squares += sum[i] * sum[i];
    }
    float length = (float) Math.max(Math.sqrt(squares), 1e-9);
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= length;
    }
    return Vectors.dot(image, query.vectorWith(part, sum));
  }

  private List<float[]> encode(
      List<Change> changes, List<List<String>> parts, BooleanSupplier cancelled) {
    requireContinuing(cancelled);
    List<String> texts = changes.stream().map(c -> c.apply(parts.get(c.part))).toList();
    return model.embedTexts(texts).stream().map(Embedding::unitVector).toList();
  }

  private static Counterfactual counterfactual(
      float[] image,
      ExplainedQuery query,
      List<List<String>> parts,
      Change change,
      float[] vector,
      double score) {
    Part part = query.parts().get(change.part);
    double changed = Vectors.dot(image, query.vectorWith(part, vector));
    List<String> words = parts.get(change.part);
    return new Counterfactual(
        change.kind,
        change.part,
        change.word,
        change.kind == Kind.REPLACE ? Optional.of(words.get(change.position)) : Optional.empty(),
        change.apply(words),
        changed,
        changed - score);
  }

  private List<ConceptWord> conceptWords() {
    List<ConceptWord> known = concepts.get();
    if (known == null) {
      List<String> names = model.conceptNames();
      List<String> visible =
          IntStream.range(0, names.size())
              .filter(model::isVisualConcept)
              .mapToObj(names::get)
              .toList();
      List<Embedding> embedded = model.embedTexts(visible);
      known =
          IntStream.range(0, visible.size())
              .mapToObj(i -> new ConceptWord(visible.get(i), embedded.get(i).unitVector()))
              .toList();
      concepts.set(known);
    }
    return known;
  }

  private static void requireContinuing(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }
}
