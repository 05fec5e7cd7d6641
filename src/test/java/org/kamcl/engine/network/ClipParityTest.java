package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityLedger;

/** Compares the towers of CLIP with OpenCLIP's. */
@Tag("parity")
class ClipParityTest {
  private static final double POSITIONS = 1e-5;

  private static ClipTowerFixtures fixtures;
  private static EngineRuntime runtime;

  @BeforeAll
  static void open() {
    fixtures = ClipTowerFixtures.open();
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  void valueRuleMatchesTheManifestExactly() {
    for (Map.Entry<String, JsonElement> entry : fixtures.selfTest().entrySet()) {
      assertEquals(
          entry.getValue().getAsString(),
          Long.toUnsignedString(fixtures.rule().hash(entry.getKey())),
          "hash of " + entry.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-gelu", "tiny-quickgelu", "tiny-resnet"})
  void tensorsHaveTheNamesAndShapesOfOpenClip(String name) {
    Map<String, String> expected = new HashMap<>();
    for (Map.Entry<String, JsonElement> entry :
        fixtures.parameters(name).getAsJsonObject().entrySet()) {
      String parameter = entry.getKey();
      if (!parameter.equals("logit_scale") && !parameter.endsWith(".num_batches_tracked")) {
        expected.put(parameter, entry.getValue().toString());
      }
    }
    Map<String, String> ours = new HashMap<>();
    for (ParameterSpec spec : new KamclNetwork(ClipCase.config(fixtures.config(name))).specs()) {
      JsonArray shape = new JsonArray();
      for (long d : spec.shape()) {
        shape.add(d);
      }
      ours.put(ClipCase.originalName(spec.name()), shape.toString());
    }
    assertEquals(expected, ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-gelu", "tiny-quickgelu", "tiny-resnet"})
  void featuresAndSimilaritiesMatch(String name) {
    compareCase(name);
  }

  /**
   * 151 million values; {@code mvn test -Dgroups=parity -DargLine.extra=-Dkamcl.clip.full=true}.
   */
  @Test
  @EnabledIfSystemProperty(named = "kamcl.clip.full", matches = "true")
  void featuresAndSimilaritiesOfFullSizeMatch() {
    compareCase("vit-b-32");
  }

  private static void compareCase(String name) {
    try (ClipCase clip = ClipCase.create(fixtures, name, runtime.manager());
        NetworkParameters frozen = clip.network().freeze(clip.parameters(), runtime.manager())) {
      int side = clip.network().config().imageSize();
      TextBatch texts = clip.batch(fixtures.texts());
      FeatureObserver observer = (feature, value) -> {};
      for (NetworkParameters set : List.of(clip.parameters(), frozen)) {
        for (FeatureObserver seen : List.of(FeatureObserver.NONE, observer)) {
          runtime.infer(
              manager -> {
                NDArray images = images(manager, name, side);
                NDArray image = clip.imageFeatures(set, seen, images);
                NDArray text = clip.textFeatures(set, seen, manager, texts);
                NDArray cosine = unit(image).matMul(unit(text).transpose());
                compare(name, "image", image);
                compare(name, "text", text);
                compare(name, "cosine", cosine);
                double scale = clip.network().config().clip().logitScale();
                compare(name, "logits", EngineConstants.multiply(cosine, scale));
                return null;
              });
        }
      }
    }
  }

  private static NDArray images(NDManager manager, String name, int side) {
    return manager.create(fixtures.images(name, 2, side), new Shape(2, 3, side, side));
  }

  private static NDArray unit(NDArray x) {
    return x.div(x.square().sum(new int[] {1}, true).sqrt());
  }

  @ParameterizedTest
  @ValueSource(ints = {96, 32})
  void positionsAreResampledForOtherImageSizes(int side) {
    String entry = "resampled-" + side;
    NetworkConfig config = ClipCase.config(fixtures.config("tiny-gelu")).withImageSize(side);
    try (ClipCase clip = ClipCase.create(fixtures, "tiny-gelu", config, runtime.manager());
        NetworkParameters frozen = clip.network().freeze(clip.parameters(), runtime.manager())) {
      int grid = config.clip().vision().grid();
      for (NetworkParameters set : List.of(clip.parameters(), frozen)) {
        runtime.infer(
            manager -> {
              ForwardContext scope =
                  ForwardContext.inference(set).scope(KamclNetwork.IMAGE_TOWER).scope("encoder");
              NDArray positions = PositionGrid.fitted(scope, manager, grid, side / 16);
              within(entry + "/positions", positions, POSITIONS);
              NDArray images =
                  manager.create(
                      fixtures.images("tiny-gelu", 2, side), new Shape(2, 3, side, side));
              NDArray image = clip.imageFeatures(set, FeatureObserver.NONE, images);
              within(entry + "/image", image, fixtures.allowed("tiny-gelu", "image"));
              return null;
            });
      }
    }
  }

  @Test
  void textsDoNotDependOnTheOthersOfTheirBatch() {
    try (ClipCase clip = ClipCase.create(fixtures, "tiny-gelu", runtime.manager())) {
      Npz.Array truth = fixtures.array("tiny-gelu/text@f64");
      int width = (int) truth.shape()[1];
      for (int i = 0; i < fixtures.texts().size(); i++) {
        TextBatch alone = clip.batch(List.of(fixtures.texts().get(i)));
        int row = i;
        runtime.infer(
            manager -> {
              float[] ours =
                  clip.textFeatures(clip.parameters(), FeatureObserver.NONE, manager, alone)
                      .toFloatArray();
              for (int j = 0; j < width; j++) {
                assertEquals(
                    truth.values()[row * width + j],
                    ours[j],
                    fixtures.allowed("tiny-gelu", "text"));
              }
              return null;
            });
      }
    }
  }

  private static void compare(String name, String entry, NDArray ours) {
    within(name + "/" + entry, ours, fixtures.allowed(name, entry));
  }

  private static void within(String entry, NDArray observed, double allowed) {
    Npz.Array exact = fixtures.array(entry + "@f64");
    double[] truth = (exact != null ? exact : fixtures.array(entry)).values();
    float[] ours = observed.toFloatArray();
    assertEquals(truth.length, ours.length, "size of " + entry);
    double worst = 0;
    for (int i = 0; i < truth.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - truth[i]));
    }
    ParityLedger.record("clip/" + entry, worst, allowed);
    assertTrue(worst <= allowed, entry + " differs by " + worst + ", allowed are " + allowed);
  }
}
