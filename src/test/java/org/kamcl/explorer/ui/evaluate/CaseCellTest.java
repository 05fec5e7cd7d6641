package org.kamcl.explorer.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryEvaluations;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.TinyCorpora;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

class CaseCellTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  private List<ListCell<?>> cells() {
    return robot.lookup("#cases .list-cell").queryAll().stream()
        .map(node -> (ListCell<?>) node)
        .filter(cell -> cell.getGraphic() != null && WindowRobot.isShown(cell))
        .<ListCell<?>>map(cell -> cell)
        .toList();
  }

  private static double wordsHeight(ListCell<?> cell) {
    HBox content = (HBox) cell.getGraphic();
    Region words = (Region) content.getChildren().get(2);
    return words.prefHeight(words.getWidth());
  }

  @Test
  void cellsAreAsHighAsTheirWrappedWords() throws TimeoutException {
    Path corpus = TinyCorpora.rsitmd(folder.resolve("RSICD"), 12);
    InMemoryEvaluations evaluations = new InMemoryEvaluations();
    var window =
        fixture.open(
            () ->
                new ForwardingExplorerServices(FolderServices.of(corpus.resolve("images"))) {
                  @Override
                  public InMemoryEvaluations evaluations() {
                    return evaluations;
                  }
                },
            Theme.LIGHT,
            1440);
    evaluations
        .evaluate(
            new Request(corpus, Optional.empty(), "test", "default-15", Optional.empty(), false),
            partial -> {})
        .run(JobContext.NONE);
    robot.interact(
        () ->
            window.show(
                window.perspectives().stream()
                    .filter(one -> one.id().equals("evaluate"))
                    .findFirst()
                    .orElseThrow()));
    waitUntil(() -> !cells().isEmpty());
    // The words get some 70 pixels beside the images.
    robot.interact(() -> ((Region) robot.lookup("#cases").query()).setMaxWidth(300));
    fixture.settle();
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(cells().isEmpty());
    robot.interact(
        () ->
            cells()
                .forEach(
                    cell ->
                        assertTrue(
                            wordsHeight(cell) <= cell.getHeight() + 0.5,
                            wordsHeight(cell) + " in " + cell.getHeight())));
  }
}
