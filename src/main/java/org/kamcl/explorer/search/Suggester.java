package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.api.ImageSearch.Suggestion;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.archive.ConceptStrengths;

/** Completes what a user types with concepts of the model and captions of the archive. */
final class Suggester {
  private final CaptionIndex index;
  private final KamclModel model;
  private final Supplier<ConceptStrengths> strengths;

  /**
   * A suggester for one model and one archive.
   *
   * @param strengths of the concepts in the archive; missing ones count as 0
   */
  Suggester(CaptionIndex index, KamclModel model, Supplier<ConceptStrengths> strengths) {
    this.index = index;
    this.model = model;
    this.strengths = strengths;
  }

  /**
   * Suggestions for a text.
   *
   * @return at most {@code top}: concepts first, then captions
   */
  List<Suggestion> suggest(String typed, int top) {
    String prefix = typed.strip().toLowerCase(Locale.ROOT);
    List<Suggestion> all = new ArrayList<>();
    if (prefix.isEmpty() || top < 1) {
      return all;
    }
    all.addAll(concepts(prefix));
    Set<String> captions = new LinkedHashSet<>(index.withWords(typed, top));
    captions.forEach(c -> all.add(new Suggestion(Suggestion.Kind.CAPTION, c, 0, 0)));
    return List.copyOf(all.subList(0, Math.min(top, all.size())));
  }

  /** Concepts that start with the text before those that contain it, each by falling strength. */
  private List<Suggestion> concepts(String prefix) {
    ConceptStrengths archive = strengths.get();
    double[] means = archive.means();
    List<Suggestion> found = new ArrayList<>();
    List<String> names = model.conceptNames();
    for (int i = 0; i < names.size(); i++) {
      if (model.isVisualConcept(i) && names.get(i).contains(prefix)) {
        double strength = i < means.length ? means[i] : 0;
        found.add(
            new Suggestion(Suggestion.Kind.CONCEPT, names.get(i), strength, archive.imagesWith(i)));
      }
    }
    found.sort(
        Comparator.comparing((Suggestion s) -> !s.text().startsWith(prefix))
            .thenComparing(Comparator.comparingDouble(Suggestion::strength).reversed()));
    return found;
  }
}
