package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.testfx.api.FxRobot;

/** Only the view of the results that is shown has work. */
class HiddenResultsTest {
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private ExplorerWindow window;

  @BeforeEach
  void open() throws IOException, TimeoutException {
    TestImages.write(folder);
    window = fixture.open(folder);
    fixture.search("green");
    // Each list joins the window when it is first shown.
    show("list");
    show("captions");
    show("grid");
  }

  private ListView<?> captions() {
    return robot.lookup("#captions").queryListView();
  }

  private TableView<?> table() {
    return robot.lookup("#hit-table").queryTableView();
  }

  private void show(String mode) {
    robot.interact(() -> robot.lookup("#mode-" + mode).queryAs(ToggleButton.class).fire());
    fixture.settle();
  }

  @Test
  void hiddenListsHaveNoRows() {
    assertEquals(0, captions().getItems().size());
    assertEquals(0, table().getItems().size());
    assertFalse(captions().isVisible());
    assertTrue(robot.lookup(".caption-row .hit-rank").queryAll().isEmpty());
    fixture.search("red");
    assertEquals(0, captions().getItems().size());
    assertEquals(0, table().getItems().size());
  }

  @Test
  void aListThatIsShownHasTheHitsAndFollowsTheSelection() {
    show("list");
    assertEquals(12, table().getItems().size());
    assertEquals(0, captions().getItems().size());
    SearchHit selected = (SearchHit) table().getSelectionModel().getSelectedItem();
    assertEquals(1, selected.rank());
    show("captions");
    assertEquals(12, captions().getItems().size());
    assertEquals(0, table().getItems().size());
    assertEquals(0, captions().getSelectionModel().getSelectedIndex());
    SearchHit before = (SearchHit) captions().getItems().get(0);
    robot.interact(() -> window.search("red"));
    fixture.settle();
    assertEquals(12, captions().getItems().size());
    assertNotEquals(before, captions().getItems().get(0));
    show("grid");
    waitUntil(() -> captions().getItems().isEmpty());
    assertFalse(new WindowRobot(robot).cards().isEmpty());
  }

  @Test
  void aTableKeepsItsOrderWhileItIsHidden() {
    show("list");
    robot.interact(
        () -> {
          table().getColumns().get(3).setSortType(TableColumn.SortType.DESCENDING);
          sortBy(table(), 3);
        });
    Object first = table().getItems().get(0);
    show("grid");
    show("list");
    assertEquals(1, table().getSortOrder().size());
    assertEquals(first, table().getItems().get(0));
  }

  private static <T> void sortBy(TableView<T> table, int column) {
    table.getSortOrder().setAll(List.of(table.getColumns().get(column)));
  }
}
