package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.HitCard;
import org.testfx.api.FxRobot;

/** Hits as file managers handle files: marking, copying, dragging, pasting. */
class ExampleImageTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    window = fixture.open(folder);
    robot.interact(() -> window.search("green"));
    waitUntil(() -> windowRobot.cards().size() == 12);
    fixture.settle();
  }

  private TextField field() {
    return fixture.field();
  }

  private HitCard card(int rank) {
    return windowRobot.cards().stream()
        .filter(c -> c.hit().rank() == rank)
        .findFirst()
        .orElseThrow();
  }

  private boolean marked(int count) {
    return windowRobot.texts(".mark-bar").contains(count + " marked");
  }

  private void copy(ClipboardContent content) {
    robot.interact(() -> Clipboard.getSystemClipboard().setContent(content));
  }

  private void paste() {
    robot.clickOn(field());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.push(KeyCode.CONTROL, KeyCode.V);
  }

  @Test
  void aClickAndACtrlClickMarkBothAndEscClears() {
    robot.clickOn(card(1));
    robot.press(KeyCode.CONTROL).clickOn(card(2)).release(KeyCode.CONTROL);
    waitUntil(() -> marked(2));
    robot.press(KeyCode.SHIFT).clickOn(card(5)).release(KeyCode.SHIFT);
    waitUntil(() -> marked(5));
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !robot.lookup(".mark-bar").query().isVisible());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    waitUntil(() -> marked(12));
    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.V);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#hit-table").query()));
    robot.clickOn(robot.lookup(".hit-table-row").nth(0).<Node>query());
    robot
        .press(KeyCode.CONTROL)
        .clickOn(robot.lookup(".hit-table-row").nth(2).<Node>query())
        .release(KeyCode.CONTROL);
    waitUntil(() -> marked(2));
  }

  @Test
  void ctrlCCopiesThePathsOfTheMarkedHitsAndPastingThemSearchesForSimilarImages() {
    robot.clickOn(card(1));
    robot.press(KeyCode.CONTROL).clickOn(card(3)).release(KeyCode.CONTROL);
    robot.push(KeyCode.CONTROL, KeyCode.C);
    waitUntil(() -> windowRobot.texts(".toasts").contains("2 file paths were copied."));
    String[] text = new String[1];
    robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
    assertEquals(card(1).hit().image().file() + "\n" + card(3).hit().image().file(), text[0]);
    ClipboardContent paths = new ClipboardContent();
    paths.putString(text[0]);
    String expected =
        "like:#" + card(1).hit().image().id() + " like:#" + card(3).hit().image().id();
    copy(paths);
    paste();
    waitUntil(() -> window.lastQuery().equals(expected));
  }

  @Test
  void aPastedImageIsKeptAndSearchedFor() {
    WritableImage image = new WritableImage(20, 10);
    for (int x = 0; x < 20; x++) {
      for (int y = 0; y < 10; y++) {
        image.getPixelWriter().setColor(x, y, Color.RED);
      }
    }
    ClipboardContent content = new ClipboardContent();
    content.putImage(image);
    copy(content);
    paste();
    waitUntil(
        () -> robot.lookup(".token-text").queryLabeled().getText().startsWith("similar to pasted"));
  }

  @Test
  void pastedWordsAreStillWords() {
    ClipboardContent words = new ClipboardContent();
    words.putString("red, blue^2");
    copy(words);
    paste();
    waitUntil(() -> robot.lookup(".token").queryAll().size() == 2);
    assertEquals("", field().getText());
  }

  @Test
  void ctrlAndTheWheelResizeTheImages() {
    Slider size = robot.lookup(".size-slider").queryAs(Slider.class);
    double before = size.getValue();
    double width = card(1).getWidth();
    for (int i = 0; i < 4; i++) {
      ctrlWheel(40);
    }
    assertTrue(size.getValue() > before * 1.3);
    waitUntil(() -> card(1).getWidth() > width);
    for (int i = 0; i < 20; i++) {
      ctrlWheel(-40);
    }
    assertEquals(120, size.getValue(), "not smaller than the slider allows");
  }

  /** A headless robot does not send modifiers with the wheel. */
  private void ctrlWheel(double delta) {
    robot.interact(
        () ->
            Event.fireEvent(
                card(1),
                new ScrollEvent(
                    ScrollEvent.SCROLL,
                    5,
                    5,
                    5,
                    5,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    0,
                    delta,
                    0,
                    delta,
                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                    0,
                    ScrollEvent.VerticalTextScrollUnits.NONE,
                    0,
                    0,
                    null)));
  }
}
