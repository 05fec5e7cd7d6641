package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.FeatureSource;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.config.SettingsError;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.error.KamclException;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Trains adapters and concept heads above frozen encoders, with features of a tiny corpus. */
class FrozenEncodersTest {
  private static final Map<String, String> SHORT =
      Map.of(
          "epochs", "2",
          "batchSize", "4",
          "queueSize", "8",
          "queueStartEpoch", "2",
          "conceptStartEpoch", "2",
          "tripletStartEpoch", "1",
          "checkpointSteps", "2");

  @TempDir private static Path folder;
  private static TestRuns tiny;
  private static RunFolder finished;
  private static final List<JsonObject> HEARD = new ArrayList<>();

  @BeforeAll
  static void open() {
    tiny = new TestRuns(folder, 12, 3, Map.of());
    finished = begin("finished", "adapter", Map.of());
    tiny.finish(finished, HEARD::add);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static RunFolder begin(String name, String configuration, Map<String, String> changes) {
    return begin(name, tiny.corpus, configuration, changes);
  }

  private static RunFolder begin(
      String name, Path corpus, String configuration, Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(SHORT);
    all.putAll(changes);
    return tiny.begin(new RunRequest(name, corpus, null, "small", configuration, 5, all, "test"));
  }

  private static Map<String, TensorData> weights(String model) {
    Path file = tiny.models.find(model).folder().resolve(ModelFiles.WEIGHTS);
    return SafeTensors.read(file).tensors();
  }

  private static byte[] model(String name) throws IOException {
    return Files.readAllBytes(tiny.models.find(name).folder().resolve(ModelFiles.WEIGHTS));
  }

  /** Names of the tensors that a model does not share with the one it was trained from. */
  private static List<String> changed(String model) {
    Map<String, TensorData> before = weights("small");
    List<String> changed = new ArrayList<>();
    weights(model)
        .forEach(
            (name, tensor) -> {
              TensorData old = before.get(name);
              if (old == null || !Arrays.equals(old.toFloats(), tensor.toFloats())) {
                changed.add(name);
              }
            });
    return changed;
  }

  private static long prepared(List<JsonObject> heard, String stage) {
    return TestRuns.of(heard, "prepare").stream()
        .filter(event -> event.toString().contains("\"" + stage + "\""))
        .filter(event -> event.get("done").getAsInt() > 0)
        .count();
  }

  @Test
  void adapterOfAModelBecomesACompleteModel() {
    assertEquals(6, TestRuns.of(HEARD, "step").size());
    TestRuns.assertAllLossTermsArePositive(TestRuns.of(HEARD, "step").get(5));
    NetworkConfig network = tiny.models.find("finished").requireCard().network();
    assertEquals(FeatureSource.TOWER, assertNotNullAdapter(network));
    List<String> changed = changed("finished");
    assertTrue(changed.stream().allMatch(KamclNetwork::isHead), changed.toString());
    assertTrue(changed.contains("visualmodelQ.adapter.out.weight"));
    assertTrue(changed.contains("textmodelQ.tx.0.weight"));
    Path stored = tiny.models.find("finished").folder();
    try (KamclModel model = KamclModel.open(stored, tiny.runtime)) {
      Embedding image = model.embedImages(List.of(TestModels.image(1, 70, 64))).get(0);
      assertEquals(512, image.vector().length);
      assertEquals(model.conceptNames().size(), image.concepts().length);
    }
  }

  private static FeatureSource assertNotNullAdapter(NetworkConfig network) {
    assertNotNull(network.adapter());
    return network.adapter().source();
  }

  @Test
  void newAdapterKeepsTheEmbeddingsOfItsModel() {
    RunFolder run = begin("kept", "adapter", Map.of("headLearningRate", "0"));
    tiny.finish(run, event -> {});
    List<String> texts = List.of("many boats near pier", "a lake");
    try (KamclModel before = KamclModel.open(tiny.models.find("small").folder(), tiny.runtime);
        KamclModel after = KamclModel.open(tiny.models.find("kept").folder(), tiny.runtime)) {
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(
            before.embedTexts(texts).get(i).vector(),
            after.embedTexts(texts).get(i).vector(),
            1e-5f);
      }
    }
  }

  @Test
  void validationOnFeaturesIsThatOfTheStoredModel() {
    double validated =
        TestRuns.of(HEARD, "epoch").stream()
            .mapToDouble(epoch -> epoch.get("meanRecall").getAsDouble())
            .max()
            .orElseThrow();
    double stored =
        tiny.models.find("finished").requireCard().metrics().get("corpus-val/meanRecall");
    assertEquals(validated, stored, 0.01);
  }

  @Test
  void featuresAreComputedOnce() {
    assertEquals(15, prepared(HEARD, "images"));
    assertTrue(prepared(HEARD, "captions") > 0);
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(begin("again", "adapter", Map.of("epochs", "1")), heard::add);
    assertEquals(0, prepared(heard, "images") + prepared(heard, "captions"));
  }

  @Test
  void pausedRunEndsBitForBitLikeAnUninterruptedOneWithItsFeaturesComputedAgain()
      throws IOException {
    RunFolder run = begin("paused", "adapter", Map.of());
    tiny.pause(run, 3, event -> {});
    FileUtils.deleteDirectory(run.featureCache().toFile());
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(run, heard::add);
    assertEquals(List.of(), TestRuns.of(heard, "warning"));
    assertArrayEquals(model("finished"), model("paused"));
  }

  @Test
  void failedRunEndsBitForBitLikeAnUninterruptedOne() throws IOException {
    RunFolder run = begin("failed", "adapter", Map.of());
    Trainer trainer =
        tiny.trainer(
            run,
            event -> {
              if (event.get("event").getAsString().equals("step")
                  && event.get("step").getAsInt() == 5) {
                throw new IllegalStateException("The process ends here.");
              }
            });
    assertThrows(IllegalStateException.class, () -> trainer.run(Optional.empty()));
    tiny.finish(run, event -> {});
    assertArrayEquals(model("finished"), model("failed"));
  }

  @Test
  void pauseWhileFeaturesAreComputedKeepsThem() throws IOException {
    Path corpus = TinyCorpus.write(folder.resolve("others"), 9, 1);
    Path csv = corpus.resolve("captions.csv");
    Files.writeString(csv, Files.readString(csv).replace("near", "near the"));
    RunFolder run = begin("interrupted", corpus, "adapter", Map.of());
    List<JsonObject> heard = new ArrayList<>();
    List<Trainer> trainer = new ArrayList<>();
    trainer.add(
        tiny.trainer(
            run,
            event -> {
              heard.add(event);
              if (prepared(heard, "captions") == 3) {
                trainer.get(0).pause();
              }
            }));
    assertEquals(Trainer.EndReason.PAUSED, trainer.get(0).run(Optional.empty()).ending());
    int distinct = 2 * 10;
    assertEquals(3, prepared(heard, "captions"));
    heard.clear();
    tiny.finish(run, heard::add);
    assertEquals(distinct - 3, prepared(heard, "captions"));
  }

  @Test
  void unreadableImageIsReportedOnceAndReplaced() throws IOException {
    Path corpus = TinyCorpus.write(folder.resolve("broken"), 9, 2);
    Files.writeString(corpus.resolve("p004.jpg"), "no image");
    RunFolder run = begin("broken", corpus, "adapter", Map.of());
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(run, heard::add);
    List<JsonObject> warnings = TestRuns.of(heard, "warning");
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).toString().contains("p004.jpg"));
  }

  @Test
  void conceptHeadsAloneKeepTheEmbeddings() {
    RunFolder run = begin("named", "concepts", Map.of("conceptStartEpoch", "1"));
    List<JsonObject> heard = new ArrayList<>();
    tiny.finish(run, heard::add);
    assertTrue(changed("named").stream().allMatch(KamclNetwork::isConceptHead));
    assertFalse(changed("named").isEmpty());
    List<JsonObject> steps = TestRuns.of(heard, "step");
    double first = concept(steps.get(0));
    assertTrue(first > 0 && concept(steps.get(steps.size() - 1)) < first, steps.toString());
    assertTrue(tiny.models.find("named").requireCard().trainedOn().contains("embeddings stayed"));
  }

  private static double concept(JsonObject step) {
    return step.getAsJsonObject("losses").get("concept").getAsDouble();
  }

  @Test
  void openedBlocksAreTrainedAndTheOthersStay() {
    RunFolder run =
        begin("opened", "adapter", Map.of("trainedBlocks", "1", "epochs", "1", "batchSize", "4"));
    assertEquals(5, run.spec().training().encoders().frozenTextLayers());
    tiny.finish(run, event -> {});
    List<String> changed = changed("opened");
    // In half precision, a small change of a weight can disappear.
    assertTrue(changed.contains("visualmodelQ.backbone._bn1.bias"), changed.toString());
    assertTrue(changed.contains("textmodelQ.encoder.encoder.layer.5.output.dense.weight"));
    assertTrue(changed.contains("visualmodelQ.high_module.fc.weight"));
    assertTrue(changed.stream().noneMatch(name -> name.contains("backbone._blocks")));
    assertFalse(changed.contains("textmodelQ.encoder.encoder.layer.4.output.dense.weight"));
  }

  @Test
  void publishedNetworkIsRefused() throws IOException {
    Path published = folder.resolve("models/published");
    FileUtils.copyDirectory(folder.resolve("models/small").toFile(), published.toFile());
    Path card = published.resolve(ModelCard.FILE);
    NetworkConfig network =
        NetworkConfig.publishedBuilder()
            .backbone(BackboneType.RESNET18)
            .imageSize(64)
            .vocabularySize(11)
            .build();
    ModelCard read = ModelCard.read(published);
    Files.writeString(card, read.toBuilder().network(network).build().toJson());
    RunRequest plan =
        new RunRequest("no", tiny.corpus, null, "published", "adapter", 5, SHORT, "test");
    RunConfiguration configuration =
        RunConfiguration.of(plan, Optional.of(tiny.models.find("published")));
    KamclException refused = assertThrows(KamclException.class, () -> configuration.network(11));
    assertTrue(refused.is(RunError.FEATURES_NOT_FIXED));
  }

  @Test
  void conceptHeadsNeedTheirLossFromTheFirstEpoch() {
    KamclException late =
        assertThrows(
            KamclException.class, () -> begin("no", "concepts", Map.of("conceptStartEpoch", "2")));
    assertTrue(late.getMessage().contains("conceptStartEpoch"));
    Map<String, String> off = Map.of("conceptStartEpoch", "1", "conceptLossWeight", "0");
    assertTrue(
        assertThrows(KamclException.class, () -> begin("no", "concepts", off))
            .getMessage()
            .contains("conceptLossWeight"));
  }

  @Test
  void settingsThatChangeImagesAreRefused() {
    KamclException refused =
        assertThrows(
            KamclException.class,
            () -> begin("no", "adapter", Map.of("batchNormAdaptationImages", "8")));
    assertTrue(refused.is(SettingsError.VALUE_NOT_ALLOWED));
    assertTrue(refused.getMessage().contains("batchNormAdaptationImages"));
    assertThrows(KamclException.class, () -> begin("no", "adapter", Map.of("imageSizes", "32,64")));
    assertThrows(
        KamclException.class, () -> begin("no", "adapter", Map.of("synonymProbability", "0.1")));
  }

  @Test
  void adapterAndConceptsNeedEncoders() {
    RunRequest scratch =
        new RunRequest("no", tiny.corpus, null, "scratch", "adapter", 5, SHORT, "test");
    assertTrue(
        assertThrows(KamclException.class, () -> tiny.begin(scratch))
            .is(RunError.ADAPTER_NEEDS_ENCODERS));
    RunRequest pretrained =
        new RunRequest("no", tiny.corpus, null, "pretrained", "concepts", 5, SHORT, "test");
    assertTrue(
        assertThrows(KamclException.class, () -> tiny.begin(pretrained))
            .is(RunError.CONCEPTS_NEED_MODEL));
  }
}
