package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.progress.ProgressListener;
import org.kamcl.support.TestModels;

class FaithfulnessEvaluatorTest {
  private static final FaithfulnessEvaluator.Settings SEEDED =
      FaithfulnessEvaluator.Settings.ofSeed(1);

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static KamclModel small;

  /** An evaluation of all images in one go. */
  private static Faithfulness whole;

  @BeforeAll
  static void open() throws IOException {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    small = KamclModel.open(TestModels.defaultModel(folder.resolve("small")), runtime);
    whole =
        new FaithfulnessEvaluator(small).run(images(), SEEDED, ProgressListener.NONE, () -> false);
  }

  @AfterAll
  static void close() {
    small.close();
    runtime.close();
  }

  private static List<DescribedImage> images() throws IOException {
    List<DescribedImage> images = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path file = folder.resolve("p" + i + ".jpg");
      Files.write(file, ImageBytes.jpeg(TestModels.image(i, 70, 60)));
      images.add(new DescribedImage(file, "boats near a pier"));
    }
    Path broken = folder.resolve("broken.jpg");
    Files.writeString(broken, "no image");
    images.add(new DescribedImage(broken, "lake"));
    return images;
  }

  @Test
  void allMethodsAreMeasuredOnTheSameImages() throws IOException {
    FaithfulnessEvaluator evaluator = new FaithfulnessEvaluator(small);
    Faithfulness result = whole;
    assertEquals(3, result.images());
    assertTrue(result.skipped().toString().contains("broken.jpg"), result.skipped().toString());
    Faithfulness again = evaluator.run(images(), SEEDED, ProgressListener.NONE, () -> false);
    for (CurveProtocol protocol : CurveProtocol.values()) {
      List<Faithfulness.Method> methods = result.methods().get(protocol);
      assertEquals(
          List.of("combined", "contribution", "gradcam", "occlusion", "blob", "random"),
          methods.stream().map(Faithfulness.Method::name).toList());
      for (Faithfulness.Method method : methods) {
        assertTrue(method.deletion().low() <= method.deletion().mean());
        assertTrue(method.deletion().high() >= method.deletion().mean());
        assertEquals(
            methods.get(0).insertion().mean() - method.insertion().mean(),
            method.insertionDifference().mean(),
            1e-12);
      }
      assertEquals(0, methods.get(0).deletionDifference().high());
      assertEquals(
          methods.get(5).deletion().mean(),
          again.methods().get(protocol).get(5).deletion().mean(),
          1e-6,
          "the seed determines the random cells");
    }
    assertThrows(
        CancellationException.class,
        () -> evaluator.run(images(), SEEDED, ProgressListener.NONE, () -> true));
    assertThrows(
        KamclException.class,
        () -> evaluator.run(images().subList(3, 4), SEEDED, ProgressListener.NONE, () -> false));
  }

  private static final class Kept implements MeasurementStore {
    private final Map<String, String> texts = new HashMap<>();

    @Override
    public Optional<String> find(String key) {
      return Optional.ofNullable(texts.get(key));
    }

    @Override
    public void keep(String key, String measurement) {
      texts.put(key, measurement);
    }
  }

  @Test
  void anEvaluationInPiecesHasTheFiguresOfOneInOneGo() throws IOException {
    FaithfulnessEvaluator evaluator = new FaithfulnessEvaluator(small);
    Kept kept = new Kept();
    FaithfulnessEvaluator.Settings settings =
        new FaithfulnessEvaluator.Settings(1, kept, Optional.empty());
    assertThrows(
        CancellationException.class,
        () ->
            evaluator.run(images(), settings, ProgressListener.NONE, () -> !kept.texts.isEmpty()));
    assertEquals(1, kept.texts.size());
    Faithfulness limited =
        evaluator.run(
            images(),
            new FaithfulnessEvaluator.Settings(1, kept, Optional.of(Duration.ofNanos(1))),
            ProgressListener.NONE,
            () -> false);
    assertEquals(1, limited.images(), "the one that is known");
    assertEquals(3, limited.left());
    List<Long> progress = new ArrayList<>();
    Faithfulness rest =
        evaluator.run(
            images(), settings, (stage, done, total, item) -> progress.add(done), () -> false);
    assertEquals(List.of(1L, 2L, 3L, 4L), progress);
    assertEquals(whole, rest);
    assertEquals(3, kept.texts.size());
    Faithfulness known = evaluator.run(images(), settings, ProgressListener.NONE, () -> false);
    assertEquals(whole, known);
    kept.texts.replace(kept.texts.keySet().iterator().next(), "another version");
    Faithfulness again = evaluator.run(images(), settings, ProgressListener.NONE, () -> false);
    assertEquals(whole, again);
  }

  @Test
  void aMapThatKnowsTheScoreOfEveryCellIsBetterThanItsOpposite() {
    try (KamclModel model = KamclModel.open(Path.of("models/default"), runtime)) {
      RgbImage tile = ImageDecoder.decode(Path.of("sample-data/tiles/siouxfalls-rgb-2_01.jpg"));
      RgbImage image = ImageResizer.bilinear(tile, model.imageSize(), model.imageSize());
      float[] direction = model.embedTexts(List.of("houses and roads")).get(0).unitVector();
      HeatMap map =
          new ImageExplainer(model)
              .explain(image, direction, ExplanationMethod.OCCLUSION, () -> false)
              .total();
      HeatMap opposite =
          new HeatMap(
              map.width(), map.height(), Arrays.stream(map.values()).map(v -> -v).toArray());
      for (CurveProtocol protocol : CurveProtocol.values()) {
        PixelCurves curves = new PixelCurves(model, image, direction, protocol, () -> false);
        PixelCurves.Areas good = curves.measure(map);
        PixelCurves.Areas bad = curves.measure(opposite);
        assertTrue(good.deletion() < bad.deletion(), good + " " + bad);
        assertTrue(good.insertion() > bad.insertion(), good + " " + bad);
      }
    }
  }

  @Test
  void intervalsAreSeededAndContainTheMean() {
    double[] values = new double[50];
    Arrays.setAll(values, i -> Math.sin(i));
    MeanInterval interval = MeanInterval.of(values, 3);
    assertEquals(interval, MeanInterval.of(values, 3));
    assertEquals(Arrays.stream(values).average().orElseThrow(), interval.mean());
    // Standard error of the mean: 0.1.
    assertEquals(0.196, (interval.high() - interval.low()) / 2, 0.03);
    assertEquals(0, MeanInterval.ofDifference(values, values, 3).high());
    assertThrows(
        IllegalArgumentException.class, () -> MeanInterval.ofDifference(values, new double[1], 3));
  }

  @Test
  void publishedModelIsExplainedByGradients() {
    ModelStore store = new ModelStore(folder.resolve("models"), Optional.empty());
    new ModelImporter(store)
        .importFile(
            TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18),
            "mine",
            Optional.of(TestModels.vocabulary(folder.resolve("vocabulary.json"))),
            Optional.of(TestModels.concepts(folder.resolve("concepts.json"))));
    try (KamclModel model = KamclModel.open(store.find("mine").folder(), runtime)) {
      Explainer explainer = new Explainer(model);
      ImageExplainer images = explainer.images();
      assertEquals(ExplanationMethod.GRADIENT, images.additiveMethod());
      assertEquals(ExplanationMethod.COMBINED, images.defaultMethod());
      ExplainedImage image = new ExplainedImage(TestModels.image(2, 64, 64));
      String text = "many boats near a lake near trees";
      ExplainedQuery query =
          ExplainedQuery.of(text, model.embedTexts(List.of(text)).get(0).unitVector());
      KamclException e =
          assertThrows(
              KamclException.class,
              () ->
                  images.explain(
                      image.pixels(), query.vector(), ExplanationMethod.CONTRIBUTION, () -> false));
      assertTrue(e.is(ExplainError.CONTRIBUTION_UNSUPPORTED));
      assertTrue(e.getMessage().contains("mine"), e.getMessage());
      Explanation explanation =
          explainer.explain(image, query, Explainer.Request.DEFAULT, () -> false);
      ScoreMap where = explanation.where().orElseThrow();
      assertEquals(
          List.of("low", "low", "high", "final"),
          where.branches().stream().map(ScoreMap.BranchMap::name).toList());
      assertEquals(explanation.score(), where.score(), 1e-5);
      double branches = where.branches().stream().mapToDouble(b -> b.map().sum()).sum();
      assertEquals(where.score(), branches + where.remainder().orElseThrow(), 1e-5);
      assertEquals(0, where.total().sum(), 1e-9, "standardized");
      assertEquals(7, explanation.words().size());
      assertTrue(explanation.words().stream().allMatch(word -> word.gradient().isPresent()));
      assertEquals(List.of(), explanation.attention());
      assertEquals(
          List.of("final"), explanation.pooling().stream().map(BranchPooling::branch).toList());
    }
  }
}
