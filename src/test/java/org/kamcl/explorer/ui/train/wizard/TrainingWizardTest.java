package org.kamcl.explorer.ui.train.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.check.CheckDecisions.Leaks;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ExcludedImage;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.TinyCorpus;
import org.testfx.api.FxRobot;

/** The wizard in a window, with the real checks of a corpus with a leak and a broken image. */
class TrainingWizardTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private ExplorerServices services;
  private Path corpus;
  private WizardTrial trial;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    TestImages.write(images);
    services = FolderServices.of(images);
    corpus = TinyCorpus.write(folder.resolve("tiny"), 12, 4);
    Files.copy(corpus.resolve("p013.jpg"), corpus.resolve("leak.jpg"));
    Files.writeString(corpus.resolve("broken.jpg"), "text");
    Files.writeString(
        corpus.resolve("captions.csv"),
        "leak.jpg,boats near a lake,train\nbroken.jpg,a road near trees,train\n",
        StandardOpenOption.APPEND);
    show();
  }

  private void show() throws TimeoutException {
    trial = new WizardTrial(services, Theme.LIGHT, Locale.ENGLISH, 1440);
  }

  @AfterEach
  void close() {
    trial.close();
  }

  private <T extends Node> T node(String id, Class<T> type) {
    return robot.lookup(id).queryAs(type);
  }

  private boolean exists(String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private void fire(String id) {
    robot.interact(() -> node(id, ButtonBase.class).fire());
    trial.settle();
  }

  private void type(String id, String text) {
    robot.interact(() -> node(id, TextField.class).setText(text));
    trial.settle();
  }

  private RunPlan startedPlan() {
    assertEquals(1, trial.created().size());
    return services.trainingRuns().plan(trial.created().get(0).name());
  }

  @Test
  void findingsAreShownWithImagesAndLeftOutOfTheRun() {
    assertTrue(node("#wizard-next", Button.class).isDisabled());
    trial.choose(corpus);
    assertEquals(
        "2 findings need a decision. The safe choices are made already; you can continue.",
        node("#wizard-decisions", Label.class).getText());
    assertEquals(2, robot.lookup("#finding-leaks").lookup(".corpus-picture").queryAll().size());
    fire("#wizard-next");
    fire("#wizard-next");
    // The corpus has fewer images than a batch of the preset: 12 are left, and 10 divides 8000.
    assertEquals("10", node("#setting-batchSize", TextField.class).getText());
    fire("#wizard-next");
    type("#wizard-title", "First try");
    fire("#wizard-next");
    RunPlan plan = startedPlan();
    assertEquals("First try", plan.title());
    assertEquals(corpus, plan.corpus());
    assertEquals(RunPlan.SCRATCH, plan.from());
    assertEquals(Map.of("batchSize", "10"), plan.settings());
    assertEquals(
        List.of(new ExcludedImage("train", "broken.jpg"), new ExcludedImage("train", "leak.jpg")),
        plan.exclusions());
    assertEquals(Optional.empty(), services.trainingCorpora().draft());
  }

  @Test
  void anotherDecisionChangesWhatIsLeftOut() {
    trial.choose(corpus);
    robot.interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<Leaks> choice = node("#decision-leaks", ComboBox.class);
          choice.setValue(Leaks.KEEP);
        });
    trial.settle();
    fire("#wizard-next");
    fire("#wizard-next");
    fire("#wizard-next");
    fire("#wizard-next");
    assertEquals(List.of(new ExcludedImage("train", "broken.jpg")), startedPlan().exclusions());
  }

  @Test
  void aBadValueIsMarkedWhereItIsTypedAndBlocksTheRun() {
    trial.choose(corpus);
    fire("#wizard-next");
    fire("#wizard-next");
    type("#setting-epochs", "0");
    Label problem = node("#setting-problem-epochs", Label.class);
    assertTrue(problem.isVisible());
    assertEquals("The training setting epochs must be at least 1.", problem.getText());
    assertTrue(node("#wizard-next", Button.class).isDisabled());
    assertFalse(node("#setting-problem-patience", Label.class).isVisible());
    type("#setting-epochs", "many");
    assertTrue(problem.getText().contains("many"), problem.getText());
    fire("#setting-reset-epochs");
    assertEquals("10", node("#setting-epochs", TextField.class).getText());
    assertFalse(problem.isVisible());
    assertFalse(node("#wizard-next", Button.class).isDisabled());
  }

  @Test
  void settingsAreFoundByNameAndSentenceAndAdvancedOnesAreFolded() {
    trial.choose(corpus);
    fire("#wizard-next");
    fire("#wizard-next");
    assertFalse(exists("#setting-labelSmoothing"));
    type("#wizard-search", "smoothing");
    assertTrue(exists("#setting-labelSmoothing"));
    assertFalse(exists("#setting-epochs"));
    type("#wizard-search", "passes over the training");
    assertTrue(exists("#setting-epochs"));
    type("#wizard-search", "");
    fire("#wizard-advanced");
    int all = services.trainingRuns().settings("default", Locale.ENGLISH).size();
    assertEquals(all, robot.lookup(".setting").queryAll().size());
  }

  @Test
  void measuredTimeFollowsTheNumberOfEpochs() {
    trial.choose(corpus);
    fire("#wizard-next");
    fire("#wizard-next");
    // 40 epochs of 2 steps of 1.5 s and 4 s of validation were measured as 5 min; 10 are asked.
    assertEquals("2 min", node("#wizard-duration", Label.class).getText());
    type("#setting-epochs", "40");
    assertEquals("5 min", node("#wizard-duration", Label.class).getText());
    // Ten hours would be enough for 5,000 epochs of a few images.
    assertEquals(
        "Overnight on this machine: 40 epochs, done after 5 min. More epochs would fit, but hardly"
            + " improve the model.",
        node("#wizard-overnight", Labeled.class).getText());
    type("#setting-epochs", "7");
    fire("#wizard-overnight");
    assertEquals("40", node("#setting-epochs", TextField.class).getText());
    assertTrue(node("#preset-published", RadioButton.class).isSelected() == false);
    fire("#preset-published");
    assertEquals("40", node("#setting-epochs", TextField.class).getText());
  }

  @Test
  void theDraftSurvivesARestart() throws TimeoutException {
    trial.choose(corpus);
    fire("#wizard-next");
    fire("#wizard-next");
    type("#setting-epochs", "0");
    trial.close();
    show();
    assertTrue(exists("#wizard-settings"));
    assertEquals("0", node("#setting-epochs", TextField.class).getText());
    assertTrue(node("#setting-problem-epochs", Label.class).isVisible());
    fire("#wizard-discard");
    assertEquals(1, trial.left());
    assertTrue(exists("#wizard-corpus"));
    assertEquals(Optional.empty(), services.trainingCorpora().draft());
  }

  @Test
  void aCorpusThatCannotBeReadOrHasNoTrainingImagesIsRefusedByName() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    trial.choose(empty);
    assertTrue(node("#wizard-error", Labeled.class).getText().contains("empty"));
    assertTrue(node("#wizard-next", Button.class).isDisabled());
    Path images = Files.createDirectories(corpus.resolve("images"));
    trial.choose(images);
    String said = node("#wizard-error", Labeled.class).getText();
    assertTrue(said.contains(corpus + " above it"), said);
    Path untrained = TinyCorpus.write(folder.resolve("untrained"), 0, 3);
    trial.choose(untrained);
    assertTrue(node("#wizard-error", Labeled.class).getText().contains("train"));
    assertTrue(node("#wizard-next", Button.class).isDisabled());
  }
}
