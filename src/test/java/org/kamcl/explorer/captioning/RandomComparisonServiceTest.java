package org.kamcl.explorer.captioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.Reason;
import org.kamcl.explorer.api.RandomComparisons.Comparison;
import org.kamcl.explorer.api.RandomComparisons.Outlook;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.api.RandomComparisons.Trial;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.corpus.TrainingCorpusService;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.RunTimes;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** The comparison of a run's choice with random ones, with the engine and a small model. */
class RandomComparisonServiceTest {
  private static final int CHOSEN = 2;

  @TempDir private static Path folder;

  private static Catalog catalog;
  private static TrainingCorpusService corpora;
  private static ModelStore models;
  private static Path made;

  /** Two images with captions of the queue, one without captions, and eight of a corpus. */
  @BeforeAll
  static void index() throws IOException {
    Path workspace = folder.resolve("workspace");
    TestModels.defaultModel(workspace.resolve("models/small"));
    Path plain = Files.createDirectories(folder.resolve("plain"));
    for (int i = 0; i < CHOSEN + 1; i++) {
      Files.write(
          plain.resolve("q" + i + ".png"), ImageBytes.png(TestModels.image(40 + i, 64, 64)));
    }
    Path described = TinyCorpus.write(folder.resolve("described"), 8, 0);
    try (ExplorerContext context =
        ExplorerContext.open(new Workspace(workspace, Optional.empty()))) {
      context
          .index(new ImportRequest(List.of(plain, described), Optional.empty()))
          .run(JobContext.NONE);
    }
    catalog = Catalog.open(workspace.resolve(Catalog.FILE_NAME));
    models = new ModelStore(workspace.resolve("models"), Optional.empty());
    corpora =
        new TrainingCorpusService(
            workspace,
            new Thumbnails(new ImageLoader(), catalog.collections()::bandRendering),
            models,
            Optional.empty());
    List<CaptionedImage> captions = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (ImageRecord image : catalog.images()) {
      if (image.captions().isEmpty() && captions.size() < CHOSEN) {
        captions.add(new CaptionedImage(image, "a lake"));
        entries.add(
            Entry.open(image, new Reason(1, OptionalDouble.empty(), List.of(), List.of()))
                .withCaption("a lake"));
      }
    }
    catalog.captioning().begin(entries);
    entries.forEach(catalog.captioning()::store);
    made = corpora.add("mine", captions).run(JobContext.NONE);
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  private static RandomComparisonService service(Path... known) throws IOException {
    Files.createDirectories(folder.resolve("runs/tuned"));
    return new RandomComparisonService(
        catalog,
        models,
        DeviceChoice.CPU,
        corpora,
        folder.resolve("runs")::resolve,
        () -> List.of(known),
        1);
  }

  private static RunSummary run(Path corpus, String from) {
    RunProgress progress =
        new RunProgress(
            1,
            1,
            1,
            1,
            1,
            OptionalDouble.of(50),
            1,
            OptionalDouble.of(1),
            OptionalDouble.of(10),
            OptionalInt.empty(),
            1);
    RunOrigin origin =
        new RunOrigin(
            corpus,
            "mine",
            Optional.empty(),
            from,
            "default",
            Map.of(
                "epochs", "1", "batchSize", "8", "allCaptions", "false", "learningRate", "other"),
            1,
            "",
            "",
            "",
            Optional.empty());
    return new RunSummary(
        "tuned",
        "tuned",
        "",
        RunState.DONE,
        origin,
        progress,
        RunTimes.of(Instant.EPOCH),
        Optional.empty(),
        Optional.of("tuned"),
        false);
  }

  @Test
  void aRunIsFromTheQueueIfItsCorpusHasCaptionsOfTheQueue() throws IOException {
    assertTrue(service().isFromQueue(run(made, "small")));
    RunSummary described = run(folder.resolve("described"), "small");
    assertFalse(service().isFromQueue(described));
    KamclException other = assertThrows(KamclException.class, () -> service().outlook(described));
    assertTrue(other.is(CaptioningError.NOT_FROM_QUEUE));
    KamclException scratch =
        assertThrows(KamclException.class, () -> service().outlook(run(made, "scratch")));
    assertTrue(scratch.is(CaptioningError.NO_START_MODEL));
  }

  @Test
  void theArchiveAndLargeEnoughSplitsAreOffered() throws IOException {
    Path large = TinyCorpus.write(folder.resolve("large"), 1, 9);
    Path little = TinyCorpus.write(folder.resolve("little"), 9, 7);
    Outlook outlook = service(little, folder.resolve("gone"), large).outlook(run(made, "small"));
    assertEquals("small", outlook.model());
    assertEquals(CHOSEN, outlook.count());
    assertEquals(1, outlook.uncaptioned());
    assertEquals(8, outlook.captioned());
    assertEquals(8, outlook.needed());
    assertEquals(List.of("", "large"), outlook.sources().stream().map(Source::name).toList());
    Source corpus = outlook.sources().get(1);
    assertEquals("val", corpus.split());
    assertEquals(9, corpus.images());
    // 9 images and a captioned one; 3 x 2 fine-tunings with 2 pairs, each as long as three forward
    // passes, and 5 held-out images each; 10 pairs per second are 30 forward passes per second.
    double passes = 10 + 6 * (3 * 2 + 5);
    assertEquals(passes / 30, corpus.seconds().orElseThrow(), 1e-9);
    KamclException refused =
        assertThrows(KamclException.class, () -> service().source(run(made, "small"), little));
    assertTrue(refused.is(CaptioningError.CORPUS_TOO_SMALL));
    assertTrue(refused.getMessage().contains("has 7"), refused.getMessage());
    assertTrue(refused.getMessage().contains("needs 8"), refused.getMessage());
  }

  @Test
  void bothChoicesAreMeasuredOnTheArchiveAndKeptWithTheRun() throws IOException {
    RandomComparisonService service = service();
    RunSummary run = run(made, "small");
    Source archive = service.outlook(run).sources().get(0);
    List<Comparison> partial = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    JobContext context =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long now, long total, String item) {
            done.add(now);
            totals.add(total);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    Comparison measured = service.compare(run, archive, partial::add).run(context);
    assertEquals(List.of(measured), partial);
    assertEquals(CHOSEN, measured.count());
    Trial trial = measured.trials().get(0);
    assertEquals(4, trial.heldOut());
    for (double recall : List.of(trial.before(), trial.chosen(), trial.random())) {
      assertTrue(recall > 0 && recall <= 100, "mR " + recall);
    }
    assertTrue(trial.difference().low() <= trial.gain() + 1e-9);
    assertTrue(trial.difference().high() >= trial.gain() - 1e-9);
    assertEquals(totals.get(totals.size() - 1), done.get(done.size() - 1));
    assertEquals(Optional.of(measured), service().outlook(run).kept());
    assertNothingIsLeft();
    Path file = folder.resolve("runs/tuned").resolve(ComparisonFile.NAME);
    String kept = Files.readString(file, StandardCharsets.UTF_8);
    for (String damaged :
        List.of(
            kept.substring(0, kept.length() / 2),
            kept.replace("\"count\": 2", "\"count\": 3"),
            "{\"trials\":[{}]}",
            "[]",
            "")) {
      Files.writeString(file, damaged, StandardCharsets.UTF_8);
      assertEquals(Optional.empty(), service().outlook(run).kept(), damaged);
    }
    Files.writeString(file, kept, StandardCharsets.UTF_8);
    assertEquals(Optional.of(measured), service().outlook(run).kept());
    Files.delete(file);
    assertEquals(Optional.empty(), service().outlook(run).kept());
  }

  private static void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      assertEquals(List.of(folder.resolve("runs/tuned")), files.toList());
    }
  }

  @Test
  void aCancelledComparisonLeavesNothing() throws IOException {
    RunSummary run = run(made, "small");
    RandomComparisonService service = service();
    Source archive = service.outlook(run).sources().get(0);
    JobContext cancelled =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long now, long total, String item) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> service.compare(run, archive, some -> {}).run(cancelled));
    assertNothingIsLeft();
  }

  @Test
  void theMeanIsCertainOnlyIfItsIntervalDoesNotIncludeZero() {
    // Differences 1, 2 and 3: standard error 1/sqrt(3), t = 4.302653 with 2 degrees of freedom.
    Comparison one = comparison(1, 2, 3);
    assertEquals(2, one.gain(), 1e-12);
    assertEquals(2 - 4.302653 / Math.sqrt(3), one.interval().orElseThrow().low(), 1e-5);
    assertEquals(2 + 4.302653 / Math.sqrt(3), one.interval().orElseThrow().high(), 1e-5);
    assertFalse(one.isCertain());
    assertTrue(comparison(2, 2.1, 2.2).isCertain());
    assertTrue(comparison(-2, -2.1, -2.2).isCertain());
    assertEquals(Optional.empty(), comparison(5).interval());
    assertFalse(comparison(5).isCertain());
  }

  private static Comparison comparison(double... gains) {
    List<Trial> trials = new ArrayList<>();
    for (double gain : gains) {
      trials.add(
          new Trial(
              trials.size() + 1, 10, 40, 50 + gain, 50, new BootstrapInterval(gain - 1, gain + 1)));
    }
    return new Comparison("small", 2, "", "", trials);
  }
}
