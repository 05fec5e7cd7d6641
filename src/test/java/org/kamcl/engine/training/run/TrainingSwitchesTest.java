package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting on a tiny corpus: it changes the run, and a paused run resumes bit-identically. */
class TrainingSwitchesTest {
  private static final int STEPS = 4;
  private static final int PAUSED_AFTER = 3;

  @TempDir private static Path folder;
  private static TestRuns tiny;
  private static JsonObject plain;
  private static int number;

  @BeforeAll
  static void open() {
    tiny =
        new TestRuns(
            folder,
            8,
            3,
            Map.of(
                "epochs", "2",
                "batchSize", "4",
                "queueSize", "8",
                "queueStartEpoch", "1",
                "conceptStartEpoch", "1",
                "tripletStartEpoch", "2",
                "batchNormAdaptationImages", "4",
                "frozenTextLayers", "5",
                "checkpointMinutes", "0"));
    plain = whole("");
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static RunFolder begin(String switches) {
    Map<String, String> changes = new HashMap<>();
    for (String setting : switches.isEmpty() ? new String[0] : switches.split(" ")) {
      changes.put(setting.split("=")[0], setting.split("=")[1]);
    }
    return tiny.begin("run" + number++, changes);
  }

  private static JsonObject whole(String switches) {
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(begin(switches), heard::add);
    List<JsonObject> steps = TestRuns.of(heard, "step");
    assertEquals(STEPS, steps.size());
    for (JsonObject step : steps) {
      JsonObject losses = step.getAsJsonObject("losses");
      assertTrue(losses.get("gradientNorm").getAsDouble() > 0, switches);
    }
    TestRuns.assertAllLossTermsArePositive(steps.get(STEPS - 1));
    return TestRuns.of(heard, "end").get(0);
  }

  private static JsonObject interrupted(String switches) {
    RunFolder run = begin(switches);
    tiny.pause(run, PAUSED_AFTER, event -> {});
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(run, heard::add);
    return TestRuns.of(heard, "end").get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imageSizes=32,64,96 captionsPerImage=3",
        "minCropScale=0.5 cropAspectRange=0.3 saturation=0.4 hue=20 downscaleProbability=0.5 minDownscale=0.3 blurProbability=0.3 erasingProbability=0.5",
        "synonymProbability=1 captionsPerImage=2 frozenTextLayers=0",
        "frozenTextLayers=6 synonymProbability=0.5 hardBatchFraction=0.5",
        "chunkSize=3 captionsPerImage=2 imageSizes=32,64",
        "hardBatchFraction=0.5 softTargetFraction=0 distillationWeight=0.1 imageLayerDecay=0.9 textLayerDecay=0.8"
      })
  void settingsChangeTheRunAndResumeIsBitIdentical(String switches) {
    JsonObject expected = whole(switches);
    assertNotEquals(plain.get("weights"), expected.get("weights"));
    JsonObject actual = interrupted(switches);
    assertEquals(expected.get("state"), actual.get("state"));
    assertEquals(expected.get("weights"), actual.get("weights"));
  }

  @Test
  void runsWithEqualSettingsAreBitIdentical() {
    assertEquals(plain.get("state"), whole("").get("state"));
  }
}
