package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The date filter with its slider and its text fields, and filters without a query. */
class RangeFilterTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    window = fixture.open(folder);
    fixture.settle();
  }

  private void openFilters() {
    robot.clickOn("#filters");
    waitUntil(() -> robot.lookup("#filter-pane").tryQuery().isPresent());
  }

  private boolean filtersAreOpen() {
    return robot.lookup("#filter-pane").tryQuery().isPresent();
  }

  private Node thumb(String side) {
    return robot.lookup(".kx-range-slider ." + side + "-thumb").query();
  }

  private String text(String field) {
    return robot.lookup(field).queryAs(TextField.class).getText();
  }

  private List<String> filterTokens() {
    return robot.lookup(".filter-token .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  private static double centerX(Node node) {
    Bounds bounds = node.localToScreen(node.getBoundsInLocal());
    return bounds.getCenterX();
  }

  @Test
  void aThumbFollowsAFastPointer() {
    openFilters();
    Node low = thumb("low");
    double start = centerX(low);
    robot.moveTo(low).press(MouseButton.PRIMARY);
    for (int step = 1; step <= 6; step++) {
      robot.moveBy(20, 0);
      WaitForAsyncUtils.waitForFxEvents();
      assertEquals(start + 20 * step, centerX(low), 1.5, "step " + step);
    }
    robot.moveBy(-15, 40);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(start + 105, centerX(low), 1.5, "also beside the slider");
    assertEquals(List.of(), filterTokens(), "the filter waits for the release");
    robot.release(MouseButton.PRIMARY);
    waitUntil(() -> filterTokens().size() == 1);
    assertEquals("since " + text("#date-from"), filterTokens().get(0));
    assertEquals("", text("#date-to"));
    waitUntil(() -> !windowRobot.cards().isEmpty());
  }

  @Test
  void keysMoveAThumbByADayAndEscClosesThePopover() {
    openFilters();
    robot.clickOn(thumb("low"));
    robot.type(KeyCode.HOME, KeyCode.RIGHT);
    String first = text("#date-from");
    robot.type(KeyCode.RIGHT);
    assertEquals(
        LocalDate.parse(first).plusDays(1).toString(),
        text("#date-from"),
        "one month of images: a step is a day");
    robot.type(KeyCode.TAB);
    assertTrue(thumb("high").isFocused(), "each thumb takes the focus");
    robot.type(KeyCode.LEFT);
    assertFalse(text("#date-to").isEmpty());
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !filtersAreOpen());
    openFilters();
    robot.clickOn("#date-from");
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !filtersAreOpen());
  }

  @Test
  void datesCanBeTyped() {
    openFilters();
    double start = centerX(thumb("low"));
    robot.clickOn("#date-from").write("2009-06-10");
    waitUntil(() -> filterTokens().equals(List.of("since 2009-06-10")));
    robot.clickOn("#date-to").write("2009-06").type(KeyCode.ENTER);
    waitUntil(() -> filterTokens().equals(List.of("2009-06-10 to 2009-06-30")));
    assertTrue(centerX(thumb("low")) > start, "the slider follows");
    robot.clickOn("#date-from");
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write("2009-13").type(KeyCode.ENTER);
    waitUntil(
        () -> windowRobot.texts("#filter-pane").stream().anyMatch(t -> t.contains("such as")));
    assertEquals(
        List.of("2009-06-10 to 2009-06-30"), filterTokens(), "a wrong date changes nothing");
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write("2010").type(KeyCode.ENTER);
    waitUntil(
        () -> windowRobot.texts("#filter-pane").stream().anyMatch(t -> t.contains("greater")));
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.type(KeyCode.DELETE);
    waitUntil(() -> filterTokens().equals(List.of("until 2009-06-30")));
    assertTrue(windowRobot.texts("#filter-pane").stream().noneMatch(t -> t.contains("greater")));
  }

  @Test
  void aFilterWithoutWordsCanBeSearchedByMouse() {
    ButtonBase search = robot.lookup("#search").queryAs(ButtonBase.class);
    assertFalse(search.isDisabled());
    assertEquals("Browse", search.getText());
    robot.clickOn(search);
    waitUntil(() -> windowRobot.cards().size() == 12);
    assertTrue(robot.lookup("#order").query().isVisible());
    assertTrue(windowRobot.cards().stream().noneMatch(c -> c.lookup(".score-dot").isVisible()));
    assertTrue(windowRobot.texts(".results").contains("12 images"));
    robot.clickOn("#query").write("green");
    assertEquals("Search", search.getText());
    robot.clickOn(search);
    waitUntil(() -> windowRobot.texts(".results").contains("3 strong matches"));
    assertFalse(robot.lookup("#order").query().isVisible());
  }

  @Test
  void imagesAreBrowsedByKeyboardAlone() {
    robot.interact(() -> robot.lookup("#query").query().requestFocus());
    robot.type(KeyCode.ENTER);
    waitUntil(() -> windowRobot.cards().size() == 12);
    waitUntil(() -> window.settled().getAsBoolean());
    robot.type(KeyCode.DOWN);
    assertEquals(robot.lookup("#hits").query(), window.scene().getFocusOwner());
    String first = windowRobot.cards().get(0).hit().image().date().orElseThrow().toString();
    robot.interact(() -> robot.lookup("#order").query().requestFocus());
    robot.type(KeyCode.SPACE, KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
    waitUntil(
        () ->
            !windowRobot
                .cards()
                .get(0)
                .hit()
                .image()
                .date()
                .orElseThrow()
                .toString()
                .equals(first));
    assertEquals("Oldest first", robot.lookup("#order").queryLabeled().getText());
  }
}
