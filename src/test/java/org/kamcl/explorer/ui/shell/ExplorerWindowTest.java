package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.HitCard;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The real window, without a display. */
class ExplorerWindowTest {
  @TempDir private static Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerWindow window;

  @BeforeAll
  static void display() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
  }

  @AfterAll
  static void end() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  @BeforeEach
  void open() throws TimeoutException {
    FxToolkit.setupStage(
        stage -> {
          window =
              new ExplorerWindow(
                  Perspectives.all(),
                  () -> FolderServices.empty(folder),
                  new Messages(Locale.ENGLISH),
                  Theme.LIGHT,
                  1440,
                  900);
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
  }

  private Region region(String query) {
    return robot.lookup(query).queryAs(Region.class);
  }

  private TextField query() {
    return robot.lookup("#query").queryAs(TextField.class);
  }

  private void press(String query) {
    Button button = robot.lookup(query).queryButton();
    waitUntil(() -> !button.isDisabled());
    robot.interact(button::fire);
  }

  private void addSampleAndSearch(String words) {
    press("#add-sample");
    TextField query = query();
    waitUntil(() -> !query.isDisabled());
    robot.interact(
        () -> {
          query.requestFocus();
          query.setText(words);
        });
    robot.type(KeyCode.ENTER);
    waitUntil(() -> !windowRobot.cards().isEmpty());
  }

  @Test
  void aQueryShowsRankedCardsAndExplainsTheSelectedOne() {
    addSampleAndSearch("blue");
    HitCard first = windowRobot.cards().get(0);
    assertEquals("blue-1.png", first.hit().image().file().getFileName().toString());
    assertEquals(1, first.hit().rank());

    HitCard second = windowRobot.cards().get(1);
    robot.clickOn(second);
    waitUntil(() -> windowRobot.texts("#details").contains("Hit 2"));
    assertTrue(windowRobot.texts("#details").contains("blue"), "concept");
    assertTrue(windowRobot.texts("#facts").contains("blue-2.png"), "file");
    assertTrue(
        windowRobot.texts("#facts").stream().anyMatch(text -> text.endsWith("Italy")),
        () -> "location: " + windowRobot.texts("#facts"));
    assertTrue(
        windowRobot.texts("#meaning").isEmpty()
            || windowRobot.texts("#details").contains(meaning()));
    waitUntil(() -> robot.lookup(".caption-shared").tryQuery().isPresent());
  }

  private String meaning() {
    return robot.lookup("#meaning").queryAs(Label.class).getText();
  }

  @Test
  void keysMoveTheSelectionAndTogglePanes() {
    addSampleAndSearch("green");
    robot.clickOn(windowRobot.cards().get(0));
    robot.type(KeyCode.RIGHT);
    waitUntil(() -> windowRobot.texts("#details").contains("Hit 2"));
    robot.type(KeyCode.D);
    waitUntil(() -> robot.lookup("#details").tryQuery().isEmpty());
    robot.type(KeyCode.D);
    waitUntil(() -> robot.lookup("#details").tryQuery().isPresent());
    robot.type(KeyCode.M);
    waitUntil(() -> robot.lookup("#map").tryQuery().isEmpty());
    robot.type(KeyCode.M);
    waitUntil(() -> robot.lookup("#map").tryQuery().isPresent());
    robot.push(KeyCode.CONTROL, KeyCode.F);
    waitUntil(() -> query().isFocused());
  }

  @Test
  void clickingAnExampleRunsIt() {
    press("#add-sample");
    waitUntil(() -> robot.lookup(".example").queryAll().size() == 3);
    waitUntil(() -> WindowRobot.isShown(robot.lookup(".example").queryButton()));
    robot.clickOn(robot.lookup(".example").queryButton());
    waitUntil(() -> !windowRobot.cards().isEmpty());
    assertTrue(query().getAccessibleText().contains("dense residential blocks"));
    assertEquals(1, robot.lookup(".token").queryAll().size());
  }

  @Test
  void switchesThemeInPlace() {
    Region rail = region(".rail");
    Color light = (Color) rail.getBackground().getFills().get(0).getFill();
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
    waitUntil(
        () ->
            ((Color) rail.getBackground().getFills().get(0).getFill()).getBrightness()
                < light.getBrightness() / 2);
    press("#theme");
    waitUntil(() -> light.equals(rail.getBackground().getFills().get(0).getFill()));
  }

  @Test
  void panesKeepTheirWidthsWhenTheWindowShrinksAndTextGrows() {
    addSampleAndSearch("grey");
    Region map = region("#map");
    waitUntil(() -> Math.abs(map.getWidth() - 408) < 8);
    robot.interact(() -> ((Stage) window.scene().getWindow()).setWidth(1410));
    waitUntil(() -> window.scene().getWidth() < 1420 && Math.abs(map.getWidth() - 408) < 8);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PLUS);
    Region rail = region(".rail");
    waitUntil(() -> rail.getWidth() > 64.5);
  }
}
