package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.TestModels;

/** Trains an adapter, concept heads and the last blocks of a small CLIP network. */
class FrozenClipTest {
  private static final Map<String, String> SHORT =
      Map.of(
          "epochs", "2",
          "batchSize", "4",
          "queueSize", "8",
          "queueStartEpoch", "2",
          "tripletStartEpoch", "1");

  @TempDir private static Path folder;
  private static TestRuns tiny;

  @BeforeAll
  static void open() throws IOException {
    tiny = new TestRuns(folder, 12, 3, Map.of());
    ClipSizes sizes =
        new ClipSizes(
            new ClipSizes.Vision(32, 16, 16, List.of(3), 2, 32),
            new ClipSizes.Text(20, 49408, 16, 3, 2, 32),
            12,
            Activation.QUICK_GELU,
            100);
    NetworkConfig network = NetworkConfig.clip(sizes);
    Path clip = Files.createDirectories(folder.resolve("models/clip"));
    SafeTensors.write(clip.resolve(ModelFiles.WEIGHTS), TestModels.weights(network, name -> name));
    Files.writeString(clip.resolve(ModelFiles.CONCEPTS), "[]");
    ModelCard small = ModelCard.read(folder.resolve("models/small"));
    Files.writeString(
        clip.resolve(ModelCard.FILE),
        small.toBuilder().network(network).build().toJson().replace("\"small\"", "\"clip\""));
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static RunFolder begin(String name, String configuration, Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(SHORT);
    all.putAll(changes);
    return tiny.begin(
        new RunRequest(name, tiny.corpus, null, "clip", configuration, 5, all, "test"));
  }

  private static Map<String, TensorData> weights(String model) {
    Path file = tiny.models.find(model).folder().resolve(ModelFiles.WEIGHTS);
    return SafeTensors.read(file).tensors();
  }

  @Test
  void adapterBecomesACompleteModelWithConcepts() {
    RunFolder run = begin("adapted", "adapter", Map.of("conceptStartEpoch", "2"));
    List<JsonObject> heard = new ArrayList<>();
    tiny.pause(run, 4, heard::add);
    tiny.finish(run, heard::add);
    List<JsonObject> steps = TestRuns.of(heard, "step");
    assertEquals(6, steps.size());
    TestRuns.assertAllLossTermsArePositive(steps.get(5));
    Map<String, TensorData> adapted = weights("adapted");
    // The encoders keep their float32 values.
    weights("clip")
        .forEach((name, t) -> assertArrayEquals(t.toFloats(), adapted.get(name).toFloats(), name));
    Path stored = tiny.models.find("adapted").folder();
    try (KamclModel model = KamclModel.open(stored, tiny.runtime)) {
      assertTrue(model.conceptNames().contains("boats"));
      assertEquals(12, model.embedTexts(List.of("many boats")).get(0).vector().length);
      int concepts =
          model.embedImages(List.of(TestModels.image(1, 70, 64))).get(0).concepts().length;
      assertEquals(model.conceptNames().size(), concepts);
    }
  }

  @Test
  void conceptHeadsKeepTheEmbeddingsToTheLastBit() {
    tiny.finish(begin("named", "concepts", Map.of()), event -> {});
    List<String> texts = List.of("many boats near pier", "a lake");
    try (KamclModel before = KamclModel.open(tiny.models.find("clip").folder(), tiny.runtime);
        KamclModel after = KamclModel.open(tiny.models.find("named").folder(), tiny.runtime)) {
      assertEquals(List.of(), before.conceptNames());
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(
            before.embedTexts(texts).get(i).vector(), after.embedTexts(texts).get(i).vector());
      }
      assertTrue(after.conceptNames().contains("boats"));
      assertEquals(after.conceptNames().size(), after.embedTexts(texts).get(0).concepts().length);
    }
  }

  @Test
  void moreFrozenLayersThanTheTextEncoderHasAreRefused() {
    KamclException e =
        assertThrows(
            KamclException.class,
            () -> begin("deep", "fine-tune", Map.of("frozenTextLayers", "4")));
    assertEquals(Problem.of(RunError.TOO_MANY_FROZEN_LAYERS, 4, 3), e.problem());
    assertEquals(
        3,
        begin("all", "fine-tune", Map.of("frozenTextLayers", "3"))
            .spec()
            .network()
            .clip()
            .text()
            .blocks());
  }

  @Test
  void aModelWithoutConceptsIsFineTunedWithoutTheirLoss() {
    Map<String, String> first = Map.of("epochs", "1", "conceptStartEpoch", "1");
    RunFolder run = begin("tuned", "fine-tune", first);
    assertEquals(0, run.spec().training().knowledge().conceptLossWeight());
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(run, heard::add);
    List<JsonObject> steps = TestRuns.of(heard, "step");
    assertEquals(3, steps.size());
    JsonObject losses = steps.get(2).getAsJsonObject("losses");
    assertTrue(losses.get("infoNce").getAsDouble() > 0, losses.toString());
    KamclException e =
        assertThrows(
            KamclException.class,
            () -> begin("asked", "fine-tune", Map.of("conceptLossWeight", "1")));
    assertTrue(e.is(RunError.NO_CONCEPTS_TO_TRAIN));
  }

  @Test
  void lastBlocksAreOpened() {
    RunFolder run = begin("opened", "adapter", Map.of("trainedBlocks", "1", "epochs", "1"));
    assertEquals(2, run.spec().training().encoders().frozenTextLayers());
    tiny.finish(run, event -> {});
    Map<String, TensorData> before = weights("clip");
    List<String> changed = new ArrayList<>();
    weights("opened")
        .forEach(
            (name, tensor) -> {
              TensorData old = before.get(name);
              boolean same =
                  old != null && Arrays.equals(old.toHalf().toFloats(), tensor.toFloats());
              if (!same && !KamclNetwork.isHead(name)) {
                changed.add(name);
              }
            });
    assertTrue(changed.stream().anyMatch(name -> name.contains(".resblocks.2.")), "" + changed);
    assertTrue(changed.stream().anyMatch(name -> name.startsWith("textmodelQ.")), "" + changed);
    assertTrue(
        changed.stream()
            .noneMatch(name -> name.contains(".resblocks.0.") || name.contains(".resblocks.1.")),
        "" + changed);
  }
}
