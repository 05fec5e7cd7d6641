package org.kamcl.explorer.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.evaluation.Failure;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryComparisons;
import org.kamcl.explorer.ui.InMemoryEvaluations;
import org.kamcl.explorer.ui.InMemoryTrainingRuns;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.train.TrainPerspective;
import org.kamcl.support.TinyCorpora;
import org.testfx.api.FxRobot;

/** The Evaluate perspective in the window, on small corpora in published layouts. */
class EvaluatePerspectiveTest {
  @TempDir private static Path folder;
  private static Path rsicd;
  private static Path nwpu;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private final InMemoryEvaluations evaluations = new InMemoryEvaluations();
  private ExplorerServices images;
  private ExplorerWindow window;

  @BeforeAll
  static void createCorpora() {
    rsicd = TinyCorpora.rsitmd(folder.resolve("RSICD"), 24);
    nwpu = TinyCorpora.nwpu(folder.resolve("other"), 8);
  }

  @BeforeEach
  void open() throws TimeoutException {
    images = FolderServices.of(rsicd.resolve("images"));
    window =
        fixture.open(
            () ->
                new ForwardingExplorerServices(images) {
                  @Override
                  public InMemoryEvaluations evaluations() {
                    return evaluations;
                  }
                },
            Theme.LIGHT,
            1440);
  }

  private void evaluateBefore(String model, Path corpus, String split) {
    evaluations
        .evaluate(
            new Request(corpus, Optional.empty(), split, model, Optional.empty(), false),
            partial -> {})
        .run(JobContext.NONE);
  }

  private void showEvaluate() {
    robot.push(KeyCode.CONTROL, digit());
    waitUntil(() -> robot.lookup("#evaluate").tryQuery().isPresent());
    fixture.settle();
  }

  /** The key of the perspective, by its place in the rail. */
  private KeyCode digit() {
    List<String> ids = window.perspectives().stream().map(Perspective::id).toList();
    return KeyCode.valueOf("DIGIT" + (ids.indexOf("evaluate") + 1));
  }

  private EvaluatePerspective perspective() {
    return (EvaluatePerspective)
        window.perspectives().stream()
            .filter(one -> one.id().equals("evaluate"))
            .findFirst()
            .orElseThrow();
  }

  private void choose(Path corpus) {
    robot.interact(() -> perspective().choose(corpus));
    fixture.settle();
  }

  private void fire(String id) {
    robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    fixture.settle();
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private Set<String> texts(String within) {
    return robot.from(robot.lookup(within)).lookup(".label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked")
  private ListView<Case> cases() {
    return robot.lookup("#cases").queryAs(ListView.class);
  }

  private List<Button> buttons(String within) {
    return List.copyOf(robot.from(robot.lookup(within)).lookup(".button").queryAllAs(Button.class));
  }

  @Test
  void aClipModelStandsBesideThePublishedOnesOfItsKind() {
    evaluateBefore("clip-61", rsicd, "test");
    showEvaluate();
    Set<String> table = texts("#recall-table");
    assertTrue(
        table.containsAll(
            Set.of(
                "KAMCL ResNet-18 + GRU",
                "Published CLIP models",
                "RemoteCLIP CLIP ViT-B/32",
                "published, CLIP fine-tuned",
                "35.26")),
        table::toString);
    assertFalse(table.contains("10.43"), "other methods are added on request");
  }

  @Test
  void corpusIsChosenEvaluatedAndComparedWithPublishedRows() {
    showEvaluate();
    assertTrue(WindowRobot.isShown(robot.lookup("#evaluate-start").query()));
    assertTrue(robot.lookup("#evaluate-run").query().isDisabled());
    choose(rsicd);
    assertTrue(text("#evaluate-start").contains("not been evaluated"));
    fire("#evaluate-run");
    double recall = Double.parseDouble(text("#mean-recall"));
    assertEquals(
        evaluations.stored().evaluations().get(0).meanRecall(), recall, 0.005, "as evaluated");
    Set<String> table = texts("#recall-table");
    assertTrue(
        table.containsAll(Set.of("This model", "KAMCL ResNet-18 + GRU", "23.26")), table::toString);
    assertFalse(table.contains("10.43"), "other methods are added on request");
    assertFalse(table.contains("35.26"), "this is no CLIP model");
    String sentence =
        robot.lookup(".evaluate-sentence").queryAllAs(Label.class).iterator().next().getText();
    assertTrue(sentence.contains("published KAMCL ResNet-50 + GRU"), sentence);
    assertTrue(sentence.contains("outside the interval: a certain difference"), sentence);

    MenuButton add = robot.lookup("#add-row").queryAs(MenuButton.class);
    robot.interact(() -> add.getOnShowing().handle(null));
    MenuItem other = add.getItems().get(0);
    assertTrue(other.getText().startsWith("VSE++ ResNet-18 + GRU (2018)"), other.getText());
    robot.interact(other::fire);
    assertTrue(texts("#recall-table").contains("10.43"));
  }

  @Test
  void otherProtocolHidesPublishedRowsAndSaysWhy() {
    evaluateBefore("default-15", rsicd, "val");
    showEvaluate();
    Set<String> table = texts("#recall-table");
    assertFalse(table.contains("KAMCL ResNet-18 + GRU"), table::toString);
    Set<String> sentences =
        robot.lookup(".evaluate-sentence").queryAllAs(Label.class).stream()
            .map(Label::getText)
            .collect(Collectors.toSet());
    assertTrue(
        sentences.stream().anyMatch(s -> s.contains("1,093 images of its split test")),
        sentences::toString);
  }

  @Test
  void barBinAndCategoryFilterTheFailures() {
    evaluateBefore("default-15", rsicd, "test");
    showEvaluate();
    int all = cases().getItems().size();
    Evaluation evaluation = evaluations.load("default-15-0");
    assertEquals(
        images(evaluation, caption -> caption.rank() > 0), all, "each image is listed once");
    assertTrue(all < Failure.worst(evaluation).size(), "some images have several failures");
    Button worst = buttons("#category-rows").get(0);
    String category = texts("#category-rows").iterator().next();
    robot.interact(worst::fire);
    int ofCategory = cases().getItems().size();
    assertTrue(ofCategory > 0 && ofCategory < all, category);
    robot.interact(() -> buttons("#category-rows").get(0).fire());
    assertEquals(all, cases().getItems().size(), "a second click shows all again");

    robot.interact(() -> buttons("#rank-bars").get(1).fire());
    int ofBin = cases().getItems().size();
    assertEquals(images(evaluation, caption -> caption.rank() >= 1 && caption.rank() <= 4), ofBin);
    robot.interact(() -> assertTrue(perspective().escape()));
    assertEquals(all, cases().getItems().size());

    robot.interact(
        () -> {
          ButtonBase show = robot.lookup("#show-confusion").queryAs(ButtonBase.class);
          show.fire();
        });
    Button pair = robot.lookup(".confusion-pair").queryAs(Button.class);
    assertTrue(pair.getText().contains(" → "), pair.getText());
    robot.interact(pair::fire);
    List<Caption> confused =
        cases().getItems().stream().map(one -> evaluation.captions().get(one.caption())).toList();
    assertTrue(confused.size() < all);
    String wanted = evaluation.images().get(confused.get(0).image()).category();
    String first = evaluation.images().get(confused.get(0).firstImage()).category();
    assertTrue(pair.getText().startsWith(wanted + " → " + first), pair.getText());
  }

  /** Number of images with captions that meet a condition. */
  private static long images(Evaluation evaluation, Predicate<Caption> condition) {
    return evaluation.captions().stream().filter(condition).map(Caption::image).distinct().count();
  }

  @Test
  void changesSinceAnotherModelAreBrowsed() {
    evaluateBefore("default-15", rsicd, "test");
    evaluateBefore("mine-20", rsicd, "test");
    showEvaluate();
    assertTrue(texts("#changes").contains("Since \"default-15\""), texts("#changes")::toString);
    assertTrue(texts("#recall-table").contains("default-15"));
    fire("#browse-changes");
    List<Case> gained = List.copyOf(cases().getItems());
    assertFalse(gained.isEmpty());
    assertTrue(gained.stream().allMatch(one -> one.change().orElseThrow().gained()));
    fire("#cases-lost");
    assertTrue(cases().getItems().stream().noneMatch(one -> one.change().orElseThrow().gained()));
    fire("#back-to-failures");
    assertTrue(cases().getItems().stream().allMatch(one -> one.change().isEmpty()));
  }

  @Test
  void comparisonOfTwoModelsEvaluatesBoth() {
    showEvaluate();
    robot.interact(() -> perspective().compare("mine-20", "default-15", rsicd, "val"));
    fixture.settle();
    waitUntil(() -> texts("#changes").contains("Since \"default-15\""));
    assertEquals(2, evaluations.stored().evaluations().size());
  }

  @Test
  void rerankingIsMeasuredOnRequest() {
    evaluateBefore("default-15", rsicd, "test");
    showEvaluate();
    assertFalse(texts("#recall-table").contains("Re-ranked"));
    CheckBox rerank = robot.lookup("#rerank").queryAs(CheckBox.class);
    robot.interact(rerank::fire);
    fixture.settle();
    waitUntil(() -> texts("#recall-table").contains("Re-ranked"));
    assertTrue(
        robot.lookup(".evaluate-sentence").queryAllAs(Label.class).stream()
            .anyMatch(label -> label.getText().startsWith("Re-ranking changes mR by")));
  }

  @Test
  void failureOpensItsImageWithTheCaptionAsQuery() {
    evaluateBefore("default-15", rsicd, "test");
    showEvaluate();
    Case first = cases().getItems().get(0);
    String caption = evaluations.load("default-15-0").captions().get(first.caption()).text();
    robot.interact(
        () -> {
          cases().getSelectionModel().select(0);
          cases().requestFocus();
        });
    robot.push(KeyCode.ENTER);
    ToggleButton inspect = robot.lookup("#perspective-inspect").queryAs(ToggleButton.class);
    waitUntil(inspect::isSelected);
    assertEquals(Optional.of('"' + caption + '"'), Optional.of(window.lastQuery()));
  }

  @Test
  void corpusWithoutCategoriesOrCaptionsIsSaid() throws Exception {
    showEvaluate();
    Path empty = Files.createDirectories(folder.resolve("empty"));
    choose(empty);
    assertTrue(WindowRobot.isShown(robot.lookup("#evaluate-notice").query()));
    assertTrue(text("#evaluate-notice").contains("empty"), text("#evaluate-notice"));
    choose(nwpu);
    fire("#evaluate-run");
    assertFalse(WindowRobot.isShown(robot.lookup("#evaluate-notice").query()));
    assertTrue(
        texts("#categories").stream().anyMatch(t -> t.contains("The corpus lists the categories")));
  }

  @Test
  void whatRandomImagesWouldHaveGivenIsMeasuredFromTheChangesOfACaptioningRun() {
    evaluateBefore("default-15", rsicd, "test");
    evaluateBefore("mine-20", rsicd, "test");
    InMemoryComparisons comparisons = (InMemoryComparisons) images.randomComparisons();
    ((InMemoryTrainingRuns) images.trainingRuns()).addTrained("mine-20", "default-15", rsicd);
    showEvaluate();
    assertTrue(robot.lookup("#compare-random").tryQuery().isEmpty(), "not from the queue");
    comparisons.chosen(12);
    robot.interact(() -> perspective().compare("mine-20", "default-15", rsicd, "val"));
    waitUntil(() -> robot.lookup("#compare-random").tryQuery().isPresent());
    fire("#compare-random");
    waitUntil(() -> robot.lookup("#random-compare").tryQuery().isPresent());
    assertTrue(text("#random-intro").contains("12 images"), text("#random-intro"));
    assertEquals("Expected time: 12 min, from the speed of this run.", text("#random-expected"));
    fire("#random-compare");
    waitUntil(() -> robot.lookup("#random-verdict").tryQuery().isPresent());
    assertTrue(text("#random-verdict").startsWith("No certain difference"));
    Set<String> cells = texts("#random-table");
    assertTrue(cells.containsAll(Set.of("+0.50", "\u22120.25", "+0.35", "+0.20")), cells::toString);
    assertTrue(cells.contains("\u22121.10 to +2.20"), cells::toString);

    // Nothing to measure on: the reason, what was measured on RSICD, and the command line.
    comparisons.sources(List.of());
    InMemoryTrainingRuns runs = (InMemoryTrainingRuns) images.trainingRuns();
    RunSummary other = runs.addTrained("mine-30", "default-15", rsicd);
    robot.interact(() -> train().compareWithRandom(other));
    fixture.settle();
    assertTrue(text("#random-method").startsWith("This cannot be measured here."));
    assertTrue(robot.lookup("#random-choose").tryQuery().isPresent());
    assertTrue(robot.lookup("#random-compare").tryQuery().isEmpty());
    assertEquals(
        "kamcl suggest --evaluate CORPUS --count 12 --model default-15",
        robot.lookup("#random-command").queryAs(TextField.class).getText());
    fire("#random-leave");
    assertTrue(robot.lookup("#random").tryQuery().isEmpty());
  }

  private TrainPerspective train() {
    return (TrainPerspective)
        window.perspectives().stream()
            .filter(one -> one.id().equals("train"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void narrowWindowHasTheFailuresBelow() {
    evaluateBefore("default-15", rsicd, "test");
    showEvaluate();
    Node pane = robot.lookup("#cases-pane").query();
    double right = pane.localToScene(0, 0).getX();
    assertTrue(right > 700, "beside the figures");
    robot.interact(() -> window.scene().getWindow().setWidth(1024));
    waitUntil(() -> pane.localToScene(0, 0).getX() < 200);
    Pane table = robot.lookup("#recall-table").queryAs(Pane.class);
    assertTrue(pane.localToScene(0, 0).getY() > table.localToScene(0, 0).getY());
  }

  @Test
  void runThatHasEndedOffersToIndexAgainWithItsModel() {
    InMemoryTrainingRuns runs = (InMemoryTrainingRuns) images.trainingRuns();
    runs.add("fine", RunState.RUNNING, 3);
    runs.add("short", RunState.RUNNING, 3);
    Node banner = robot.lookup("#finished-run").query();
    assertFalse(banner.isVisible());
    // The window must have seen the run before it is over.
    long seen = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    waitUntil(() -> System.nanoTime() > seen);
    runs.stop("short", StopTime.NOW);
    waitUntil(() -> new WindowRobot(robot).texts("#finished-run").toString().contains("\"short\""));
    runs.finish("fine");
    waitUntil(() -> new WindowRobot(robot).texts("#finished-run").toString().contains("\"fine\""));
    fire("#finished-index");
    waitUntil(() -> images.model().orElseThrow().name().equals("fine"));
    assertFalse(banner.isVisible());
  }
}
