package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.testfx.api.FxRobot;

/** Why a hit was found, from its details: where, which words, which concepts, what would help. */
class DetailsReasonsTest {
  @TempDir private Path folder;
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerWindow window;

  @BeforeEach
  void open() throws Exception {
    TestImages.write(folder);
    window = fixture.open(folder);
  }

  private Button word(String text) {
    return robot.lookup("#details .word-name").queryAllAs(Button.class).stream()
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private boolean heatIsShown() {
    return robot.lookup("#details .heat-map").queryAll().stream().anyMatch(Node::isVisible);
  }

  private String subject() {
    return robot.lookup("#seen-subject").queryAs(Label.class).getText();
  }

  @Test
  void oneClickOnAHitTellsWhereHowSureWhichWordsAndWhichConcepts() {
    fixture.search("green^2 red -grey");
    robot.clickOn(windowRobot.cards().get(1));
    fixture.settle();
    assertTrue(heatIsShown(), "where");
    Set<String> texts = Set.copyOf(windowRobot.texts("#details"));
    assertTrue(
        texts.stream().anyMatch(text -> text.contains("random pairs")), "how sure: " + texts);
    assertTrue(word("green").getAccessibleText().contains("the score drops by"), "which words");
    assertTrue(texts.contains("Asked and seen"), "which concepts: " + texts);
    assertTrue(texts.contains("Asked, but not seen"), "red: " + texts);
    assertTrue(texts.contains("Excluded, but seen"), "gray: " + texts);
  }

  @Test
  void aClickOnAWordShowsWhereThatWordIsAndASecondOneTheWholeQueryAgain() {
    fixture.search("green red");
    robot.clickOn(windowRobot.cards().get(0));
    fixture.settle();
    assertEquals("Whole query", subject());
    robot.clickOn(word("red"));
    fixture.settle();
    assertEquals("\"red\"", subject());
    robot.clickOn(word("red"));
    fixture.settle();
    assertEquals("Whole query", subject());
  }

  @Test
  void theKeyHTurnsTheHeatMapOffAndOn() {
    fixture.search("green");
    robot.clickOn(windowRobot.cards().get(0));
    fixture.settle();
    assertTrue(heatIsShown());
    robot.type(KeyCode.H);
    waitUntil(() -> !heatIsShown());
    robot.type(KeyCode.H);
    waitUntil(this::heatIsShown);
  }

  @Test
  void aChangeThatWouldRaiseTheImageIsTriedWithAClick() {
    fixture.search("green");
    robot.clickOn(windowRobot.cards().get(4));
    fixture.settle();
    List<Hyperlink> changes =
        List.copyOf(robot.lookup("#details .why-changes .hyperlink").queryAllAs(Hyperlink.class));
    assertFalse(changes.isEmpty());
    robot.interact(() -> changes.get(0).fire());
    fixture.settle();
    assertTrue(window.lastQuery().startsWith("green "), window.lastQuery());
  }

  @Test
  void theMechanismIsClosedAtFirstAndSaysThatItIsNoProof() {
    fixture.search("green red");
    robot.clickOn(windowRobot.cards().get(0));
    fixture.settle();
    ToggleButton toggle = robot.lookup("#mechanism-toggle").queryAs(ToggleButton.class);
    assertFalse(toggle.isSelected());
    robot.interact(toggle::fire);
    fixture.settle();
    waitUntil(() -> robot.lookup("#details .pooling-row").queryAll().size() == 3);
    assertNotNull(robot.lookup("#details .attention-matrix").query());
    String texts = windowRobot.texts("#details").stream().collect(Collectors.joining("\n"));
    assertTrue(texts.contains("does not prove"), texts);
    assertTrue(texts.contains("Low branch"), "the share of the low branch in the score");
  }

  @Test
  void theWordsInTheQueryFieldAreUnderlinedForTheSelectedHitOnly() {
    fixture.search("green^2 red -grey");
    robot.clickOn(windowRobot.cards().get(1));
    fixture.settle();
    waitUntil(() -> !robot.lookup(".token .token-line").queryAll().isEmpty());
    boolean lowers =
        robot.lookup(".token-excluded .token-line").queryAll().stream()
            .anyMatch(line -> line.getPseudoClassStates().toString().contains("lowers"));
    assertTrue(lowers, "the excluded term is in the image");
    fixture.search("nothing that a color names");
    fixture.settle();
    waitUntil(() -> robot.lookup(".token .token-line").queryAll().isEmpty());
  }
}
