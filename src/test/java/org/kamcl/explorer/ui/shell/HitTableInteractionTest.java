package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** The hits as a table. */
class HitTableInteractionTest extends OpenExploreWindow {
  @Test
  void noTableColumnIsTruncatedAndTheFileColumnIsAlwaysVisible() {
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.V);
    waitUntil(() -> isVisible("#hit-table"));
    TableView<?> table = robot.lookup("#hit-table").queryAs(TableView.class);
    for (double width : new double[] {1440, 1110, 1250}) {
      robot.interact(() -> ((Stage) window.scene().getWindow()).setWidth(width));
      waitUntil(() -> Math.abs(window.scene().getWidth() - width) < 1);
      waitUntil(() -> columns(table) <= table.getWidth());
      assertTrue(
          table.getColumns().stream().anyMatch(c -> c.isVisible() && c.getText().equals("File")));
      assertTrue(columns(table) > 0.9 * table.getWidth(), "the columns fill the table");
    }
  }

  @Test
  void datesAreWholeInTheListAtEveryTextSize() {
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.V, KeyCode.M, KeyCode.D);
    waitUntil(() -> isVisible("#hit-table") && !isVisible("#map") && !isVisible("#details"));
    TableView<?> table = robot.lookup("#hit-table").queryAs(TableView.class);
    for (int percent : new int[] {100, 150}) {
      TextSizeSteps.to(percent, window, robot);
      robot.interact(() -> table.layout());
      List<TableCell<?, ?>> dates = dateCells(table);
      assertTrue(dates.size() > 3, dates.size() + " dates");
      double right = table.localToScene(table.getWidth(), 0).getX();
      double bar = table.lookup(".scroll-bar:vertical").prefWidth(-1);
      for (TableCell<?, ?> cell : dates) {
        Text shown = (Text) cell.lookup(".text");
        assertEquals(cell.getText(), shown.getText(), "at " + percent + " %");
        assertTrue(cell.localToScene(cell.getWidth(), 0).getX() <= right - bar + 1);
      }
    }
  }

  private static List<TableCell<?, ?>> dateCells(TableView<?> table) {
    return table.lookupAll(".table-cell").stream()
        .filter(TableCell.class::isInstance)
        .<TableCell<?, ?>>map(cell -> (TableCell<?, ?>) cell)
        .filter(cell -> cell.getText() != null && cell.getText().matches("\\d{4}-\\d\\d-\\d\\d"))
        .toList();
  }

  @Test
  void theScoreDotGrowsWithTheText() {
    search("green");
    double before = region(".details .score-dot").getWidth();
    assertEquals(11, before, 1);
    TextSizeSteps.to(200, window, robot);
    waitUntil(() -> windowRobot.cards().get(0).lookup(".score-dot") != null);
    robot.interact(() -> window.scene().getRoot().layout());
    Region dot = (Region) windowRobot.cards().get(0).lookup(".score-dot");
    assertEquals(2 * before, dot.getWidth(), 1);
  }

  private static double columns(TableView<?> table) {
    return table.getColumns().stream()
        .filter(TableColumn::isVisible)
        .mapToDouble(TableColumn::getWidth)
        .sum();
  }
}
