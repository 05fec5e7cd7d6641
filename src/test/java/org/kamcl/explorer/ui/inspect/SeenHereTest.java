package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.HalfGreenImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.testfx.api.FxRobot;

/**
 * The heat map over the inspected image. Words are seen in a grid of 8 x 8 cells where the image
 * has their color.
 */
class SeenHereTest {
  private static final int CELL = HalfGreenImages.WIDTH / 8;
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
    inspect("halves.png");
  }

  private void inspect(String name) {
    robot.clickOn(windowRobot.card(name));
    robot.type(KeyCode.ENTER);
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    fixture.settle();
  }

  private ImageCanvas canvas() {
    return robot.lookup("#image").queryAs(ImageCanvas.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private PixelReader snapshot() {
    PixelReader[] shot = new PixelReader[1];
    robot.interact(() -> shot[0] = canvas().snapshot(null, null).getPixelReader());
    return shot[0];
  }

  private int pixel(PixelReader shot, double imageX, double imageY) {
    ImageViewport view = canvas().viewport();
    return shot.getArgb((int) Math.round(view.x(imageX)), (int) Math.round(view.y(imageY)));
  }

  /** The map falls from 1 to 0 between the centers of the cells beside the middle. */
  private void assertAligned() {
    PixelReader shot = snapshot();
    double y = HalfGreenImages.HEIGHT / 2.0 + 7;
    double middle = HalfGreenImages.WIDTH / 2.0;
    assertNotEquals(GREEN, pixel(shot, middle - 0.4 * CELL, y), "covered left of the middle");
    int covered = pixel(shot, middle - 0.4 * CELL, y);
    assertTrue((covered >> 16 & 0xFF) > 0x80, "yellow over green: " + Integer.toHexString(covered));
    assertNotEquals(RED, pixel(shot, middle + 0.22 * CELL, y), "still above the clear values");
    assertEquals(
        Integer.toHexString(RED),
        Integer.toHexString(pixel(shot, middle + 0.34 * CELL, y)),
        "low values leave the image clear");
  }

  @Test
  void theMapIsOnThePixelsItIsAboutWhateverTheZoom() {
    assertEquals(Integer.toHexString(GREEN), Integer.toHexString(pixel(snapshot(), 500, 400)));
    robot.type(KeyCode.H);
    fixture.settle();
    assertAligned();
    robot.type(KeyCode.DIGIT1);
    fixture.settle();
    assertAligned();
    robot.type(KeyCode.RIGHT, KeyCode.DOWN);
    fixture.settle();
    assertAligned();
    robot.type(KeyCode.MINUS, KeyCode.MINUS, KeyCode.LEFT);
    fixture.settle();
    assertAligned();
    robot.type(KeyCode.H);
    fixture.settle();
    assertEquals(
        Integer.toHexString(GREEN),
        Integer.toHexString(pixel(snapshot(), HalfGreenImages.WIDTH / 2.0 - 50, 400)));
  }

  @Test
  void theMapStaysOnForTheNextImage() {
    robot.type(KeyCode.H);
    fixture.settle();
    assertTrue(WindowRobot.isShown(robot.lookup(".heat-map").query()));
    String before = text("#inspect-name");
    robot.type(text("#inspect-position").startsWith("1") ? KeyCode.PAGE_DOWN : KeyCode.PAGE_UP);
    fixture.settle();
    assertNotEquals(before, text("#inspect-name"));
    Node map = robot.lookup(".heat-map").query();
    assertTrue(WindowRobot.isShown(map));
    ImageViewport view = canvas().viewport();
    assertEquals(view.x(0), map.getLayoutX(), 0.51);
    assertEquals(view.y(0), map.getLayoutY(), 0.51);
    assertEquals(200 * view.scale(), map.getBoundsInParent().getWidth(), 1.01);
  }

  @Test
  void theShareOfEachBranchIsShownAndItsMapCanBeChosen() {
    robot.type(KeyCode.H);
    fixture.settle();
    assertTrue(windowRobot.texts(".branch-shares").contains("0.100 (20%)"), "low");
    assertTrue(windowRobot.texts(".branch-shares").contains("0.150 (30%)"), "high");
    assertTrue(windowRobot.texts(".branch-shares").contains("0.250 (50%)"), "final");
    assertTrue(windowRobot.texts("#heat-legend").contains("3.1%"), "the largest value of a cell");
    robot.interact(() -> branch("Low branch").setSelected(true));
    fixture.settle();
    assertTrue(windowRobot.texts("#heat-legend").contains("0.63%"), "of the low branch alone");
    assertTrue(branch("Low branch").isSelected());
    assertAligned();
  }

  private RadioButton branch(String name) {
    return robot
        .lookup((Node n) -> n instanceof RadioButton button && button.getText().equals(name))
        .queryAs(RadioButton.class);
  }

  @Test
  void theValueUnderThePointerIsNamed() {
    robot.type(KeyCode.H);
    fixture.settle();
    assertEquals("Point at the image to read values", text("#heat-value"));
    ImageViewport view = canvas().viewport();
    robot.moveTo(canvas().localToScreen(view.x(700), view.y(400)));
    waitUntil(() -> text("#heat-value").equals("3.1% of the score here (0.0156)"));
    robot.moveTo(canvas().localToScreen(view.x(1300), view.y(400)));
    waitUntil(() -> text("#heat-value").equals("0% of the score here (0)"));
  }

  @Test
  void anotherWordCanBeTyped() {
    robot.type(KeyCode.H);
    fixture.settle();
    robot.clickOn("#heat-word").write("red").type(KeyCode.ENTER);
    fixture.settle();
    assertTrue(windowRobot.texts("#heat-legend").contains("Where \"red\" is seen"));
    PixelReader shot = snapshot();
    assertEquals(Integer.toHexString(GREEN), Integer.toHexString(pixel(shot, 500, 100)));
    assertNotEquals(Integer.toHexString(RED), Integer.toHexString(pixel(shot, 1300, 100)));
    ToggleButton all =
        robot
            .lookup((Node n) -> n instanceof ToggleButton b && b.getText().equals("Whole query"))
            .queryAs(ToggleButton.class);
    assertFalse(all.isSelected());
    robot.clickOn(all);
    fixture.settle();
    assertAligned();
    assertEquals("", robot.lookup("#heat-word").queryAs(TextField.class).getText());
  }

  @Test
  void theOpacityIsThatOfTheSlider() {
    robot.type(KeyCode.H);
    fixture.settle();
    robot.interact(() -> robot.lookup("#heat-opacity").queryAs(Slider.class).setValue(1));
    fixture.settle();
    // The largest value of cividis, and nothing of the image.
    assertEquals("ffffea46", Integer.toHexString(pixel(snapshot(), 500, 100)));
    robot.interact(() -> robot.lookup("#heat-opacity").queryAs(Slider.class).setValue(0));
    fixture.settle();
    assertEquals(Integer.toHexString(GREEN), Integer.toHexString(pixel(snapshot(), 500, 100)));
  }
}
