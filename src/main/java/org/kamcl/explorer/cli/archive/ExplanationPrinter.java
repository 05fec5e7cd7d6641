package org.kamcl.explorer.cli.archive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.explorer.cli.common.CommandOutput;

/** Prints explanations as text. */
final class ExplanationPrinter {
  /** How a model gets concepts. */
  static final String ADD_CONCEPTS = "Add them with kamcl models add-concepts.";

  private ExplanationPrinter() {}

  static void print(CommandOutput output, Explanation explanation) {
    output.printLine("score %.4f  (model %s)", explanation.score(), explanation.model());
    if (explanation.parts().size() > 1) {
      explanation
          .parts()
          .forEach(part -> output.printLine("  %+.4f  %s", part.score(), name(part)));
    }
    explanation.placement().ifPresent(p -> placement(output, explanation, p));
    explanation.where().ifPresent(map -> where(output, map, explanation));
    words(output, explanation.words());
    if (!explanation.concepts().modelHasConcepts()) {
      output.printLine("%s", "The model has no concepts. " + ADD_CONCEPTS);
    }
    concepts(output, "seen and asked for", explanation.concepts().shared());
    concepts(output, "seen, not asked for", explanation.concepts().notAsked());
    concepts(output, "asked for, not seen", explanation.concepts().notSeen());
    concepts(output, "excluded, but seen", explanation.concepts().excludedSeen());
    changes(output, explanation);
  }

  private static void placement(
      CommandOutput output, Explanation explanation, Placement placement) {
    for (Placement.Penalty penalty : placement.penalties()) {
      output.printLine(
          "  %+.4f  for showing %s",
          -penalty.value(), name(explanation.parts().get(penalty.part())));
    }
    output.printLine(
        "rank %,d of %,d images, with score %.4f",
        placement.rank(), placement.images(), placement.score());
  }

  private static void where(CommandOutput output, ScoreMap where, Explanation explanation) {
    HeatMap map = where.total();
    output.printLine(
        "seen most at %.0f %% from the left and %.0f %% from the top  (method %s%s)",
        100 * (map.peakColumn() + 0.5) / map.width(),
        100 * (map.peakRow() + 0.5) / map.height(),
        FaithfulnessEvaluator.name(where.method()),
        explanation.focus().map(text -> ", " + text).orElse(""));
    // A single branch has nothing to be compared with.
    if (where.branches().size() > 1) {
      where
          .branches()
          .forEach(b -> output.printLine("  %+.4f  branch %s", b.map().sum(), b.name()));
      where.remainder().ifPresent(r -> output.printLine("  %+.4f  bias terms", r));
    }
  }

  private static void words(CommandOutput output, List<WordShare> words) {
    if (words.isEmpty()) {
      return;
    }
    output.printLine("%-20s %10s %10s", "word", "without it", "gradient");
    for (WordShare word : words) {
      output.printLine(
          "%-20s %+10.4f %10s",
          word.word(),
          word.leaveOneOut(),
          word.gradient().isPresent()
              ? String.format(Locale.ROOT, "%+.4f", word.gradient().getAsDouble())
              : "");
    }
  }

  /** Concepts with their strengths in image and query in percent. */
  private static void concepts(CommandOutput output, String title, List<ComparedConcept> concepts) {
    if (!concepts.isEmpty()) {
      String list =
          concepts.stream()
              .map(
                  c ->
                      String.format(
                          Locale.ROOT,
                          "%s (%.0f/%.0f)",
                          c.name(),
                          100 * c.imageStrength(),
                          100 * c.queryStrength()))
              .collect(Collectors.joining(", "));
      output.printLine("%s, %% in image/query: %s", title, list);
    }
  }

  private static void changes(CommandOutput output, Explanation explanation) {
    boolean ranked = explanation.placement().isPresent();
    if (!explanation.counterfactuals().isEmpty()) {
      output.printLine("changes of one word that raise the %s most:", ranked ? "rank" : "score");
    }
    for (Counterfactual change : explanation.counterfactuals()) {
      String rank =
          change.rank().isPresent()
              ? String.format(Locale.ROOT, "rank %,d, ", change.rank().getAsInt())
              : "";
      output.printLine(
          "  %s%.4f (%+.4f)  %s%s",
          rank,
          change.score(),
          change.gain(),
          describe(change),
          change.text().isEmpty() ? "" : ": " + change.text());
    }
  }

  private static String name(PartShare part) {
    return switch (part.kind()) {
      case TEXT -> part.text();
      case IMAGE -> "(image)";
      case RELEVANT -> "(hits rated relevant)";
      case NOT_RELEVANT -> "(hits rated not relevant)";
    };
  }

  private static String describe(Counterfactual change) {
    return switch (change.kind()) {
      case ADD -> "add " + change.word();
      case DROP -> "drop " + change.word();
      case REPLACE -> "replace " + change.replaced().orElseThrow() + " with " + change.word();
    };
  }
}
