package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.ui.WindowRobot;

/** Mouse and keyboard interaction with hits. */
class ExploreInteractionTest extends OpenExploreWindow {
  private static List<ContextMenu> menus() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .toList();
  }

  private void choose(String words) {
    waitUntil(() -> !menus().isEmpty());
    robot.interact(
        () ->
            menus().get(0).getItems().stream()
                .filter(item -> item.getText() != null && item.getText().startsWith(words))
                .findFirst()
                .orElseThrow()
                .fire());
    robot.interact(() -> menus().forEach(ContextMenu::hide));
  }

  private Node mark(int rank) {
    return card(rank).lookup(".hit-mark");
  }

  @Test
  void clicksInPanesDoNotMoveTheDivider() {
    search("green");
    double map = region("#map").getWidth();
    for (int i = 1; i <= 6; i++) {
      robot.clickOn(card(i));
    }
    robot.clickOn(region("#map"));
    assertEquals(map, region("#map").getWidth(), 0.01);
    assertEquals(
        0,
        session.settings().settingsProperty().get().layout().mapWidth(),
        "the default width is not stored");
    Node line = robot.lookup(".split-pane-divider").query();
    robot.drag(line).dropBy(60, 0);
    waitUntil(() -> region("#map").getWidth() > map + 40);
    double storedWidth = session.settings().settingsProperty().get().layout().mapWidth();
    assertEquals(region("#map").getWidth(), storedWidth, 3, "the dragged width is stored");
  }

  @Test
  void theWordsOfTheQueryHaveABarForWhatTheyDoToTheScore() {
    search("green^2 red -grey");
    // The first image is all green; the second one has gray in it.
    robot.clickOn(windowRobot.cards().get(1));
    waitUntil(() -> robot.lookup("#details .word-name").queryAll().size() == 3);
    List<Button> words = List.copyOf(robot.lookup("#details .word-name").queryAllAs(Button.class));
    assertEquals(
        List.of("green", "red", "\u2212grey"), words.stream().map(Button::getText).toList());
    waitUntil(() -> words.get(0).getAccessibleText().contains("the score drops by"));
    assertTrue(words.get(2).getAccessibleText().contains("lowers the score by"));
    List<Node> bars = List.copyOf(robot.lookup("#details .word-bar").queryAll());
    assertTrue(length(bars.get(0)) > length(bars.get(1)), "green covers more of the image");
    assertTrue(bars.get(2).getPseudoClassStates().toString().contains("lowers"), "red");
  }

  private static double length(Node bar) {
    return bar.isVisible() ? bar.getLayoutBounds().getWidth() : 0;
  }

  @Test
  void markingAHitInItsCornerMovesNothingUnderThePointer() {
    search("green");
    robot.moveTo(card(2));
    waitUntil(() -> WindowRobot.isShown(mark(2)));
    assertFalse(mark(3).isVisible());
    Bounds before = card(2).localToScreen(card(2).getBoundsInLocal());
    robot.clickOn(mark(2));
    waitUntil(() -> isVisible(".mark-bar"));
    assertEquals(before, card(2).localToScreen(card(2).getBoundsInLocal()));
    robot.moveTo(card(4));
    assertTrue(mark(2).isVisible(), "a marked card keeps its check mark");
    robot.clickOn(mark(4));
    // The hits have the focus now.
    robot.type(KeyCode.C);
    waitUntil(() -> isVisible("#compare-view"));
    assertFalse(isVisible("#details"), "details are hidden during comparison");
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> isVisible("#details"));
  }

  @Test
  void theContextMenuOffersTheActionsOfAHit() {
    search("green");
    robot.clickOn(card(3));
    windowRobot.requestMenu(card(3));
    choose("Mark");
    waitUntil(() -> isVisible(".mark-bar"));
    windowRobot.requestMenu(card(5));
    assertFalse(isVisible(".mark-bar"), "an action applies to the clicked hit only");
    choose("Remove");
    waitUntil(() -> windowRobot.cards().size() == 11);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    waitUntil(() -> windowRobot.cards().size() == 12);
    robot.type(KeyCode.V);
    waitUntil(() -> isVisible("#hit-table"));
    Node row = robot.lookup(".hit-table-row").nth(1).query();
    windowRobot.requestMenu(row);
    choose("Find similar");
    waitUntil(() -> window.lastQuery().startsWith("like:"));
  }

  @Test
  void theContextMenuShowsTheHitElsewhere() {
    search("green");
    robot.clickOn(card(2));
    windowRobot.requestMenu(card(2));
    choose("Open image");
    waitUntil(() -> isVisible("#image"));
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> isVisible("#hits"));
    robot.type(KeyCode.M);
    waitUntil(() -> !isVisible("#map"));
    windowRobot.requestMenu(card(2));
    choose("Show on map");
    waitUntil(() -> isVisible("#map"));
    windowRobot.requestMenu(card(2));
    choose("Copy path");
    robot.interact(
        () ->
            assertEquals(
                card(2).hit().image().file().toString(),
                Clipboard.getSystemClipboard().getString()));
    windowRobot.requestMenu(card(2));
    choose("Export");
    waitUntil(() -> isVisible("#export-pane"));
  }

  @Test
  void theNextViewOfTheHitsHasTheFocus() {
    search("green");
    robot.clickOn(card(1));
    for (String view : List.of("#hit-table", "#captions", "#hits")) {
      robot.type(KeyCode.V);
      waitUntil(() -> isVisible(view));
      waitUntil(() -> robot.lookup(view).query().isFocused());
    }
    robot.type(KeyCode.SPACE);
    waitUntil(() -> windowRobot.texts(".mark-bar").contains("1 marked"));
    assertTrue(isVisible("#details"), "the key reached the hits, not a button");
  }

  @Test
  void closingTheDetailsFocusesTheHits() {
    search("green");
    Node close =
        robot
            .lookup("#details")
            .lookup((Node n) -> "Close details (D)".equals(n.getAccessibleText()))
            .query();
    robot.clickOn(close);
    waitUntil(() -> !isVisible("#details"));
    waitUntil(() -> robot.lookup("#hits").query().isFocused());
  }

  @Test
  void unknownWordsAreYellow() {
    search("green blazzer, red");
    assertEquals(1, robot.lookup(".token-unknown").queryAll().size());
    search("green, red");
    assertEquals(0, robot.lookup(".token-unknown").queryAll().size());
  }

  private static ScrollPane around(Node node) {
    Node outer = node;
    while (!(outer instanceof ScrollPane)) {
      outer = outer.getParent();
    }
    return (ScrollPane) outer;
  }

  @Test
  void aPopoverShowsAllWrappedLines() {
    robot.interact(() -> window.reindex(12));
    waitUntil(() -> window.settled().getAsBoolean());
    robot.push(KeyCode.CONTROL, KeyCode.J);
    waitUntil(() -> isVisible("#jobs-pane"));
    ScrollPane scroll = around(robot.lookup("#jobs-pane").query());
    waitUntil(() -> scroll.getViewportBounds().getHeight() > 0);
    double content = ((Region) scroll.getContent()).getHeight();
    assertTrue(
        scroll.getViewportBounds().getHeight() >= content - 1,
        content + " in " + scroll.getViewportBounds());
  }

  @Test
  void neighboringControlsHaveEqualHeight() {
    search("green");
    assertEquals(1, heights(".results .segmented-button"));
    robot.push(KeyCode.CONTROL, KeyCode.COMMA);
    waitUntil(() -> isVisible("#settings-pane"));
    assertEquals(
        1, heights("#settings-pane .segmented-button"), "also with labels in another script");
  }

  private long heights(String segments) {
    return robot.lookup(segments).lookup(".toggle-button").queryAllAs(ToggleButton.class).stream()
        .map(ToggleButton::getHeight)
        .filter(height -> height > 0)
        .distinct()
        .count();
  }

  @Test
  void scrollingToTheEndLoadsMoreHitsAndKeepsThePosition() {
    for (int i = 0; i < 20; i++) {
      robot.interact(() -> window.reindex(12));
      waitUntil(() -> window.settled().getAsBoolean());
    }
    search("green");
    robot.clickOn(card(1));
    robot.type(KeyCode.END);
    waitUntil(() -> windowRobot.cards().stream().anyMatch(c -> c.hit().rank() == 200));
    waitUntil(() -> window.settled().getAsBoolean());
    robot.type(KeyCode.END);
    waitUntil(() -> windowRobot.cards().stream().anyMatch(c -> c.hit().rank() == 252));
    Bounds last = card(252).localToScreen(card(252).getLayoutBounds());
    robot.type(KeyCode.LEFT);
    assertEquals(
        last, card(252).localToScreen(card(252).getLayoutBounds()), "the card keeps its position");
    robot.type(KeyCode.HOME);
    waitUntil(() -> windowRobot.cards().stream().anyMatch(c -> c.hit().rank() == 1));
    assertTrue(windowRobot.cards().size() < 60, "only visible cards are created");
  }
}
