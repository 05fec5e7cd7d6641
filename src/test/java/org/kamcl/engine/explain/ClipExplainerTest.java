package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.CaptionTokenizer;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.ClipCase;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.support.ClipTowerFixtures;

/** Explains a small network of CLIP. */
class ClipExplainerTest {
  private static final int CELL = 16;
  private static final int GRID = 4;
  private static final int SIDE = CELL * GRID;
  private static final int COLUMN = 2;
  private static final int ROW = 1;
  private static final double FLOAT32 = 2e-5;

  private static EngineRuntime runtime;
  private static KamclModel model;
  private static KamclModel resNet;
  private static Explainer explainer;

  @BeforeAll
  static void open() {
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    try (ClipCase clip = ClipCase.create(fixtures, "tiny-gelu", runtime.manager())) {
      keepPatchesApart(clip.parameters());
      model = model(clip);
    }
    try (ClipCase clip = ClipCase.create(fixtures, "tiny-resnet", runtime.manager())) {
      resNet = model(clip);
    }
    explainer = new Explainer(model);
  }

  @AfterAll
  static void close() {
    model.close();
    resNet.close();
    runtime.close();
  }

  private static KamclModel model(ClipCase clip) {
    NetworkConfig config = clip.network().config();
    ConceptVocabulary none = new ConceptVocabulary(List.of());
    return KamclModel.of(
        ModelCard.builder(clip.name(), config).build(),
        runtime,
        clip.parameters(),
        none,
        CaptionTokenizer.open(Path.of("unused"), config, none));
  }

  /** Switches off all blocks of the image tower but the last, so that no patch tells of others. */
  private static void keepPatchesApart(NetworkParameters parameters) {
    for (String name : List.copyOf(parameters.names())) {
      if (name.matches("visualmodelQ.*resblocks\\.[01]\\.(attn\\.out_proj|mlp\\.c_proj)\\..*")) {
        Shape shape = parameters.get(name).getShape();
        parameters.put(
            name, EngineArrays.create(parameters.manager(), new float[(int) shape.size()], shape));
      }
    }
  }

  /** A gray image with a colored cell. */
  private static RgbImage image(int width, int height, int left, int top, boolean planted) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = x >= left && x < left + CELL && y >= top && y < top + CELL;
        for (int c = 0; c < 3; c++) {
          int value = planted && inside ? (x * 37 + y * 59 + c * 90) % 256 : 120;
          rgb[3 * (y * width + x) + c] = (byte) value;
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** The direction in which the cell moves the feature of the image. */
  private static float[] evidence(RgbImage with, RgbImage without) {
    float[] a = model.embedImages(List.of(with)).get(0).unitVector();
    float[] b = model.embedImages(List.of(without)).get(0).unitVector();
    double length = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] -= b[i];
      length += (double) a[i] * a[i];
    }
    for (int i = 0; i < a.length; i++) {
      a[i] /= (float) Math.sqrt(length);
    }
    return a;
  }

  @ParameterizedTest
  @EnumSource(value = ExplanationMethod.class, mode = Mode.EXCLUDE, names = "CONTRIBUTION")
  void everyMapFindsPlantedEvidence(ExplanationMethod method) {
    RgbImage with = image(SIDE, SIDE, COLUMN * CELL, ROW * CELL, true);
    float[] direction = evidence(with, image(SIDE, SIDE, COLUMN * CELL, ROW * CELL, false));
    ScoreMap map = explainer.images().explain(with, direction, method, () -> false);
    assertPeak(map.total(), (COLUMN + 0.5) / GRID, (ROW + 0.5) / GRID);
  }

  /** The middle of the image is seen; the cell lies at another share of its width. */
  @ParameterizedTest
  @EnumSource(value = ExplanationMethod.class, mode = Mode.EXCLUDE, names = "CONTRIBUTION")
  void mapsOfWideImagesAreThoseOfTheWholeImage(ExplanationMethod method) {
    int left = SIDE / 2 + COLUMN * CELL;
    RgbImage with = image(2 * SIDE, SIDE, left, ROW * CELL, true);
    float[] direction = evidence(with, image(2 * SIDE, SIDE, left, ROW * CELL, false));
    HeatMap map = explainer.images().explain(with, direction, method, () -> false).total();
    assertEquals(2 * map.height(), map.width());
    assertPeak(map, (left + CELL / 2.0) / (2 * SIDE), (ROW + 0.5) / GRID);
    for (int y = 0; y < map.height(); y++) {
      assertEquals(0, map.at(0, y));
      assertEquals(0, map.at(map.width() - 1, y));
    }
  }

  private static void assertPeak(HeatMap map, double x, double y) {
    double cells = 1.0 / map.width() + 1e-9;
    assertEquals(x, (map.peakColumn() + 0.5) / map.width(), cells, map.toString());
    assertEquals(y, (map.peakRow() + 0.5) / map.height(), 1.0 / map.height() + 1e-9);
  }

  @Test
  void gradientsAndTheirRemainderAddUpToTheScore() {
    RgbImage image = image(SIDE, SIDE, 0, 0, true);
    for (KamclModel each : List.of(model, resNet)) {
      float[] direction = each.embedTexts(List.of("boats near a pier")).get(0).unitVector();
      float[] vector = each.embedImages(List.of(image)).get(0).unitVector();
      ScoreMap map =
          new ImageExplainer(each)
              .explain(image, direction, ExplanationMethod.GRADIENT, () -> false);
      assertEquals(Vectors.dot(vector, direction), map.score(), FLOAT32);
      assertEquals(map.score(), map.total().sum() + map.remainder().orElseThrow(), FLOAT32);
      assertTrue(map.total().max() > map.total().min());
    }
  }

  @Test
  void exactContributionsAreRefusedByName() {
    assertFalse(explainer.images().supports(ExplanationMethod.CONTRIBUTION));
    KamclException refusal =
        assertThrows(
            KamclException.class,
            () ->
                explainer
                    .images()
                    .explain(
                        image(SIDE, SIDE, 0, 0, true),
                        new float[model.dimension()],
                        ExplanationMethod.CONTRIBUTION,
                        () -> false));
    assertEquals(ExplainError.CONTRIBUTION_UNSUPPORTED, refusal.code());
  }

  @Test
  void wordsCountWhatTheScoreLosesWithoutThem() {
    String text = "Boats, near stadiums";
    float[] vector = model.embedTexts(List.of(text)).get(0).unitVector();
    // The text itself is the image, so that each word supports the score.
    List<WordShare> shares =
        explainer.words().explain(vector, ExplainedQuery.of(text, vector), () -> false);
    assertEquals(
        List.of("Boats,", "near", "stadiums"), shares.stream().map(WordShare::word).toList());
    List<String> others = List.of("near stadiums", "Boats, stadiums", "Boats, near");
    for (int w = 0; w < others.size(); w++) {
      float[] other = model.embedTexts(List.of(others.get(w))).get(0).unitVector();
      assertEquals(1 - Vectors.dot(vector, other), shares.get(w).leaveOneOut(), FLOAT32);
      assertTrue(shares.get(w).gradient().isPresent());
    }
    assertTrue(shares.stream().mapToDouble(s -> s.gradient().orElseThrow()).sum() > 0);
  }

  @Test
  void attentionReadsEachWordAndThoseBefore() {
    WordAttention attention =
        explainer.words().attention("boats near unphotographable piers").get();
    assertEquals(
        List.of("<start_of_text>", "boats", "near", "unphotographable", "piers", "<end_of_text>"),
        attention.words());
    for (double[][][] layer : attention.layers()) {
      for (double[][] head : layer) {
        for (int i = 0; i < head.length; i++) {
          double sum = 0;
          for (int j = 0; j < head.length; j++) {
            sum += head[i][j];
            assertTrue(j <= i || head[i][j] == 0);
          }
          assertEquals(1, sum, FLOAT32);
        }
      }
    }
  }

  @Test
  void everySectionOfAnExplanationWorksWithoutConcepts() {
    String text = "boats near a pier";
    RgbImage image = image(SIDE, SIDE, 0, 0, true);
    Explanation explanation =
        explainer.explain(
            new ExplainedImage(image),
            ExplainedQuery.of(text, model.embedTexts(List.of(text)).get(0)),
            Explainer.Request.DEFAULT,
            () -> false);
    assertTrue(explanation.where().isPresent());
    assertEquals(4, explanation.words().size());
    assertEquals(1, explanation.attention().size());
    assertEquals(List.of(), explanation.pooling());
  }
}
