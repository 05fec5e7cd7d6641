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
import org.kamcl.explorer.catalog.Catalog;

/** Guesses what somebody who types is about to ask for. */
final class Suggester {
  private final Catalog catalog;
  private final KamclModel model;
  private final Supplier<double[]> usual;

  /**
   * @param usual mean strength of each concept in the archive; may be shorter than their list
   */
  Suggester(Catalog catalog, KamclModel model, Supplier<double[]> usual) {
    this.catalog = catalog;
    this.model = model;
    this.usual = usual;
  }

  /** Concepts first, then captions. */
  List<Suggestion> suggest(String typed, int top) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    List<Suggestion> all = new ArrayList<>();
    if (wanted.isEmpty() || top < 1) {
      return all;
    }
    all.addAll(concepts(wanted));
    Set<String> captions = new LinkedHashSet<>(catalog.searchCaptions(typed, top));
    captions.forEach(c -> all.add(new Suggestion(Suggestion.Kind.CAPTION, c, 0)));
    return List.copyOf(all.subList(0, Math.min(top, all.size())));
  }

  /** Those that begin so before those that hold it, the strong ones of the archive first. */
  private List<Suggestion> concepts(String wanted) {
    double[] strengths = usual.get();
    List<Suggestion> found = new ArrayList<>();
    List<String> names = model.conceptNames();
    for (int i = 0; i < names.size(); i++) {
      if (model.isVisualConcept(i) && names.get(i).contains(wanted)) {
        double strength = i < strengths.length ? strengths[i] : 0;
        found.add(new Suggestion(Suggestion.Kind.CONCEPT, names.get(i), strength));
      }
    }
    found.sort(
        Comparator.comparing((Suggestion s) -> !s.text().startsWith(wanted))
            .thenComparing(Comparator.comparingDouble(Suggestion::strength).reversed()));
    return found;
  }
}
