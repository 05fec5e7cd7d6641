package org.kamcl.explorer.ui.train.captioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryComparisons;
import org.kamcl.explorer.ui.InMemoryTrainingRuns;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The comparison with random images without a window. */
class ComparisonViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final InMemoryComparisons comparisons = new InMemoryComparisons();
  private InMemoryTrainingRuns runs;
  private ComparisonViewModel model;
  private RunSummary run;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    ExplorerServices services = FolderServices.of(folder);
    runs = (InMemoryTrainingRuns) services.trainingRuns();
    runs.add("tuned", RunState.RUNNING, 2);
    runs.finish("tuned");
    run = runs.find("tuned");
    comparisons.chosen(12);
    JobsViewModel jobs = new JobsViewModel(background);
    ArchiveViewModel archive =
        new ArchiveViewModel(() -> comparing(services), background, jobs, messages);
    archive.open();
    model = new ComparisonViewModel(archive, jobs, background, messages);
  }

  private ExplorerServices comparing(ExplorerServices services) {
    return new ForwardingExplorerServices(services) {
      @Override
      public RandomComparisons randomComparisons() {
        return comparisons;
      }
    };
  }

  @Test
  void theFirstSourceIsChosenAndTheCommandNamesTheCorpus() {
    model.open(run);
    assertEquals(Optional.of(InMemoryComparisons.ARCHIVE), model.chosen());
    assertEquals(
        "kamcl suggest --evaluate CORPUS --count 12 --model scratch",
        model.command(),
        "the command line has no corpus for the images of the archive");
    model.add(Path.of("/data/my corpus"));
    assertEquals(2, model.sources().size());
    assertEquals(
        "kamcl suggest --evaluate '/data/my corpus' --split test --count 12 --model scratch",
        model.command());
    model.add(Path.of("/data/my corpus"));
    assertEquals(2, model.sources().size());
    model.choose(InMemoryComparisons.ARCHIVE);
    assertEquals(Optional.of(InMemoryComparisons.ARCHIVE), model.chosen());
    assertTrue(model.isSettled());
  }

  @Test
  void aCorpusThatIsTooSmallIsSaidAndNotOffered() {
    model.open(run);
    model.add(Path.of("/data/small"));
    assertEquals("Too few images.", model.problemProperty().get());
    assertEquals(List.of(InMemoryComparisons.ARCHIVE), model.sources());
    model.add(Path.of("/data/large"));
    assertEquals("", model.problemProperty().get());
  }

  @Test
  void withoutASourceNothingIsMeasured() {
    comparisons.sources(List.of());
    model.open(run);
    assertEquals(Optional.empty(), model.chosen());
    assertEquals(48, model.outlook().orElseThrow().needed());
    model.compare();
    assertNull(model.runningProperty().get());
    assertEquals(Optional.empty(), model.comparison());
  }

  @Test
  void whatIsMeasuredIsShownSeedBySeedAndAgainLater() {
    model.open(run);
    List<Integer> seen = new ArrayList<>();
    model
        .versionProperty()
        .addListener(
            (property, before, now) ->
                seen.add(model.comparison().map(one -> one.trials().size()).orElse(0)));
    background.hold();
    model.compare();
    assertNotNull(model.runningProperty().get());
    assertFalse(model.isSettled());
    background.release();
    assertTrue(seen.containsAll(List.of(1, 2, 3)), seen.toString());
    assertNull(model.runningProperty().get());
    assertEquals(3, model.comparison().orElseThrow().trials().size());
    assertFalse(model.comparison().orElseThrow().isCertain());
    assertTrue(model.isSettled());
    // Kept with the run: another run shows its own.
    runs.add("other", RunState.RUNNING, 2);
    runs.finish("other");
    model.open(runs.find("other"));
    model.open(run);
    assertEquals(3, model.comparison().orElseThrow().trials().size());
  }

  @Test
  void whileItMeasuresAnotherRunIsNotShown() {
    model.open(run);
    background.hold();
    model.compare();
    runs.add("other", RunState.RUNNING, 2);
    runs.finish("other");
    model.open(runs.find("other"));
    model.choose(new Source(Optional.empty(), "", "", 1, InMemoryComparisons.ARCHIVE.seconds()));
    assertEquals("tuned", model.run().orElseThrow().name());
    background.release();
    assertEquals(3, model.comparison().orElseThrow().trials().size());
  }

  @Test
  void failuresAreSaidAndWhatWasMeasuredStays() {
    model.open(run);
    model.compare();
    comparisons.failWith(new KamclException(LegacyError.SENTENCE, "The model is damaged."));
    model.compare();
    assertEquals("The model is damaged.", model.problemProperty().get());
    assertEquals(3, model.comparison().orElseThrow().trials().size());
    assertTrue(model.isSettled());
  }

  @Test
  void anOutlookThatCannotBeReadIsSaid() {
    comparisons.failWith(new KamclException(LegacyError.SENTENCE, "The corpus is gone."));
    model.open(run);
    assertEquals("The corpus is gone.", model.problemProperty().get());
    assertEquals(Optional.empty(), model.outlook());
    assertTrue(model.isSettled());
  }
}
