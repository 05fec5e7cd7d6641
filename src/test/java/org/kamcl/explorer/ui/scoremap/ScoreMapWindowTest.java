package org.kamcl.explorer.ui.scoremap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.HalfGreenImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.testfx.api.FxRobot;

/** The score map of an image whose left half is green: over the image, and on the map. */
class ScoreMapWindowTest {
  private static final int GREEN = 0xFF208020;
  private static final int RED = 0xFF802020;

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    HalfGreenImages.write(folder);
    window = fixture.open(folder);
    robot.interact(() -> window.search("green"));
    waitUntil(() -> windowRobot.cards().size() == 2);
    fixture.settle();
    select("halves.png");
  }

  private void select(String name) {
    robot.clickOn(windowRobot.card(name));
    fixture.settle();
  }

  private void inspect() {
    robot.type(KeyCode.ENTER);
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    fixture.settle();
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().filter(WindowRobot::isShown).isPresent();
  }

  private PixelReader snapshot(String id) {
    PixelReader[] shot = new PixelReader[1];
    Node node = robot.lookup(id).query();
    robot.interact(() -> shot[0] = node.snapshot(null, null).getPixelReader());
    return shot[0];
  }

  @Test
  void theScoreMapIsOverTheSceneAndSaysWhatItsColorsMean() {
    inspect();
    robot.clickOn("#score-map-switch");
    fixture.settle();
    Node overlay = robot.lookup(".score-map").query();
    assertTrue(WindowRobot.isShown(overlay));
    PixelReader shot = snapshot("#image");
    int y = (int) (overlay.getLayoutY() + overlay.getBoundsInLocal().getHeight() * 0.3);
    double left = overlay.getLayoutX();
    double width = overlay.getBoundsInLocal().getWidth();
    Color seen = shot.getColor((int) (left + 0.25 * width), y);
    assertTrue(seen.getRed() > 0.5, "yellow over the green half: " + seen);
    assertEquals(
        Integer.toHexString(RED),
        Integer.toHexString(shot.getArgb((int) (left + 0.75 * width), y)),
        "clear where nothing is seen");
    assertTrue(windowRobot.texts("#score-legend").contains("Score map: green"));
    assertTrue(windowRobot.texts("#score-legend").contains("Much 1.000"));
    robot.moveTo(robot.offset("#image", 0, 0));
    robot.moveTo("#image");
    robot.moveBy(-100, 0);
    waitUntil(() -> text("#score-value").equals("1.000 here, 100% of the scale"));
    robot.interact(() -> robot.lookup("#score-opacity").queryAs(Slider.class).setValue(0));
    fixture.settle();
    assertEquals(
        Integer.toHexString(GREEN),
        Integer.toHexString(snapshot("#image").getArgb((int) (left + 0.25 * width), y)));
  }

  @Test
  void oneLayerIsOverTheImageAtATime() {
    inspect();
    robot.type(KeyCode.L);
    fixture.settle();
    assertTrue(isShown("#score-legend"));
    robot.type(KeyCode.H);
    fixture.settle();
    assertFalse(isShown("#score-legend"));
    assertFalse(isShown(".score-map"));
    assertTrue(isShown("#heat-legend"));
    robot.type(KeyCode.L);
    fixture.settle();
    assertFalse(isShown("#heat-legend"));
    robot.type(KeyCode.L);
    fixture.settle();
    assertFalse(isShown("#score-legend"));
  }

  @Test
  void anImageThatIsTooSmallSaysSo() {
    inspect();
    robot.type(KeyCode.L);
    fixture.settle();
    robot.type(
        text("#inspect-name").equals("halves.png") && text("#inspect-position").startsWith("1")
            ? KeyCode.PAGE_DOWN
            : KeyCode.PAGE_UP);
    waitUntil(() -> text("#inspect-name").equals("green.png"));
    fixture.settle();
    assertFalse(isShown(".score-map"));
    assertEquals(
        "The image has 200 × 200 pixels. A score map needs at least 256 on each side.",
        text("#score-state"));
  }

  @Test
  void theScoreMapIsOnTheMapInItsPlace() {
    ImageRecord image =
        windowRobot.cards().stream()
            .map(card -> card.hit().image())
            .filter(one -> one.file().endsWith("halves.png"))
            .findFirst()
            .orElseThrow();
    assertTrue(image.footprint().isPresent());
    robot.type(KeyCode.L);
    fixture.settle();
    assertTrue(isShown("#score-legend-map"));
    robot.clickOn("Show the scene");
    fixture.settle();
    PixelReader before = snapshot(".map-canvas");
    robot.interact(() -> robot.lookup("#score-opacity-map").queryAs(Slider.class).setValue(0));
    fixture.settle();
    PixelReader after = snapshot(".map-canvas");
    Node canvas = robot.lookup(".map-canvas").query();
    int width = (int) canvas.getBoundsInLocal().getWidth();
    int middle = (int) canvas.getBoundsInLocal().getHeight() / 2;
    int left = 0;
    int right = 0;
    for (int x = 0; x < width; x++) {
      if (before.getArgb(x, middle - 40) != after.getArgb(x, middle - 40)) {
        left += x < width / 2 ? 1 : 0;
        right += x >= width / 2 + 8 ? 1 : 0;
      }
    }
    assertTrue(left > 20, left + " columns of the green half");
    assertTrue(right < 30, right + " columns of the red half");
    robot.interact(() -> robot.lookup("#score-opacity-map").queryAs(Slider.class).setValue(1));
    robot.moveTo(".map-canvas");
    robot.moveBy(-30, -40);
    waitUntil(() -> text("#score-value-map").equals("1.000 here, 100% of the scale"));
  }

  @Test
  void theMapOfASceneIsShownInBothPerspectives() {
    inspect();
    robot.clickOn("#score-map-switch");
    fixture.settle();
    robot.clickOn("Show on map");
    fixture.settle();
    assertTrue(isShown("#map"));
    assertTrue(isShown("#score-legend-map"));
    assertTrue(windowRobot.texts("#score-legend-map").contains("Score map: green"));
  }
}
