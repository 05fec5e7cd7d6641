package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.ScoreMap.BranchMap;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.CaptionTokenizer;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.ImageBranch;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.support.OtherArchitectures;

/**
 * Checks of heat maps that every method has to pass, with the model {@code default} and with models
 * of other architectures that have its weights where the shapes are equal.
 */
class HeatMapSanityTest {
  private static final Path DEFAULT = Path.of("models/default");
  private static final Path TILES = Path.of("sample-data/tiles");
  private static final List<String> FILES =
      List.of(
          "tuscany-2_01.jpg", "siouxfalls-rgb-2_01.jpg", "olinda-l7_04.jpg", "trieste-2_01.jpg");
  private static final List<String> QUERIES =
      List.of("green farmland", "houses and roads", "blue sea near a beach", "harbor with boats");
  private static final int SEEDS = 2;
  private static final double FLOAT32 = 2e-5;
  private static final double STEP = 1e-3;

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static Path published;
  private static KamclModel publishedModel;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    published = OtherArchitectures.published(DEFAULT, folder.resolve("published"));
    publishedModel = KamclModel.open(published, runtime);
  }

  @AfterAll
  static void close() {
    publishedModel.close();
    runtime.close();
  }

  private static RgbImage tile(int number) {
    return ImageDecoder.decode(TILES.resolve(FILES.get(number)));
  }

  /** The map of each method, and of each branch of the additive one, for an image and its query. */
  private static Map<String, HeatMap> maps(KamclModel model, int number, float[] direction) {
    ImageExplainer explainer = new ImageExplainer(model);
    Map<String, HeatMap> maps = new LinkedHashMap<>();
    for (ExplanationMethod method :
        List.of(
            ExplanationMethod.COMBINED,
            ExplanationMethod.CONTRIBUTION,
            ExplanationMethod.GRADIENT,
            ExplanationMethod.GRAD_CAM)) {
      if (explainer.supports(method)) {
        ScoreMap map = explainer.explain(tile(number), direction, method, () -> false);
        maps.put(method.name(), map.total());
        if (method.additive()) {
          for (int b = 0; b < map.branches().size(); b++) {
            BranchMap branch = map.branches().get(b);
            maps.put(method + " " + b + " " + branch.name(), branch.map());
          }
        }
      }
    }
    return maps;
  }

  /** A model with initial weights in all layers and pooling blocks above the backbone. */
  private static KamclModel withRandomHead(Path model, int seed) {
    ModelCard card = ModelCard.read(model);
    KamclNetwork network = new KamclNetwork(card.network());
    ParameterInitializer start = new ParameterInitializer(seed);
    Map<String, TensorData> tensors =
        new LinkedHashMap<>(SafeTensors.read(model.resolve(ModelFiles.WEIGHTS)).tensors());
    for (ParameterSpec spec : network.imageTower().specs(KamclNetwork.IMAGE_TOWER + ".")) {
      if (!spec.name().startsWith(network.backbonePrefix())) {
        tensors.put(spec.name(), TensorData.ofFloats(start.values(spec), spec.shape()));
      }
    }
    ConceptVocabulary concepts = ConceptVocabulary.read(model.resolve(ModelFiles.CONCEPTS));
    try (NetworkParameters parameters =
        ModelFiles.load(
            new WeightSet(tensors, Map.of()), network.specs(), runtime.manager(), "random head")) {
      return KamclModel.of(
          card,
          runtime,
          parameters,
          concepts,
          CaptionTokenizer.open(model, card.network(), concepts));
    }
  }

  /** Mean magnitude of the correlation of each map with that of models with random heads. */
  private static Map<String, Double> correlations(Path folder) {
    Map<String, Double> correlations = new TreeMap<>();
    List<Map<String, HeatMap>> trained = new ArrayList<>();
    List<float[]> directions = new ArrayList<>();
    try (KamclModel model = KamclModel.open(folder, runtime)) {
      model.embedTexts(QUERIES).forEach(text -> directions.add(text.unitVector()));
      for (int i = 0; i < FILES.size(); i++) {
        trained.add(maps(model, i, directions.get(i)));
      }
    }
    for (int seed = 11; seed < 11 + SEEDS; seed++) {
      try (KamclModel random = withRandomHead(folder, seed)) {
        for (int i = 0; i < FILES.size(); i++) {
          Map<String, HeatMap> maps = maps(random, i, directions.get(i));
          trained
              .get(i)
              .forEach(
                  (name, map) ->
                      correlations.merge(
                          name,
                          Math.abs(map.correlation(maps.get(name))) / (SEEDS * FILES.size()),
                          Double::sum));
        }
      }
    }
    return correlations;
  }

  /** After Adebayo et al., NeurIPS 2018. */
  @Test
  void everyMapOfTheCorrectedModelChangesWhenTheWeightsOfTheHeadAreRandomized() {
    Map<String, Double> correlations = correlations(DEFAULT);
    assertEquals(10, correlations.size(), correlations.toString());
    assertTrue(correlations.values().stream().allMatch(r -> r < 0.5), correlations.toString());
  }

  @Test
  void everyMapOfAPublishedModelChangesWhenTheWeightsOfTheHeadAreRandomized() {
    Map<String, Double> correlations = correlations(published);
    assertEquals(7, correlations.size(), correlations.toString());
    assertTrue(correlations.values().stream().allMatch(r -> r < 0.5), correlations.toString());
  }

  @Test
  void everyMapOfAModelWithoutAggregatorChangesWhenTheWeightsOfTheHeadAreRandomized() {
    Path single = OtherArchitectures.withoutAggregator(DEFAULT, folder.resolve("single"));
    Map<String, Double> correlations = correlations(single);
    assertEquals(6, correlations.size(), correlations.toString());
    assertTrue(correlations.values().stream().allMatch(r -> r < 0.5), correlations.toString());
    try (KamclModel model = KamclModel.open(single, runtime)) {
      float[] direction = model.embedTexts(List.of(QUERIES.get(1))).get(0).unitVector();
      ImageExplainer explainer = new ImageExplainer(model);
      float[] image = model.embedImages(List.of(tile(1))).get(0).unitVector();
      for (ExplanationMethod method :
          List.of(ExplanationMethod.CONTRIBUTION, ExplanationMethod.GRADIENT)) {
        ScoreMap map = explainer.explain(tile(1), direction, method, () -> false);
        assertEquals(Vectors.dot(image, direction), map.score(), FLOAT32);
        assertEquals(map.score(), map.total().sum() + map.remainder().orElseThrow(), FLOAT32);
      }
      assertMapsMove(model);
    }
  }

  @Test
  void gradientTimesActivationOfAPublishedModelIsTheChangeOfTheScore() {
    float[] direction = publishedModel.embedTexts(List.of(QUERIES.get(2))).get(0).unitVector();
    ScoreMap map =
        new ImageExplainer(publishedModel)
            .explain(tile(2), direction, ExplanationMethod.GRADIENT, () -> false);
    double branches = map.branches().stream().mapToDouble(b -> b.map().sum()).sum();
    assertEquals(map.score(), branches + map.remainder().orElseThrow(), FLOAT32);
    publishedModel.inspect(
        (manager, network, parameters) -> {
          List<NDArray> maps = featureMaps(manager, network, parameters, tile(2));
          double length = Vectors.length(feature(network, parameters, maps));
          List<ImageBranch> all = network.imageTower().branches();
          for (int b = 0; b < all.size(); b++) {
            HeatMap branch = map.branches().get(b).map();
            // Where positions are sorted, parts change the order of equal values: all at once.
            int parts = all.get(b).poolsPositions() ? 1 : 4;
            for (int part = 0; part < parts; part++) {
              double up =
                  score(network, parameters, maps, all.get(b), part, parts, STEP, direction);
              double down =
                  score(network, parameters, maps, all.get(b), part, parts, -STEP, direction);
              double change = (up - down) / (2 * STEP) / length;
              double tolerance = FLOAT32 / STEP / 100 + 0.02 * Math.abs(change);
              assertEquals(sum(branch, part, parts), change, tolerance, b + ": " + part);
            }
          }
          return null;
        });
  }

  private static List<NDArray> featureMaps(
      NDManager manager, KamclNetwork network, NetworkParameters parameters, RgbImage image) {
    int side = network.config().imageSize();
    ImageBatch batch = new ImageBatch(1, side, network.imageTower().backbone().normalization());
    batch.put(0, ImageResizer.bilinear(image, side, side));
    NDArray input = manager.create(batch.bytes(1), new Shape(1, 3, side, side), DataType.FLOAT32);
    return network
        .imageTower()
        .featureMaps(ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER), input);
  }

  private static double[] feature(
      KamclNetwork network, NetworkParameters parameters, List<NDArray> maps) {
    return Vectors.doubles(
        network
            .imageTower()
            .aggregate(ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER), maps)
            .feature()
            .toFloatArray());
  }

  /** The score, not divided by the length, with a map or a quarter of it scaled by 1 + change. */
  private static double score(
      KamclNetwork network,
      NetworkParameters parameters,
      List<NDArray> maps,
      ImageBranch branch,
      int part,
      int parts,
      double change,
      float[] direction) {
    NDArray map = maps.get(branch.stage());
    Shape shape = map.getShape();
    float[] values = map.toFloatArray();
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    for (int i = 0; i < values.length; i++) {
      if (parts == 1 || part(i % width, i / width % height, width, height) == part) {
        values[i] *= (float) (1 + change);
      }
    }
    List<NDArray> changed = new ArrayList<>(maps);
    changed.set(branch.stage(), map.getManager().create(values, shape));
    double[] feature = feature(network, parameters, changed);
    double sum = 0;
    for (int d = 0; d < feature.length; d++) {
      sum += feature[d] * direction[d];
    }
    return sum;
  }

  private static double sum(HeatMap map, int part, int parts) {
    double sum = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        boolean counts = parts == 1 || part(x, y, map.width(), map.height()) == part;
        sum += counts ? map.at(x, y) : 0;
      }
    }
    return sum;
  }

  private static int part(int x, int y, int width, int height) {
    return (2 * x < width ? 0 : 1) + (2 * y < height ? 0 : 2);
  }

  @Test
  void equalValuesOfAChannelShareTheirGradients() {
    double[] values = {6, 1, 6, 0, /**/ 2, 3, 3, 3};
    double[] products = {5, 1, 1, 0, /**/ 7, 9, 0, 3};
    assertArrayEquals(
        new double[] {3 + 7, 1 + 4, 3 + 4, 4},
        MapGradients.sharedByEqualValues(values, products, 4),
        1e-12);
  }

  @Test
  void mapsOfAPublishedModelMoveWithWhatTheyShow() {
    assertMapsMove(publishedModel);
  }

  private static void assertMapsMove(KamclModel model) {
    ImageExplainer explainer = new ImageExplainer(model);
    for (ExplanationMethod method :
        List.of(
            ExplanationMethod.COMBINED, ExplanationMethod.GRADIENT, ExplanationMethod.GRAD_CAM)) {
      int right = 0;
      int all = 0;
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          if (a != b) {
            // The query is the image on the left itself.
            float[] direction = model.embedImages(List.of(tile(a))).get(0).unitVector();
            double here = leftMinusRight(explainer, tile(a), tile(b), direction, method);
            double there = leftMinusRight(explainer, tile(b), tile(a), direction, method);
            right += here > there ? 1 : 0;
            all++;
          }
        }
      }
      assertTrue(right >= all - 1, method + ": " + right + " of " + all);
    }
  }

  private static double leftMinusRight(
      ImageExplainer explainer,
      RgbImage left,
      RgbImage right,
      float[] direction,
      ExplanationMethod method) {
    RgbImage both = ImageExplainerTest.sideBySide(left, right);
    return ImageExplainerTest.leftMinusRight(
        explainer.explain(both, direction, method, () -> false).total());
  }
}
