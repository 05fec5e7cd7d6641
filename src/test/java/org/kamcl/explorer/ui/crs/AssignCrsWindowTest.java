package org.kamcl.explorer.ui.crs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;

/** Assigning a CRS in the window with the keyboard. */
class AssignCrsWindowTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerContext context;
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @BeforeEach
  void start() throws TimeoutException, IOException {
    Workspace workspace = MissingCrsFixtures.workspace(folder.resolve("workspace"));
    try (ExplorerContext first = ExplorerContext.open(workspace)) {
      first
          .index(ImportRequest.of(MissingCrsFixtures.photos(folder.resolve("Photos"))))
          .run(JobContext.NONE);
    }
    context = fixture.open(workspace);
    waitUntil(() -> WindowRobot.isShown(node("#crs-banner")));
  }

  private Node node(String query) {
    return robot.lookup(query).query();
  }

  private boolean isOpen() {
    return node("#assign-crs").getParent().isVisible();
  }

  private String text(String label) {
    return robot.lookup(label).queryAs(Labeled.class).getText();
  }

  private TextField field() {
    return robot.lookup("#crs-search").queryAs(TextField.class);
  }

  private Button assignButton() {
    return robot.lookup("#crs-assign").queryButton();
  }

  private long located() {
    return context.archive().images().stream().filter(i -> i.footprint().isPresent()).count();
  }

  private void open() {
    robot.clickOn("#crs-choose");
    waitUntil(() -> isOpen() && field().isFocused());
    assertFalse(node("#crs-banner").isVisible(), "the pane replaces the banner");
  }

  @Test
  void aCrsIsFoundByNameAndAssignedWithTheKeyboard() {
    assertTrue(
        windowRobot.texts("#crs-banner").stream().anyMatch(t -> t.startsWith("3 files have")),
        () -> windowRobot.texts("#crs-banner").toString());
    open();
    assertTrue(windowRobot.texts("#assign-crs").contains("3 of 3 files selected"));
    assertTrue(assignButton().isDisabled());
    robot.write("utm 32n");
    waitUntil(() -> WindowRobot.isShown(node("#crs-matches")));
    robot.type(KeyCode.DOWN);
    waitUntil(() -> node("#crs-matches").isFocused());
    robot.type(KeyCode.ENTER);
    waitUntil(() -> !assignButton().isDisabled());
    assertEquals("EPSG:32632", field().getText());
    assertEquals("WGS 84 / UTM zone 32N", text("#crs-name"));
    waitUntil(() -> windowRobot.texts("#crs-preview").stream().anyMatch(t -> t.startsWith("47.8")));
    robot.type(KeyCode.ENTER);
    waitUntil(() -> located() == 3);
    waitUntil(() -> windowRobot.texts(".toasts").stream().anyMatch(t -> t.contains("EPSG:32632")));
    waitUntil(() -> !isOpen());
    assertFalse(node("#crs-banner").isVisible());
  }

  @Test
  void thePaneCanBeClosedAndOpenedAgainFromTheCollections() {
    open();
    robot.write("99999");
    waitUntil(() -> text("#crs-problem").contains("EPSG:99999"));
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !isOpen() && node("#crs-banner").isVisible());
    robot.interact(fixture.window().popovers()::toggleCollections);
    waitUntil(() -> reopenLink() != null);
    robot.interact(() -> reopenLink().fire());
    waitUntil(() -> isOpen());
    assertEquals("", field().getText(), "the search text is cleared");
    // The space bar deselects a file while the list has the focus.
    ListView<?> files = robot.lookup("#crs-files").queryListView();
    robot.interact(
        () -> {
          files.requestFocus();
          files.getSelectionModel().select(0);
        });
    robot.type(KeyCode.SPACE, KeyCode.N);
    waitUntil(() -> windowRobot.texts("#assign-crs").contains("2 of 3 files selected"));
    robot.clickOn("#crs-skip");
    waitUntil(() -> windowRobot.texts(".toasts").contains("2 files stay without a location."));
    waitUntil(
        () ->
            windowRobot.texts("#crs-banner").stream().anyMatch(t -> t.startsWith("1 file has"))
                && node("#crs-banner").isVisible());
    assertEquals(0, located());
  }

  private Hyperlink reopenLink() {
    return (Hyperlink)
        robot
            .lookup(
                (Node n) ->
                    n instanceof Hyperlink link && link.getText().contains("with a missing CRS"))
            .tryQuery()
            .orElse(null);
  }
}
