package org.kamcl.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.explain.CounterfactualFinder;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.ImageExplainer;
import org.kamcl.engine.explain.WordExplainer;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;

/**
 * Measures the parts of an explanation with the model {@code default} and a sample image, each
 * beside what it may take and with its processor time, which depends less on what else the machine
 * does. Argument: the folder of an archive, whose hits are explained by their rank; none to leave
 * that out.
 */
public final class ExplanationBench {
  private static final int ROUNDS = 15;
  private static final String QUERY = "many green trees and some houses are near a road";

  private ExplanationBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
    explainImage();
    if (args.length > 0) {
      explainHit(Path.of(args[0]));
    }
  }

  /** A part of an explanation; what it may take in milliseconds, or 0. */
  private record Part(String name, double budget, Runnable once) {}

  private static void measure(Part... parts) {
    double[] processor = new double[parts.length];
    Bench.Work[] works = new Bench.Work[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int index = i;
      works[i] =
          new Bench.Work(
              parts[i].name,
              () -> {
                double before = processorMillis();
                parts[index].once.run();
                processor[index] += (processorMillis() - before) / (ROUNDS + 2);
              });
    }
    double[] seconds = Bench.medians(ROUNDS, works);
    for (int i = 0; i < parts.length; i++) {
      Bench.print(parts[i].name, 1000 * seconds[i], "ms");
      Bench.print(parts[i].name + "/processor-time", processor[i], "ms");
      if (parts[i].budget > 0) {
        Bench.print(parts[i].name + "/budget", parts[i].budget, "ms");
      }
    }
  }

  private static double processorMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private static void explainHit(Path home) {
    Workspace workspace = new Workspace(home, Optional.of(Path.of("").toAbsolutePath()));
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      SearchRequest request = SearchRequest.of(QueryParser.parse(QUERY), 200);
      List<SearchHit> hits = context.search().search(request).hits();
      ImageRecord image = hits.get(hits.size() / 4).image();
      measure(
          part(
              context,
              image,
              request,
              "hit/words and concepts",
              300,
              Section.WORDS,
              Section.CONCEPTS),
          part(context, image, request, "hit/change of one word", 300, Section.COUNTERFACTUALS),
          part(context, image, request, "hit/heat map", 400, Section.WHERE));
    }
  }

  private static Part part(
      ExplorerContext context,
      ImageRecord image,
      SearchRequest request,
      String name,
      double budget,
      Section... sections) {
    return new Part(
        name,
        budget,
        () ->
            context
                .explanations()
                .explain(image, request, Explainer.Request.of(sections), () -> false));
  }

  private static void explainImage() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(Path.of("models/default"), runtime)) {
      RgbImage image = ImageDecoder.decode(Path.of("sample-data/tiles/siouxfalls-rgb-2_01.jpg"));
      float[] vector = model.embedImages(List.of(image)).get(0).unitVector();
      ExplainedQuery query =
          ExplainedQuery.of(QUERY, model.embedTexts(List.of(QUERY)).get(0).unitVector());
      Explainer explainer = new Explainer(model);
      ImageExplainer images = explainer.images();
      WordExplainer words = explainer.words();
      CounterfactualFinder changes = explainer.counterfactuals();
      measure(
          new Part(
              "exact heat map",
              0,
              () ->
                  images.explain(
                      image, query.vector(), ExplanationMethod.CONTRIBUTION, () -> false)),
          new Part(
              "heat map",
              400,
              () -> images.explain(image, query.vector(), images.defaultMethod(), () -> false)),
          new Part("words", 300, () -> words.explain(vector, query, () -> false)),
          new Part("attention", 0, () -> words.attention(QUERY)),
          new Part("change of one word", 300, () -> changes.find(vector, query, 5, () -> false)),
          new Part(
              "explanation",
              0,
              () ->
                  explainer.explain(
                      new ExplainedImage(image), query, Explainer.Request.DEFAULT, () -> false)));
    }
  }
}
