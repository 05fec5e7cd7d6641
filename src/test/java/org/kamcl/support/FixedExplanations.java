package org.kamcl.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.ExplainedQuery.Kind;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;

/** The same explanation for every image. */
public final class FixedExplanations implements ImageExplanations {
  /** The explanation of every image. */
  public static final Explanation EXPLANATION =
      new Explanation(
          "fixed",
          0.4,
          Optional.empty(),
          Optional.of(
              new ScoreMap(
                  ExplanationMethod.CONTRIBUTION,
                  0.4,
                  new HeatMap(2, 1, new double[] {-0.05, 0.4}),
                  List.of(),
                  OptionalDouble.of(0.05))),
          List.of(
              new Explanation.PartShare(Kind.TEXT, "boats <i>", 0.5),
              new Explanation.PartShare(Kind.TEXT, "bridge & rail", -0.1)),
          List.of(
              new WordShare(0, 0, "boats", 0.3, OptionalDouble.empty()),
              new WordShare(0, 1, "<i>", -0.125, OptionalDouble.empty())),
          List.of(),
          List.of(),
          new ConceptComparison(
              List.of(new ComparedConcept("boats", 0.9, 0.8)),
              List.of(new ComparedConcept("sea", 0.7, 0)),
              List.of(new ComparedConcept("pier", 0.02, 0.6)),
              List.of(new ComparedConcept("bridge", 0.5, 0.9))),
          Optional.of(new Placement(3, 40, 0.3, List.of(new Placement.Penalty(1, 0.1)))),
          List.of());

  @Override
  public Explanation explain(
      ImageRecord image,
      SearchRequest search,
      Explainer.Request request,
      BooleanSupplier cancelled) {
    return EXPLANATION;
  }

  @Override
  public Explanation explain(
      Path file, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    return EXPLANATION;
  }

  @Override
  public Query changed(Query query, Counterfactual change) {
    return query;
  }

  @Override
  public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
    return new ArgbImage(2, 1, new int[] {0xFF00204D, 0xFFFFEA46});
  }

  @Override
  public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
    return new ArgbImage(2, 1, new int[] {0xFF00204D, 0xFFFFEA46});
  }
}
