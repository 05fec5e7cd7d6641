package org.kamcl.explorer.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.Evaluations.Split;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryEvaluations;
import org.kamcl.explorer.ui.InMemoryTrainingRuns;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.TinyCorpora;
import org.testfx.api.FxRobot;

/** Stored evaluations, known corpora, and images outside the archive, in the window. */
class StoredEvaluationsTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private final InMemoryEvaluations evaluations = new InMemoryEvaluations();
  private ExplorerWindow window;

  private void evaluateBefore(Path corpus, String split) {
    evaluations
        .evaluate(
            new Request(corpus, Optional.empty(), split, "default-15", Optional.empty(), false),
            partial -> {})
        .run(JobContext.NONE);
  }

  private void open(ExplorerServices images) throws Exception {
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
    List<String> ids = window.perspectives().stream().map(Perspective::id).toList();
    robot.push(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + (ids.indexOf("evaluate") + 1)));
    waitUntil(() -> robot.lookup("#evaluate").tryQuery().isPresent());
    fixture.settle();
  }

  private void fire(String id) {
    robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    fixture.settle();
  }

  private List<Button> rows() {
    return List.copyOf(robot.lookup(".button.stored-row").queryAllAs(Button.class));
  }

  @SuppressWarnings("unchecked")
  private <T> ComboBox<T> box(String id) {
    return robot.lookup(id).queryAs(ComboBox.class);
  }

  private String split() {
    return this.<Split>box("#evaluate-split").getValue().name();
  }

  @Test
  void storedEvaluationIsOpenedDeletedAndRestored() throws Exception {
    Path rsicd = TinyCorpora.rsitmd(folder.resolve("RSICD"), 24);
    evaluateBefore(rsicd, "test");
    evaluateBefore(rsicd, "val");
    open(FolderServices.of(rsicd.resolve("images")));
    assertEquals("val", split(), "the newest one");
    fire("#evaluate-stored");
    assertEquals(2, rows().size());
    robot.interact(() -> rows().get(1).fire());
    fixture.settle();
    assertEquals("test", split());
    assertFalse(robot.lookup("#stored-evaluations").tryQuery().isPresent(), "closed");
    String recall = robot.lookup("#mean-recall").queryAs(Label.class).getText();

    fire("#evaluate-stored");
    Button delete = List.copyOf(robot.lookup(".stored-delete").queryAllAs(Button.class)).get(1);
    robot.interact(delete::fire);
    fixture.settle();
    assertEquals(1, evaluations.stored().evaluations().size());
    assertEquals(1, rows().size());
    assertTrue(robot.lookup("#evaluate-start").query().isVisible(), "what was shown is gone");
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.SHORTCUT, KeyCode.Z);
    fixture.settle();
    assertEquals(2, evaluations.stored().evaluations().size());
    assertEquals(recall, robot.lookup("#mean-recall").queryAs(Label.class).getText());
  }

  @Test
  void corporaOfRunsAreOfferedAndFilesOutsideTheArchiveAreInspected() throws Exception {
    Path archive = TinyCorpora.rsitmd(folder.resolve("archive"), 4);
    Path trained = TinyCorpora.rsitmd(folder.resolve("trained"), 24);
    Path recent = TinyCorpora.nwpu(folder.resolve("recent"), 8);
    evaluations.corpus(recent);
    ExplorerServices images = FolderServices.of(archive.resolve("images"));
    InMemoryTrainingRuns runs = (InMemoryTrainingRuns) images.trainingRuns();
    runs.add("fine", RunState.DONE, 3, trained);
    open(images);
    ComboBox<OfferedCorpus> corpora = box("#evaluate-corpus");
    assertEquals(
        List.of(trained, recent),
        corpora.getItems().stream().map(OfferedCorpus::location).toList());
    robot.interact(() -> corpora.setValue(corpora.getItems().get(0)));
    fixture.settle();
    assertEquals("test", split(), "images that the run has not learned from");
    Set<String> splits =
        this.<Split>box("#evaluate-split").getItems().stream()
            .map(Split::name)
            .collect(Collectors.toSet());
    assertTrue(splits.contains("train"), splits::toString);

    fire("#evaluate-run");
    ListView<?> cases = robot.lookup("#cases").queryAs(ListView.class);
    robot.interact(
        () -> {
          cases.getSelectionModel().select(0);
          cases.requestFocus();
        });
    robot.push(KeyCode.ENTER);
    ToggleButton inspect = robot.lookup("#perspective-inspect").queryAs(ToggleButton.class);
    waitUntil(inspect::isSelected);
    waitUntil(
        () ->
            robot
                .lookup("#inspect-position")
                .queryAs(Label.class)
                .getText()
                .equals("Not in the archive"));
    fixture.settle();
    Case first = (Case) cases.getItems().get(0);
    var evaluation = evaluations.load("default-15-0");
    var caption = evaluation.captions().get(first.caption());
    String file = evaluation.images().get(caption.image()).file().getFileName().toString();
    assertEquals(file, robot.lookup("#inspect-name").queryAs(Label.class).getText());
    assertFalse(robot.lookup("#inspect-problem").query().isVisible());
  }
}
