package org.kamcl.explorer.ui.crs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The question for a coordinate system in the real window, by its keys. */
class AssignCrsWindowTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot sight = new WindowRobot(robot);
  private ExplorerContext context;
  private ExplorerWindow window;

  @BeforeEach
  void start() throws TimeoutException, IOException {
    context = ExplorerContext.open(MissingCrsFixtures.workspace(folder.resolve("home")));
    context
        .index(ImportRequest.of(MissingCrsFixtures.photos(folder.resolve("Photos"))))
        .run(JobContext.NONE);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          window =
              new ExplorerWindow(
                  () -> context, new Messages(Locale.ENGLISH), Theme.LIGHT, 1440, 900);
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    until(() -> node("#placing-banner").isVisible());
  }

  @AfterEach
  void end() throws TimeoutException {
    robot.interact(window::close);
    FxToolkit.cleanupStages();
    context.close();
  }

  private Node node(String query) {
    return robot.lookup(query).query();
  }

  private boolean asking() {
    return node("#placing").getParent().isVisible();
  }

  private String said(String label) {
    return robot.lookup(label).queryAs(Labeled.class).getText();
  }

  private TextField field() {
    return robot.lookup("#placing-system").queryAs(TextField.class);
  }

  private Button use() {
    return robot.lookup("#placing-use").queryButton();
  }

  private long placed() {
    return context.archive().images().stream().filter(i -> i.footprint().isPresent()).count();
  }

  private void choose() {
    robot.clickOn("#placing-choose");
    until(() -> asking() && field().isFocused());
    assertFalse(node("#placing-banner").isVisible(), "it is asked once");
  }

  @Test
  void aSystemIsChosenByItsNameWithTheKeysAndPlacesTheFiles() {
    assertTrue(
        sight.texts("#placing-banner").stream().anyMatch(t -> t.startsWith("3 files have")),
        () -> sight.texts("#placing-banner").toString());
    choose();
    assertTrue(sight.texts("#placing").contains("3 of 3 files"));
    assertTrue(use().isDisabled());
    robot.write("utm 32n");
    until(() -> node("#placing-matches").isVisible());
    robot.type(KeyCode.DOWN);
    until(() -> node("#placing-matches").isFocused());
    robot.type(KeyCode.ENTER);
    until(() -> !use().isDisabled());
    assertEquals("EPSG:32632", field().getText());
    assertEquals("WGS 84 / UTM zone 32N", said("#placing-name"));
    until(() -> sight.texts("#placing-lie").stream().anyMatch(t -> t.startsWith("47.8")));
    robot.type(KeyCode.ENTER);
    until(() -> placed() == 3);
    until(() -> sight.texts(".toasts").stream().anyMatch(t -> t.contains("EPSG:32632")));
    until(() -> !asking());
    assertFalse(node("#placing-banner").isVisible());
  }

  @Test
  void itCanBeLeftAndAskedForAgainFromTheCollections() {
    choose();
    robot.write("99999");
    until(() -> said("#placing-complaint").contains("EPSG:99999"));
    robot.type(KeyCode.ESCAPE);
    until(() -> !asking() && node("#placing-banner").isVisible());
    robot.interact(window::showCollections);
    until(() -> again() != null);
    robot.interact(() -> again().fire());
    until(() -> asking());
    assertEquals("", field().getText(), "what was typed before is gone");
    // The space bar takes a file off, as long as the list has the keys.
    ListView<?> files = robot.lookup("#placing-files").queryListView();
    robot.interact(
        () -> {
          files.requestFocus();
          files.getSelectionModel().select(0);
        });
    robot.type(KeyCode.SPACE, KeyCode.N);
    until(() -> sight.texts("#placing").contains("2 of 3 files"));
    robot.clickOn("#placing-leave");
    until(() -> sight.texts(".toasts").contains("2 files stay without a place."));
    until(
        () ->
            sight.texts("#placing-banner").stream().anyMatch(t -> t.startsWith("1 file has"))
                && node("#placing-banner").isVisible());
    assertEquals(0, placed());
  }

  private Hyperlink again() {
    return (Hyperlink)
        robot
            .lookup(
                (Node n) ->
                    n instanceof Hyperlink link && link.getText().contains("unknown coordinate"))
            .tryQuery()
            .orElse(null);
  }
}
