package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.ChangeEstimator.Estimate;
import org.kamcl.engine.explain.Competition.Replacement;
import org.kamcl.engine.explain.Competition.Standing;
import org.kamcl.engine.explain.Counterfactual.Kind;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.text.Vocabulary;

/**
 * Finds the single word that helps an image most when it is added to a query, dropped from it, or
 * put in another word's place: the word that raises its rank or, if it is not ranked with others,
 * its score. Words come from the model's concepts that can be seen.
 *
 * <p>Every result is exact: its text was encoded, and its rank is that in the whole competition.
 * Which texts are encoded is estimated: each concept word is encoded once on its own, and a text
 * with a further word is estimated as the sum of both unit vectors. All dropped words are encoded,
 * and the best estimates of the others. Stop words such as "in" stay as they are.
 */
public final class CounterfactualFinder {
  /** Texts with an added or another word that are encoded. */
  private static final int ENCODED = 24;

  /** Words of a query that are neither dropped nor replaced. */
  private static final Set<String> STOP_WORDS = Vocabulary.stopWords();

  /** Of these, texts with forms of the same word. */
  private static final int PER_WORD = 2;

  private final KamclModel model;
  private final AtomicReference<@Nullable List<ConceptWord>> concepts = new AtomicReference<>();

  /**
   * @param model stays open as long as this object is used
   */
  public CounterfactualFinder(KamclModel model) {
    this.model = model;
  }

  /**
   * A concept with the unit vector of its word.
   *
   * @param index of the concept in the model
   */
  private record ConceptWord(int index, String word, float[] vector) {}

  /**
   * A change of one word.
   *
   * @param position of the word that is dropped or replaced; -1 to add one
   */
  private record Change(Kind kind, int part, int position, String word, Estimate estimate) {
    /** The words of the part after the change; none if the part is left out. */
    String apply(List<String> words) {
      List<String> changed = new ArrayList<>(words);
      switch (kind) {
        case ADD -> changed.add(word);
        case DROP -> {
          if (position < 0) {
            changed.clear();
          } else {
            changed.remove(position);
          }
        }
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
   * @param query excluded terms stay as they are or are left out
   * @param top maximum number of changes
   * @param cancelled is asked between passes
   * @return the best first, one per added word in any of its forms; only changes that raise the
   *     score
   * @throws CancellationException if cancelled
   */
  public List<Counterfactual> find(
      float[] image, ExplainedQuery query, int top, BooleanSupplier cancelled) {
    return find(image, query, Optional.empty(), top, cancelled);
  }

  /**
   * Finds the changes that raise the rank most or, without competition, the score.
   *
   * @param image unit vector of the image
   * @param query excluded terms stay as they are or are left out
   * @param competition the image among those it is ranked with
   * @param top maximum number of changes
   * @param cancelled is asked between passes
   * @return the best first, one per added word in any of its forms; only changes that raise the
   *     rank, thus none for the first image of a ranking; or, without competition, only changes
   *     that raise the score
   * @throws CancellationException if cancelled
   */
  public List<Counterfactual> find(
      float[] image,
      ExplainedQuery query,
      Optional<Competition> competition,
      int top,
      BooleanSupplier cancelled) {
    Standings standings = new Standings(image, query, competition);
    if (competition.isPresent() && standings.now.rank() == 1) {
      return List.of();
    }
    List<ConceptWord> words = conceptWords();
    requireContinuing(cancelled);
    List<List<String>> parts =
        query.parts().stream().map(part -> TokenGroups.of(model, part.text()).written()).toList();
    List<Change> changes = drops(query, parts);
    List<float @Nullable []> vectors = encode(changes, parts, cancelled);
    Set<String> present = new HashSet<>();
    parts.forEach(part -> part.forEach(word -> present.add(word.toLowerCase(Locale.ROOT))));
    List<ConceptWord> others =
        words.stream()
            // Asked each time, since it may have been marked meanwhile.
            .filter(w -> model.isVisualConcept(w.index) && !present.contains(w.word))
            .toList();
    ChangeEstimator estimator =
        new ChangeEstimator(
            model,
            image,
            query,
            others.stream().map(ConceptWord::vector).toList(),
            competition.map(Competition::rivals).orElse(List.of()),
            competition.map(Competition::penalty).orElse(0.0));
    List<Change> estimated = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      requireContinuing(cancelled);
      if (changeable(query.parts().get(p))) {
        estimate(query, p, parts.get(p), others, changes, vectors, estimator, estimated);
      }
    }
    estimated.sort(
        Comparator.comparingDouble((Change change) -> change.estimate.rank())
            .thenComparing(
                Comparator.comparingDouble((Change change) -> change.estimate.score()).reversed()));
    List<Change> best = bestOfEachWord(estimated);
    List<Change> candidates = new ArrayList<>(changes);
    candidates.addAll(best);
    vectors.addAll(encode(best, parts, cancelled));
    List<Counterfactual> found = standings.of(candidates, parts, vectors, cancelled);
    Set<String> used = new HashSet<>();
    return found.stream()
        .filter(standings::better)
        .sorted(
            Comparator.comparingInt((Counterfactual change) -> change.rank().orElse(1))
                .thenComparing(Comparator.comparingDouble(Counterfactual::gain).reversed()))
        .filter(change -> change.kind() == Kind.DROP || used.add(WordForms.stem(change.word())))
        .limit(top)
        .toList();
  }

  /** Where the image stands before and after changes. */
  private static final class Standings {
    private final float[] image;
    private final ExplainedQuery query;
    private final Optional<Competition> competition;
    private final Standing now;

    Standings(float[] image, ExplainedQuery query, Optional<Competition> competition) {
      this.image = image;
      this.query = query;
      this.competition = competition;
      this.now =
          competition
              .map(Competition::placement)
              .map(placement -> new Standing(placement.score(), placement.rank()))
              .orElseGet(() -> new Standing(Vectors.dot(image, query.vector()), 1));
    }

    List<Counterfactual> of(
        List<Change> changes,
        List<List<String>> parts,
        List<float @Nullable []> vectors,
        BooleanSupplier cancelled) {
      List<Replacement> replacements =
          IntStream.range(0, changes.size())
              .mapToObj(i -> new Replacement(changes.get(i).part, vectors.get(i)))
              .toList();
      requireContinuing(cancelled);
      List<Standing> then =
          competition
              .map(other -> other.with(replacements, cancelled))
              .orElseGet(() -> replacements.stream().map(this::alone).toList());
      return IntStream.range(0, changes.size())
          .mapToObj(i -> of(changes.get(i), parts.get(changes.get(i).part), then.get(i)))
          .toList();
    }

    private Standing alone(Replacement change) {
      float[] changed = query.vectorWith(change.part(), change.vector());
      return new Standing(Vectors.dot(image, changed), 1);
    }

    private Counterfactual of(Change change, List<String> words, Standing then) {
      return new Counterfactual(
          change.kind,
          change.part,
          change.word,
          change.kind == Kind.REPLACE ? Optional.of(words.get(change.position)) : Optional.empty(),
          change.apply(words),
          then.score(),
          then.score() - now.score(),
          competition.isPresent() ? OptionalInt.of(then.rank()) : OptionalInt.empty());
    }

    boolean better(Counterfactual change) {
      return change.rank().isPresent() ? change.rank().getAsInt() < now.rank() : change.gain() > 0;
    }
  }

  /** The best estimates, of each word at most two; else forms of one word fill the list. */
  private static List<Change> bestOfEachWord(List<Change> sorted) {
    Map<String, Integer> counts = new HashMap<>();
    return sorted.stream()
        .filter(change -> counts.merge(WordForms.stem(change.word), 1, Integer::sum) <= PER_WORD)
        .limit(ENCODED)
        .toList();
  }

  private static boolean changeable(Part part) {
    return !part.isImage() && part.weight() > 0;
  }

  private static List<Change> drops(ExplainedQuery query, List<List<String>> parts) {
    List<Change> drops = new ArrayList<>();
    Estimate none = new Estimate(0, 1);
    long included = query.parts().stream().filter(p -> !p.isFeedback() && p.weight() > 0).count();
    for (int p = 0; p < parts.size(); p++) {
      int part = p;
      Part own = query.parts().get(p);
      List<String> words = parts.get(p);
      if (changeable(own) && words.size() > 1) {
        // Nobody asks for "the" or "in": another word there is no question that a user has.
        IntStream.range(0, words.size())
            .filter(w -> !STOP_WORDS.contains(words.get(w).toLowerCase(Locale.ROOT)))
            .forEach(w -> drops.add(new Change(Kind.DROP, part, w, words.get(w), none)));
      } else if (!own.isImage() && (own.weight() < 0 || included > 1)) {
        // A query needs a word or an image.
        drops.add(new Change(Kind.DROP, part, -1, String.join(" ", words), none));
      }
    }
    return drops;
  }

  /** Estimates all additions and replacements in a part. */
  private static void estimate(
      ExplainedQuery query,
      int index,
      List<String> words,
      List<ConceptWord> concepts,
      List<Change> drops,
      List<float @Nullable []> shorter,
      ChangeEstimator estimator,
      List<Change> estimated) {
    estimator.estimate(
        index,
        query.parts().get(index).vector(),
        (w, estimate) ->
            estimated.add(new Change(Kind.ADD, index, -1, concepts.get(w).word, estimate)));
    if (words.size() == 1) {
      estimator.estimate(
          index,
          null,
          (w, estimate) ->
              estimated.add(new Change(Kind.REPLACE, index, 0, concepts.get(w).word, estimate)));
      return;
    }
    for (int d = 0; d < drops.size(); d++) {
      int position = drops.get(d).position;
      if (drops.get(d).part == index) {
        estimator.estimate(
            index,
            shorter.get(d),
            (w, estimate) ->
                estimated.add(
                    new Change(Kind.REPLACE, index, position, concepts.get(w).word, estimate)));
      }
    }
  }

  /** The unit vectors of the parts after changes; null where nothing is left of a part. */
  private List<float @Nullable []> encode(
      List<Change> changes, List<List<String>> parts, BooleanSupplier cancelled) {
    requireContinuing(cancelled);
    List<String> texts = changes.stream().map(c -> c.apply(parts.get(c.part))).toList();
    List<Embedding> embedded =
        model.embedTexts(texts.stream().filter(text -> !text.isEmpty()).toList());
    List<float @Nullable []> vectors = new ArrayList<>();
    int at = 0;
    for (String text : texts) {
      vectors.add(text.isEmpty() ? null : embedded.get(at++).unitVector());
    }
    return vectors;
  }

  private List<ConceptWord> conceptWords() {
    List<ConceptWord> known = concepts.get();
    if (known == null) {
      List<String> names = model.conceptNames();
      List<Embedding> embedded = model.embedTexts(names);
      known =
          IntStream.range(0, names.size())
              .mapToObj(i -> new ConceptWord(i, names.get(i), embedded.get(i).unitVector()))
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
