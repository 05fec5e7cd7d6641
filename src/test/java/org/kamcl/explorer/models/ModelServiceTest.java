package org.kamcl.explorer.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.checkpoint.CheckpointError;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.InstalledModels.ActivationChoice;
import org.kamcl.explorer.api.InstalledModels.NewModel;
import org.kamcl.explorer.api.InstalledModels.SampleHits;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.InstalledModel.ActivationSource;
import org.kamcl.explorer.domain.InstalledModel.Recognized;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.PyTorchFiles;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpora;

/** Models of the fixtures' weights, as the window adds, tries and removes them. */
class ModelServiceTest {
  private static final String GELU = "tiny-gelu";
  private static final ClipTowerFixtures FIXTURES = ClipTowerFixtures.open();
  private static final Map<String, TensorData> TENSORS = ClipCheckpoints.tensors(FIXTURES, GELU);

  @TempDir private Path folder;
  private ModelStore store;
  private Optional<String> used = Optional.empty();
  private Optional<Path> captioned = Optional.empty();
  private ModelService service;

  @BeforeEach
  void create() {
    store = new ModelStore(folder.resolve("models"), Optional.empty());
    service =
        new ModelService(
            store,
            DeviceChoice.CPU,
            new FixedArchiveUse(() -> used, Map.of("mine", 7)),
            this::samples,
            () -> captioned);
  }

  private List<Path> samples() {
    try (Stream<Path> files = Files.list(Files.createDirectories(folder.resolve("samples")))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path sample(String name, int color) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, color + (i * 7919 & 0x1f1f1f));
    }
    Path file = Files.createDirectories(folder.resolve("samples")).resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path openClip(String name) {
    ClipCheckpoints.writeConfig(folder, FIXTURES.config(GELU));
    return PyTorchFiles.stateDict(folder.resolve(name), TENSORS);
  }

  private Recognized add(Path file, ActivationChoice activation) {
    return service.add(new NewModel(file, "mine", activation)).run(JobContext.NONE);
  }

  private void assertNoModel(ErrorCode code, Path file, ActivationChoice activation) {
    KamclException e = assertThrows(KamclException.class, () -> add(file, activation));
    assertEquals(code, e.code());
    assertEquals(List.of(), service.list());
    assertEquals(List.of(), leftovers());
  }

  private List<Path> leftovers() {
    Path models = folder.resolve("models");
    if (!Files.exists(models)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(models)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileOfOpenClipBecomesAModelWithAllThatIsKnown() {
    used = Optional.of("mine");
    Recognized added = add(openClip("mine.pt"), ActivationChoice.DETERMINED);
    assertTrue(added.kind().startsWith("OpenCLIP"), added.kind());
    assertEquals(List.of(), added.unused());
    InstalledModel model = service.list().get(0);
    assertEquals(added.model(), model);
    assertEquals("mine", model.name());
    assertTrue(model.inUse());
    assertEquals(7, model.indexed());
    assertTrue(model.bytes() > 100_000, () -> model.bytes() + " bytes");
    InstalledModel.Facts facts = model.facts().orElseThrow();
    assertEquals("CLIP ViT", facts.imageEncoder());
    assertEquals(64, facts.imageSize());
    assertEquals(32, facts.embeddingSize());
    assertEquals(16, facts.vision().orElseThrow().patch());
    assertTrue(facts.words());
    assertEquals(0, facts.concepts());
    assertEquals(Optional.empty(), facts.recall());
    InstalledModel.KnownActivation activation = facts.activation().orElseThrow();
    assertEquals(ActivationSource.STATED, activation.source());
    assertEquals("GELU", activation.name());
    assertEquals("open_clip_config.json", activation.statedBy());
  }

  @Test
  void progressCountsMegabytesAndCancelingLeavesNothing() {
    List<Long> totals = new ArrayList<>();
    int[] calls = {0};
    JobContext context =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            assertEquals(ProgressStage.MEGABYTES, stage);
            totals.add(total);
            calls[0]++;
          }

          @Override
          public boolean cancelled() {
            return calls[0] == 5;
          }
        };
    NewModel model = new NewModel(openClip("mine.pt"), "mine", ActivationChoice.DETERMINED);
    assertThrows(CancellationException.class, () -> service.add(model).run(context));
    assertEquals(5, totals.size());
    assertTrue(totals.get(0) >= 1, totals::toString);
    assertEquals(List.of(), leftovers());
  }

  @Test
  void cancelingTheMeasurementOfTheActivationLeavesNothing() {
    captioned = Optional.of(TinyCorpora.rsitmd(folder.resolve("corpus"), 6));
    Path file = folder.resolve("wide.safetensors");
    SafeTensors.write(file, new WeightSet(ClipCheckpoints.wide(FIXTURES, 16), Map.of()));
    List<Problem> waited = new ArrayList<>();
    List<List<Path>> during = new ArrayList<>();
    JobContext context =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            if (stage == ProgressStage.IMAGES) {
              during.add(leftovers());
            }
          }

          @Override
          public void waiting(Problem reason) {
            waited.add(reason);
          }

          @Override
          public boolean cancelled() {
            return !during.isEmpty();
          }
        };
    NewModel model = new NewModel(file, "mine", ActivationChoice.DETERMINED);
    assertThrows(CancellationException.class, () -> service.add(model).run(context));
    assertEquals(1, waited.size());
    assertTrue(waited.get(0).is(ModelsError.MEASURING_ACTIVATION));
    assertEquals(1, during.size(), "nothing more is embedded");
    assertEquals(1, during.get(0).size(), "the weights are written while they are measured");
    assertEquals(List.of(), leftovers());
    assertEquals(List.of(), service.list());
  }

  @Test
  void filesThatAreNoModelAreRefusedByNameAndLeaveNothing() throws IOException {
    Map<String, TensorData> lora =
        Map.of(
            "base_model.model.visual.q_proj.lora_A.weight",
            TensorData.ofFloats(new float[] {1}, 1),
            "base_model.model.visual.q_proj.lora_B.weight",
            TensorData.ofFloats(new float[] {1}, 1));
    Path adapter = folder.resolve("adapter.safetensors");
    SafeTensors.write(adapter, new WeightSet(lora, Map.of()));
    assertNoModel(CheckpointError.LORA_ONLY, adapter, ActivationChoice.DETERMINED);
    byte[] whole = Files.readAllBytes(openClip("whole.pt"));
    Path half = folder.resolve("half.pt");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThrows(KamclException.class, () -> add(half, ActivationChoice.DETERMINED));
    assertEquals(List.of(), leftovers());
  }

  @Test
  void theActivationIsAskedForWhereNothingStatesItAndCanBeChosen() {
    Path file = folder.resolve("wide.safetensors");
    SafeTensors.write(file, new WeightSet(ClipCheckpoints.wide(FIXTURES, 16), Map.of()));
    KamclException e =
        assertThrows(KamclException.class, () -> add(file, ActivationChoice.DETERMINED));
    assertTrue(service.activationQuestion(e).orElseThrow().is(ModelsError.ACTIVATION_UNKNOWN));
    KamclException undecided =
        new KamclException(InferenceError.ACTIVATION_UNDECIDED, file, 81, -0.01, 0.02);
    Problem question = service.activationQuestion(undecided).orElseThrow();
    assertTrue(question.is(ModelsError.ACTIVATION_UNDECIDED));
    assertEquals(List.of(file.toString(), 81, -0.01, 0.02), question.arguments());
    assertEquals(
        Optional.empty(), service.activationQuestion(new KamclException(ModelsError.NO_SAMPLES)));
    assertEquals(List.of(), leftovers());
    Recognized added = add(file, ActivationChoice.QUICK_GELU);
    InstalledModel.KnownActivation known =
        added.model().facts().orElseThrow().activation().orElseThrow();
    assertEquals(ActivationSource.CHOSEN, known.source());
    assertEquals("QuickGELU", known.name());
  }

  @Test
  void namesAreCheckedAndProposed() {
    Path file = openClip("mine.pt");
    assertEquals("mine", service.candidate(List.of(file)).name());
    add(file, ActivationChoice.DETERMINED);
    assertEquals("mine-2", service.candidate(List.of(file)).name());
    assertTrue(service.checkName("mine").orElseThrow().is(InferenceError.MODEL_EXISTS));
    assertTrue(service.checkName("a b").orElseThrow().is(InferenceError.MODEL_NAME_INVALID));
    assertEquals(Optional.empty(), service.checkName("other"));
  }

  @Test
  void samplesAreRankedByWordsAndByImage() throws IOException {
    Path red = sample("red.png", 0xc00000);
    sample("green.png", 0x00c000);
    sample("blue.png", 0x0000c0);
    add(openClip("mine.pt"), ActivationChoice.DETERMINED);
    SampleHits like = service.searchSamples("mine", red, 3).run(JobContext.NONE);
    assertEquals(red, like.files().get(0), "an image is most like itself");
    assertEquals(3, like.files().size());
    SampleHits words = service.searchSamples("mine", "a red field", 2).run(JobContext.NONE);
    assertEquals(2, words.files().size());
    assertEquals(List.of(), words.unknownWords());
    Path text = Files.writeString(folder.resolve("no-image.png"), "text");
    KamclException e =
        assertThrows(
            KamclException.class,
            () -> service.searchSamples("mine", text, 2).run(JobContext.NONE));
    assertEquals(ModelsError.EXAMPLE_UNREADABLE, e.code());
  }

  @Test
  void wordsThatTheModelDoesNotKnowAreNamed() throws IOException {
    sample("red.png", 0xc00000);
    TestModels.defaultModel(folder.resolve("models/small"));
    SampleHits hits = service.searchSamples("small", "boats xylophone123", 2).run(JobContext.NONE);
    assertEquals(Set.of("xylophone123"), new HashSet<>(hits.unknownWords()));
  }

  @Test
  void modelsInUseStayAndOthersAreRemoved() {
    add(openClip("mine.pt"), ActivationChoice.DETERMINED);
    used = Optional.of("mine");
    KamclException e = assertThrows(KamclException.class, () -> service.remove("mine"));
    assertEquals(ModelsError.MODEL_IN_USE, e.code());
    assertEquals(1, service.list().size());
    used = Optional.empty();
    service.remove("mine");
    assertEquals(List.of(), service.list());
  }

  @Test
  void theCardIsWrittenAndADamagedOneIsSaid() throws IOException {
    add(openClip("mine.pt"), ActivationChoice.DETERMINED);
    Path card = folder.resolve("card.json");
    service.saveCard("mine", card);
    assertEquals(
        "mine",
        JsonParser.parseString(Files.readString(card)).getAsJsonObject().get("name").getAsString());
    Files.writeString(folder.resolve("models/mine/model.json"), "{");
    InstalledModel damaged = service.list().get(0);
    assertTrue(damaged.facts().isEmpty());
    assertTrue(damaged.problem().orElseThrow().is(InferenceError.CARD_DAMAGED));
  }
}
