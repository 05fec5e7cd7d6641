package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.HitCard;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Mouse and keyboard interaction with hits. */
class ExploreInteractionTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private WindowSession session;
  private ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          session =
              new WindowSession(
                  Settings.DEFAULTS, Locale.ENGLISH, forgotten -> {}, IndexingJournal.none());
          window =
              new ExplorerWindow(
                  Perspectives.all(), () -> FolderServices.of(folder), session, 1440, 900);
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    TextField query = robot.lookup("#query").queryAs(TextField.class);
    waitUntil(() -> !query.isDisabled());
  }

  @AfterEach
  void end() throws TimeoutException {
    robot.interact(
        () -> {
          window.close();
          session.close();
        });
    FxToolkit.cleanupStages();
  }

  private void search(String words) {
    robot.interact(() -> window.search(words));
    waitUntil(() -> windowRobot.cards().size() >= 12);
    waitUntil(() -> window.settled().getAsBoolean());
  }

  private Region region(String query) {
    return robot.lookup(query).queryAs(Region.class);
  }

  private HitCard card(int rank) {
    return windowRobot.cards().stream()
        .filter(c -> c.hit().rank() == rank)
        .findFirst()
        .orElseThrow();
  }

  private boolean isVisible(String query) {
    return robot.lookup(query).tryQuery().filter(WindowRobot::isShown).isPresent();
  }

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
      while (window.textPercent() < percent) {
        robot.push(KeyCode.CONTROL, KeyCode.PLUS);
      }
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
  void theScoreDotGrowsWithTheText() {
    search("green");
    double before = region(".details .score-dot").getWidth();
    assertEquals(11, before, 1);
    while (window.textPercent() < 200) {
      robot.push(KeyCode.CONTROL, KeyCode.PLUS);
    }
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
