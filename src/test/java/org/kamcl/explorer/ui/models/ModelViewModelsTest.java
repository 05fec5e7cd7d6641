package org.kamcl.explorer.ui.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.evaluation.ActivationMeasurement;
import org.kamcl.engine.inference.ActivationChooser;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.api.InstalledModels.ActivationChoice;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.models.FixedArchiveUse;
import org.kamcl.explorer.models.ModelService;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.PyTorchFiles;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpora;

/** What the Models page shows, with real small models and without a window. */
class ModelViewModelsTest {
  @TempDir private static Path shared;
  private static Path corpus;
  private static Path openClip;

  @TempDir private Path folder;
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private final JobsViewModel jobs = new JobsViewModel(executor);
  private final ToastsViewModel toasts = new ToastsViewModel(executor, messages);
  private final List<RunSummary> started = new ArrayList<>();
  private Optional<String> used = Optional.empty();
  private Optional<Path> captioned = Optional.empty();
  private ExplorerServices services;
  private ModelsViewModel models;
  private NewModelViewModel created;
  private SampleQueryViewModel samples;
  private AddConceptsViewModel concepts;

  @BeforeAll
  static void createFiles() throws IOException {
    corpus = TinyCorpora.rsitmd(shared.resolve("corpus"), 6);
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    Path stated = Files.createDirectories(shared.resolve("clip"));
    ClipCheckpoints.writeConfig(stated, fixtures.config("tiny-gelu"));
    openClip =
        PyTorchFiles.stateDict(
            stated.resolve("weights.pt"), ClipCheckpoints.tensors(fixtures, "tiny-gelu"));
  }

  @BeforeEach
  void create() {
    InstalledModels installed =
        new ModelService(
            new ModelStore(folder.resolve("models"), Optional.empty()),
            DeviceChoice.CPU,
            new FixedArchiveUse(() -> used, Map.of("clip", 3)),
            ModelViewModelsTest::images,
            () -> captioned);
    services =
        new ForwardingExplorerServices(FolderServices.empty(folder)) {
          @Override
          public InstalledModels installedModels() {
            return installed;
          }
        };
    ArchiveViewModel archive = new ArchiveViewModel(() -> services, executor, jobs, messages);
    archive.open();
    models = new ModelsViewModel(archive, toasts, executor, messages);
    created = new NewModelViewModel(archive, jobs, executor, messages, models::added);
    samples = new SampleQueryViewModel(archive, jobs, executor, messages);
    concepts = new AddConceptsViewModel(archive, jobs, executor, messages, started::add);
  }

  private static List<Path> images() {
    try (Stream<Path> files = Files.list(corpus.resolve("images"))) {
      return files.sorted().limit(4).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InstalledModel selected() {
    InstalledModel shown = models.selectedProperty().get();
    assertNotNull(shown);
    return shown;
  }

  @Test
  void theModelInUseIsSelectedFirstAndTheSelectionStays() {
    TestModels.defaultModel(folder.resolve("models/a"));
    TestModels.clipModel(folder.resolve("models/clip"));
    used = Optional.of("clip");
    models.load();
    assertEquals("clip", selected().name());
    assertEquals(3, selected().indexed());
    models.select(models.models().get(0));
    assertEquals("a", selected().name());
    models.load();
    assertEquals("a", selected().name());
    models.remove(selected());
    assertEquals("clip", selected().name());
    assertTrue(toasts.toasts().get(0).text().contains("\"a\""));
  }

  @Test
  void aModelInUseIsNotRemoved() {
    TestModels.clipModel(folder.resolve("models/clip"));
    used = Optional.of("clip");
    models.load();
    models.remove(selected());
    assertTrue(toasts.toasts().get(0).problem());
    assertTrue(Files.exists(folder.resolve("models/clip")));
  }

  @Test
  void anAddedModelIsSelectedWithWhatItsFileWasRecognizedAs() {
    TestModels.defaultModel(folder.resolve("models/a"));
    models.load();
    created.choose(List.of(openClip));
    assertEquals("clip", created.nameProperty().get(), "the file has a plain name");
    assertTrue(created.ready().get());
    created.add();
    assertFalse(created.openProperty().get());
    assertEquals("clip", selected().name());
    assertEquals(List.of(), models.recognized(selected()).orElseThrow().unused());
    created.choose(List.of(openClip));
    assertEquals("clip-2", created.nameProperty().get());
    created.nameProperty().set("clip");
    assertTrue(created.nameProblemProperty().get().contains("already a model \"clip\""));
    assertFalse(created.ready().get());
  }

  @Test
  void partsThatAreChosenTogetherAndTheirFolderAreOneModel() throws IOException {
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    Path sharded = Files.createDirectories(folder.resolve("sharded"));
    ClipCheckpoints.writeConfig(sharded, fixtures.config("tiny-gelu"));
    List<Path> files =
        ClipCheckpoints.writeParts(sharded, ClipCheckpoints.tensors(fixtures, "tiny-gelu"));
    created.choose(List.of(sharded));
    assertEquals(files.get(2), created.fileProperty().get(), "the index of the folder");
    created.choose(files.subList(0, 2));
    assertEquals(files.get(0), created.fileProperty().get(), "parts without their index");
    assertEquals("", created.problemProperty().get());
    created.choose(files);
    assertEquals(files.get(2), created.fileProperty().get());
    created.nameProperty().set("whole");
    created.add();
    created.choose(List.of(openClip));
    created.add();
    assertEquals(List.of("clip", "whole"), models.models().stream().map(m -> m.name()).toList());
    for (InstalledModel model : models.models()) {
      assertEquals(List.of(), models.recognized(model).orElseThrow().unused());
    }
    long difference = models.models().get(0).bytes() - models.models().get(1).bytes();
    assertTrue(
        Math.abs(difference) <= 200,
        "the parts give the weights of the whole file; cards differ in names: " + difference);
  }

  @Test
  void theMeasuredIntervalIsShownWhereItDoesNotDecideTheActivation() {
    captioned = Optional.of(TinyCorpora.rsitmd(shared.resolve("few"), 2));
    Path unstated = folder.resolve("unstated.safetensors");
    SafeTensors.write(
        unstated, new WeightSet(ClipCheckpoints.wide(ClipTowerFixtures.open(), 16), Map.of()));
    created.choose(List.of(unstated));
    created.add();
    Matcher shown =
        Pattern.compile(
                "on (\\d+) sample images GELU and QuickGELU do not differ clearly"
                    + " \\(95 % interval of the difference (\\S+) to (\\S+)\\)")
            .matcher(created.problemProperty().get());
    assertTrue(shown.find(), created.problemProperty().get());
    ActivationChooser.Choice measured =
        ActivationMeasurement.on(captioned.orElseThrow(), DeviceChoice.CPU)
            .choose(
                (activation, runtime) -> {
                  Path model = folder.resolve("models-" + activation);
                  ModelStore store = new ModelStore(model, Optional.empty());
                  ImportResult imported =
                      new ModelImporter(store)
                          .importFile(
                              new ImportRequest(
                                  unstated,
                                  "m",
                                  Optional.empty(),
                                  Optional.empty(),
                                  Optional.of(activation)));
                  return KamclModel.open(imported.model().folder(), runtime);
                });
    assertEquals(measured.images(), Integer.parseInt(shown.group(1)));
    assertEquals(measured.low(), Double.parseDouble(shown.group(2)), 0.0006);
    assertEquals(measured.high(), Double.parseDouble(shown.group(3)), 0.0006);
    assertTrue(created.activationOpenProperty().get());
    assertFalse(created.ready().get());
    assertFalse(Files.exists(folder.resolve("models/unstated")));
    created.activationProperty().set(ActivationChoice.GELU);
    assertTrue(created.ready().get());
  }

  @Test
  void whileAModelIsAddedItCanOnlyBeCanceled() {
    created.choose(List.of(openClip));
    executor.hold();
    created.add();
    JobViewModel job = created.runningProperty().get();
    assertNotNull(job);
    assertFalse(created.ready().get());
    created.choose(List.of(corpus));
    assertEquals(openClip, created.fileProperty().get(), "another file is not taken meanwhile");
    created.cancel();
    executor.release();
    assertTrue(created.openProperty().get());
    assertFalse(Files.exists(folder.resolve("models")));
  }

  @Test
  void aFolderWithoutAModelIsSaidAndNoFileIsKept() {
    created.choose(List.of(openClip));
    created.choose(List.of(corpus.resolve("images")));
    assertNull(created.fileProperty().get());
    assertTrue(created.problemProperty().get().contains("is not a model file and contains none"));
    assertFalse(created.ready().get());
  }

  @Test
  void anotherModelForgetsWhatWasFoundAndAModelWithoutWordsFindsByImage() {
    TestModels.clipModel(folder.resolve("models/clip"));
    TestModels.modelWithoutWords(folder.resolve("models/plain"));
    models.load();
    InstalledModel clip = selected();
    samples.show(Optional.of(clip));
    assertEquals(4, samples.imagesProperty().get().size());
    assertFalse(samples.isRanked());
    samples.wordsProperty().set("a pier");
    samples.searchWords();
    assertTrue(samples.isRanked());
    assertEquals("Closest first to \"a pier\"", samples.titleProperty().get());
    InstalledModel plain = models.models().get(1);
    assertFalse(plain.facts().orElseThrow().words());
    samples.show(Optional.of(plain));
    assertFalse(samples.isRanked());
    Path image = images().get(2);
    samples.searchLike(image);
    assertEquals(image, samples.imagesProperty().get().get(0));
    samples.searchWords();
    assertTrue(
        samples.problemProperty().get().contains("plain"),
        () -> "words of a model without them: " + samples.problemProperty().get());
  }

  @Test
  void conceptsAreLearnedByARunWithTheSettingsOfTheCommand() {
    TestModels.clipModel(folder.resolve("models/Clip"));
    models.load();
    concepts.begin(selected());
    assertNull(concepts.planProperty().get());
    concepts.choose(corpus);
    RunPlan plan = concepts.planProperty().get();
    assertNotNull(plan);
    assertEquals("clip-concepts", plan.title());
    assertEquals("Clip", plan.from());
    assertEquals("concepts", plan.configuration());
    assertTrue(Integer.parseInt(plan.settings().get("batchSize")) > 1);
    assertTrue(
        concepts.expectedProperty().get().startsWith("About "), concepts.expectedProperty().get());
    concepts.start();
    assertEquals(1, started.size());
    assertEquals(plan, services.trainingRuns().plan(started.get(0).name()));
    assertFalse(concepts.openProperty().get());
  }

  @Test
  void aFolderThatIsNoCorpusIsSaid() {
    TestModels.clipModel(folder.resolve("models/clip"));
    models.load();
    concepts.begin(selected());
    concepts.choose(folder);
    assertNull(concepts.planProperty().get());
    assertFalse(concepts.problemProperty().get().isEmpty());
    assertEquals("", concepts.expectedProperty().get());
    concepts.start();
    assertEquals(List.of(), started);
  }
}
