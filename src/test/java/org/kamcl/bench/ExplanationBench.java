package org.kamcl.bench;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.explain.CounterfactualFinder;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.ImageExplainer;
import org.kamcl.engine.explain.WordExplainer;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Measures the parts of an explanation with the model {@code default} and a sample image. */
public final class ExplanationBench {
  private static final int ROUNDS = 15;
  private static final String QUERY = "many green trees and some houses are near a road";

  private ExplanationBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
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
      String[] names = {
        "exact heat map", "heat map", "words", "attention", "change of one word", "explanation"
      };
      double[] seconds =
          Bench.medians(
              ROUNDS,
              new Bench.Work(
                  names[0],
                  () ->
                      images.explain(
                          image, query.vector(), ExplanationMethod.CONTRIBUTION, () -> false)),
              new Bench.Work(
                  names[1],
                  () -> images.explain(image, query.vector(), images.defaultMethod(), () -> false)),
              new Bench.Work(names[2], () -> words.explain(vector, query, () -> false)),
              new Bench.Work(names[3], () -> words.attention(QUERY)),
              new Bench.Work(names[4], () -> changes.find(vector, query, 5, () -> false)),
              new Bench.Work(
                  names[5],
                  () ->
                      explainer.explain(
                          new ExplainedImage(image),
                          query,
                          Explainer.Request.DEFAULT,
                          () -> false)));
      for (int i = 0; i < names.length; i++) {
        Bench.print(names[i], 1000 * seconds[i], "ms");
      }
    }
  }
}
