package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Explains sample images with the model {@code default}. */
class ImageExplainerTest {
  private static final Path TILES = Path.of("sample-data/tiles");
  private static final List<String> FILES =
      List.of(
          "tuscany-2_01.jpg", "siouxfalls-rgb-2_01.jpg", "olinda-l7_04.jpg", "trieste-2_01.jpg");
  private static final List<String> QUERIES =
      List.of("green farmland", "houses and roads", "blue sea near a beach", "harbor with boats");
  private static final double FLOAT32 = 2e-5;

  private static EngineRuntime runtime;
  private static KamclModel model;
  private static ImageExplainer explainer;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(Path.of("models/default"), runtime);
    explainer = new ImageExplainer(model);
  }

  @AfterAll
  static void close() {
    model.close();
    runtime.close();
  }

  private static RgbImage tile(int number) {
    return ImageDecoder.decode(TILES.resolve(FILES.get(number)));
  }

  private static float[] direction(String query) {
    return model.embedTexts(List.of(query)).get(0).unitVector();
  }

  private static ScoreMap explain(RgbImage image, float[] direction, ExplanationMethod method) {
    return explainer.explain(image, direction, method, () -> false);
  }

  @Test
  void everyAdditiveMapAndItsRemainderAddUpToTheScoreOfTheModel() {
    for (int i = 0; i < FILES.size(); i++) {
      float[] direction = direction(QUERIES.get(i));
      float[] image = model.embedImages(List.of(tile(i))).get(0).unitVector();
      double score = Vectors.dot(image, direction);
      for (ExplanationMethod method :
          List.of(ExplanationMethod.CONTRIBUTION, ExplanationMethod.GRADIENT)) {
        ScoreMap map = explain(tile(i), direction, method);
        assertEquals(score, map.score(), FLOAT32, QUERIES.get(i));
        assertEquals(score, map.total().sum() + map.remainder().orElseThrow(), FLOAT32);
        assertEquals(24, map.total().width());
        assertEquals(
            List.of("low", "high", "final"),
            map.branches().stream().map(ScoreMap.BranchMap::name).toList());
        assertEquals(
            List.of(24, 12, 6), map.branches().stream().map(b -> b.map().width()).toList());
      }
    }
  }

  @Test
  void mapsOfTermsAddUpToTheMapOfTheQuery() {
    float[] boats = direction("boats");
    float[] sea = direction("blue sea");
    float[] both = new float[boats.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = boats[i] - 0.5f * sea[i];
      sea[i] *= -0.5f;
    }
    List<ScoreMap> maps =
        explainer.explain(
            tile(2), List.of(both, boats, sea), ExplanationMethod.CONTRIBUTION, () -> false);
    HeatMap sum = maps.get(1).total().plus(maps.get(2).total());
    assertArrayEquals(maps.get(0).total().values(), sum.values(), 1e-7);
    assertEquals(maps.get(0).score(), maps.get(1).score() + maps.get(2).score(), 1e-6);
  }

  /** Puts two images side by side, so that what is where is known. */
  static RgbImage sideBySide(RgbImage left, RgbImage right) {
    int side = 96;
    byte[] a = ImageResizer.bilinear(left, side, 2 * side).rgb();
    byte[] b = ImageResizer.bilinear(right, side, 2 * side).rgb();
    byte[] rgb = new byte[2 * a.length];
    for (int y = 0; y < 2 * side; y++) {
      System.arraycopy(a, 3 * side * y, rgb, 6 * side * y, 3 * side);
      System.arraycopy(b, 3 * side * y, rgb, 6 * side * y + 3 * side, 3 * side);
    }
    return new RgbImage(2 * side, 2 * side, rgb);
  }

  static double leftMinusRight(HeatMap map) {
    double difference = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        difference += x < map.width() / 2 ? map.at(x, y) : -map.at(x, y);
      }
    }
    return difference;
  }

  @Test
  void mapsMoveWithWhatTheyShow() {
    for (ExplanationMethod method : ExplanationMethod.values()) {
      int right = 0;
      int all = 0;
      // These need many passes per map.
      boolean slow = method == ExplanationMethod.OCCLUSION || method == ExplanationMethod.COMBINED;
      int images = slow ? 2 : FILES.size();
      for (int a = 0; a < images; a++) {
        for (int b = 0; b < images; b++) {
          if (a != b) {
            // The query is the image on the left itself.
            float[] direction = model.embedImages(List.of(tile(a))).get(0).unitVector();
            double here =
                leftMinusRight(explain(sideBySide(tile(a), tile(b)), direction, method).total());
            double there =
                leftMinusRight(explain(sideBySide(tile(b), tile(a)), direction, method).total());
            right += here > there ? 1 : 0;
            all++;
          }
        }
      }
      assertTrue(right >= all - 1, method + ": " + right + " of " + all);
    }
  }

  @Test
  void occlusionCountsInUnitsOfTheScore() {
    ScoreMap map = explain(tile(0), direction(QUERIES.get(0)), ExplanationMethod.OCCLUSION);
    assertEquals(8, map.total().width());
    assertTrue(map.remainder().isEmpty());
    assertTrue(map.total().max() < 2 && map.total().min() > -2);
    assertTrue(map.total().max() > map.total().min());
  }

  @Test
  void theCombinedMapIsTheMeanOfTheStandardizedAdditiveMapAndOcclusion() {
    float[] direction = direction(QUERIES.get(1));
    ScoreMap combined = explain(tile(1), direction, ExplanationMethod.COMBINED);
    ScoreMap additive = explain(tile(1), direction, ExplanationMethod.CONTRIBUTION);
    RgbImage fitted = ImageResizer.bilinear(tile(1), model.imageSize(), model.imageSize());
    HeatMap measured =
        OcclusionProbe.coarse(model)
            .run(fitted, List.of(direction), () -> false)
            .get(0)
            .total()
            .resampled(24, 24);
    for (int i = 0; i < 24 * 24; i++) {
      double mean = (standardScore(additive.total(), i) + standardScore(measured, i)) / 2;
      assertEquals(mean, combined.total().values()[i], 1e-3);
    }
    assertEquals(additive.score(), combined.score(), 1e-6);
    assertEquals(3, combined.branches().size());
    assertArrayEquals(
        additive.branches().get(2).map().values(), combined.branches().get(2).map().values());
  }

  private static double standardScore(HeatMap map, int cell) {
    double mean = map.sum() / map.values().length;
    double squares = 0;
    for (double value : map.values()) {
      squares += (value - mean) * (value - mean);
    }
    return (map.values()[cell] - mean) / Math.sqrt(squares / map.values().length);
  }

  @Test
  void cancelledExplanationsStop() {
    float[] direction = direction(QUERIES.get(0));
    for (ExplanationMethod method : ExplanationMethod.values()) {
      assertThrows(
          CancellationException.class,
          () -> explainer.explain(tile(0), direction, method, () -> true));
    }
    List<Boolean> asked = new ArrayList<>();
    assertThrows(
        CancellationException.class,
        () ->
            explainer.explain(
                tile(0),
                direction,
                ExplanationMethod.OCCLUSION,
                () -> {
                  asked.add(true);
                  return asked.size() > 2;
                }));
    assertEquals(3, asked.size());
  }
}
