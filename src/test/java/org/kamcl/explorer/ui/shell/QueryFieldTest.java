package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Typing, selecting and removing in the query field. */
class QueryFieldTest {
  private static final double WIDTH = 1440;

  @TempDir private static Path folder;
  @RegisterExtension private static final WindowFixture FIXTURE = WindowFixture.ofClass();
  private static ExplorerWindow window;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);

  @BeforeAll
  static void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    window = FIXTURE.open(folder);
  }

  /** No query, no hits as a table, and the usual sizes. */
  @AfterEach
  void reset() {
    robot.interact(
        () -> {
          ((Stage) window.scene().getWindow()).setWidth(WIDTH);
          window.search(" ");
          field().clear();
          robot.lookup("#hits").query().requestFocus();
        });
    TextSizeSteps.to(100, window, robot);
    FIXTURE.settle();
    waitUntil(() -> tokens().isEmpty() && field().getText().isEmpty());
  }

  private TextField field() {
    return FIXTURE.field();
  }

  private List<String> tokens() {
    return robot.lookup(".token").queryAll().stream()
        .sorted(
            Comparator.comparingDouble((Node token) -> token.getLayoutY())
                .thenComparingDouble(Node::getLayoutX))
        .map(token -> ((Label) token.lookup(".token-text")).getText())
        .toList();
  }

  private void search(String words) {
    FIXTURE.search(words);
  }

  private Node token(int index) {
    return robot.lookup(".token").nth(index).query();
  }

  private void selectAll() {
    robot.push(KeyCode.CONTROL, KeyCode.A);
  }

  @Test
  void lettersTypedAfterSelectingAnEmptyFieldAreAllKept() {
    robot.clickOn(field());
    selectAll();
    robot.write("river bank");
    assertEquals("river bank", field().getText());
    selectAll();
    robot.type(KeyCode.DELETE);
    assertEquals("", field().getText());
    robot.write("pier");
    assertEquals("pier", field().getText());
    selectAll();
    robot.write("boats");
    assertEquals("boats", field().getText());
  }

  @Test
  void typingReplacesTheSelectedTokensOnce() {
    search("green, blue");
    robot.clickOn(field());
    selectAll();
    robot.write("river bank");
    waitUntil(() -> tokens().isEmpty());
    assertEquals("river bank", field().getText());
    search("green, blue");
    robot.clickOn(field());
    selectAll();
    robot.type(KeyCode.DELETE);
    robot.write("pier");
    assertEquals("pier", field().getText());
    assertEquals(List.of(), tokens());
    search("green, blue");
    robot.clickOn(field());
    selectAll();
    // A click ends the selection.
    robot.clickOn(field()).write("x");
    waitUntil(() -> tokens().size() == 2);
    assertEquals("x", field().getText());
  }

  @Test
  void afterATokenIsRemovedByItsButtonTypingContinuesTheQuery() {
    search("green, blue");
    robot.clickOn(windowRobot.cards().get(2));
    robot.moveTo(token(1));
    robot.clickOn(token(1).lookup(".token-remove"));
    waitUntil(() -> tokens().equals(List.of("green")));
    assertTrue(field().isFocused());
    robot.write("n sit");
    assertEquals("n sit", field().getText());
    assertTrue(windowRobot.texts(".toasts").isEmpty(), "no letter has run a command");
    assertTrue(robot.lookup("#details").query().isVisible());
  }

  @Test
  void lettersTypedOnATokenContinueTheQuery() {
    search("green, blue");
    robot.clickOn(token(0));
    assertTrue(token(0).isFocused());
    robot.write("mv");
    assertEquals("mv", field().getText());
    assertTrue(robot.lookup("#map").query().isVisible(), "M has not hidden the map");
  }

  @Test
  void singleLettersRunCommandsOnlyWhileTheHitsHaveTheFocus() {
    search("green");
    robot.interact(() -> robot.lookup("#export").query().requestFocus());
    assertFalse(robot.lookup("#hits-focus").query().isVisible());
    robot.type(KeyCode.N, KeyCode.S, KeyCode.T, KeyCode.I, KeyCode.M, KeyCode.V, KeyCode.DELETE);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("green", window.lastQuery());
    assertTrue(windowRobot.texts(".toasts").isEmpty());
    assertTrue(robot.lookup("#map").query().isVisible());
    assertTrue(robot.lookup("#hits").query().isVisible());
    assertEquals(12, windowRobot.cards().size());
    robot.interact(() -> robot.lookup("#hits").query().requestFocus());
    assertTrue(robot.lookup("#hits-focus").query().isVisible(), "the focus can be seen");
    robot.type(KeyCode.V);
    waitUntil(() -> robot.lookup("#hit-table").tryQuery().filter(WindowRobot::isShown).isPresent());
    // Captions, and the grid again.
    robot.type(KeyCode.V, KeyCode.V);
    waitUntil(() -> !windowRobot.cards().isEmpty());
  }

  @Test
  void fiftyTermsTypedFastStayInOrder() {
    List<String> words =
        IntStream.rangeClosed(1, 50).mapToObj(i -> "word" + (char) ('a' + i % 26) + i).toList();
    robot.clickOn(field());
    // All letters in one event: tokens are made only after the last one.
    robot.interact(
        () ->
            words.forEach(
                word ->
                    (word + ", ")
                        .chars()
                        .forEach(
                            c ->
                                field()
                                    .insertText(
                                        field().getCaretPosition(), Character.toString(c)))));
    waitUntil(() -> tokens().size() == 50);
    assertEquals(words, tokens());
    robot.interact(() -> selectAllAndClear());
    waitUntil(() -> tokens().isEmpty());
    robot.clickOn(field());
    robot.write(words.stream().limit(12).collect(Collectors.joining(", ")) + ",", 0);
    waitUntil(() -> tokens().size() == 12);
    assertEquals(words.subList(0, 12), tokens());
  }

  private void selectAllAndClear() {
    window.search(" ");
  }

  @Test
  void lettersTypedBeforeAndAfterATokenIsMadeKeepTheirOrder() {
    robot.clickOn(field());
    robot.interact(
        () -> {
          field().insertText(field().getCaretPosition(), "pier,bo");
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("ats");
    assertEquals("boats", field().getText());
    assertEquals(List.of("pier"), tokens());
  }

  @Test
  void theWeightButtonsStayUnderThePointer() {
    search("green, blue, red, gray, a harbor with many boats, a wide river, buildings, a pier");
    Node more = token(2).lookup(".token-step");
    robot.moveTo(more);
    Bounds before = more.localToScreen(more.getBoundsInLocal());
    for (int i = 1; i <= 4; i++) {
      robot.clickOn(new Point2D(before.getCenterX(), before.getCenterY()));
      WaitForAsyncUtils.waitForFxEvents();
    }
    waitUntil(() -> "3".equals(weight(2)));
    Node now = token(2).lookup(".token-step");
    assertEquals(before, now.localToScreen(now.getBoundsInLocal()));
  }

  private String weight(int index) {
    Node label = token(index).lookup(".token-weight");
    return label instanceof Label text ? text.getText() : "";
  }

  @Test
  void aLongQuerySaysHowManyTermsAreHidden() {
    search(
        IntStream.range(0, 30).mapToObj(i -> "term number " + i).collect(Collectors.joining(", ")));
    robot.clickOn(field());
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#tokens-above").query()));
    assertFalse(robot.lookup("#tokens-below").query().isVisible());
    int hidden = hidden("#tokens-above");
    assertTrue(hidden > 5, "hidden: " + hidden);
    while (robot.lookup("#tokens-above").query().isVisible()) {
      robot.clickOn("#tokens-above");
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertTrue(hidden("#tokens-below") > 5);
    assertTrue(token(0).localToScreen(0, 0).getY() > 0);
    robot.interact(() -> ((Stage) window.scene().getWindow()).setWidth(1110));
    TextSizeSteps.to(200, window, robot);
    waitUntil(() -> hidden("#tokens-below") > 20);
  }

  private int hidden(String button) {
    return Integer.parseInt(robot.lookup(button).queryLabeled().getText());
  }

  @Test
  void aLongTextShowsThatItContinues() {
    robot.clickOn(field());
    robot.interact(() -> field().setText("a long sentence that goes on ".repeat(20)));
    robot.type(KeyCode.END);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#text-before").query()));
    assertFalse(robot.lookup("#text-after").query().isVisible());
    robot.type(KeyCode.HOME);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#text-after").query()));
    assertFalse(robot.lookup("#text-before").query().isVisible());
  }
}
