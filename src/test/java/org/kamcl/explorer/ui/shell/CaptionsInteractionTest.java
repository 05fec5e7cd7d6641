package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.ui.WindowRobot;

/** The hits as captions. */
class CaptionsInteractionTest extends OpenExploreWindow {
  @Test
  void theCaptionsViewShowsEveryHitWithItsMatchPlaceAndDate() {
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.V);
    waitUntil(() -> isVisible("#hit-table"));
    robot.type(KeyCode.V);
    waitUntil(() -> isVisible("#captions"));
    waitUntil(() -> robot.lookup(".caption-row .concept-text").queryAll().size() > 5);
    Node second = robot.lookup(".caption-row").nth(1).query();
    assertTrue(second.lookup(".score-dot").isVisible());
    assertEquals("2", ((Label) second.lookup(".hit-rank")).getText());
    assertFalse(second.lookupAll(".chip").isEmpty(), "concepts");
    assertTrue(
        second.lookupAll(".caption-where .label").stream()
            .map(label -> ((Label) label).getText())
            .anyMatch(text -> text.matches("2009-06-\\d\\d")),
        "date");
    robot.doubleClickOn(second.lookup(".caption-thumbnail"));
    waitUntil(() -> isVisible("#image"));
  }

  @Test
  void rowsOfTheCaptionsAreAsHighAsTheirText() {
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.V, KeyCode.V);
    waitUntil(() -> robot.lookup(".caption-row .concept-text").queryAll().size() > 5);
    Stage stage = (Stage) window.scene().getWindow();
    for (double width = 1440; width >= 1080; width -= 40) {
      double wanted = width;
      robot.interact(() -> stage.setWidth(wanted));
      waitUntil(() -> Math.abs(window.scene().getWidth() - wanted) < 1);
      robot.interact(() -> window.scene().getRoot().layout());
      for (Node row : robot.lookup(".caption-row").queryAll()) {
        Region text = (Region) row.lookup(".caption-text");
        if (WindowRobot.isShown(row) && text != null) {
          double needed = text.prefHeight(text.getWidth());
          assertTrue(text.getHeight() >= needed - 1, text.getHeight() + " of " + needed);
        }
      }
    }
  }

  @Test
  void controlAndShiftClicksMarkRowsOfTheCaptions() {
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.V, KeyCode.V);
    waitUntil(() -> robot.lookup(".caption-row .concept-text").queryAll().size() > 5);
    robot.press(KeyCode.CONTROL).clickOn(captionRow(2)).release(KeyCode.CONTROL);
    waitUntil(() -> windowRobot.texts(".mark-bar").contains("2 marked"));
    robot.press(KeyCode.SHIFT).clickOn(captionRow(4)).release(KeyCode.SHIFT);
    waitUntil(() -> windowRobot.texts(".mark-bar").contains("4 marked"));
  }

  private Node captionRow(int rank) {
    return robot.lookup(".caption-row").queryAll().stream()
        .filter(WindowRobot::isShown)
        .map(row -> row.lookup(".hit-rank"))
        .filter(label -> label != null && ((Label) label).getText().equals("" + rank))
        .findFirst()
        .orElseThrow();
  }
}
