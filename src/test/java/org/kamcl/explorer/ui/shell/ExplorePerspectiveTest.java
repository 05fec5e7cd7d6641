package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.util.NodeQueryUtils;

/** The main workflow on real files: search, refine, restrict to the map, export. */
class ExplorePerspectiveTest {
  @TempDir private Path folder;
  @TempDir private Path out;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerContext context;
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @BeforeEach
  void start() throws TimeoutException {
    context = fixture.open(new Workspace(folder, Optional.of(Path.of("").toAbsolutePath())));
    waitUntil(() -> context.archive().summary().images() == 81);
    waitUntil(() -> !query().isDisabled());
  }

  private TextField query() {
    return robot.lookup("#query").queryAs(TextField.class);
  }

  private String labelText(String label) {
    return robot.lookup(label).queryAs(Label.class).getText();
  }

  private void press(String button) {
    robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
  }

  private ButtonBase buttonNamed(String name) {
    return robot
        .lookup((Node n) -> n instanceof ButtonBase && name.equals(n.getAccessibleText()))
        .queryAs(ButtonBase.class);
  }

  private void settle() {
    waitUntil(() -> fixture.window().settled().getAsBoolean());
  }

  private void search(String words) {
    robot.clickOn(query()).write(words);
    robot.type(KeyCode.ENTER);
    waitUntil(() -> !windowRobot.cards().isEmpty());
    settle();
  }

  private List<String> tokens() {
    return robot.lookup(".token-text").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  /** A visible concept chip. */
  private Label chip(String concept) {
    waitUntil(() -> robot.lookup(isChipOf(concept)).tryQuery().isPresent());
    return robot.lookup(isChipOf(concept)).queryAs(Label.class);
  }

  private static Predicate<Node> isChipOf(String concept) {
    return node ->
        node instanceof Label label
            && label.getStyleClass().contains("chip-clickable")
            && label.getText().equals(concept)
            && NodeQueryUtils.isVisible().test(label.getParent());
  }

  /** Selects an item of a chip's menu without a pause: new hits would close it. */
  private void choose(String concept, String words) {
    waitUntil(
        () -> {
          AtomicBoolean chosen = new AtomicBoolean();
          robot.interact(
              () -> {
                robot.lookup(isChipOf(concept)).tryQuery().ifPresent(WindowRobot::fireMenuRequest);
                menuItem(words).ifPresent(MenuItem::fire);
                chosen.set(menuItem(words).isPresent());
              });
          return chosen.get();
        });
  }

  private static Optional<MenuItem> menuItem(String words) {
    return Window.getWindows().stream()
        .filter(window -> window instanceof ContextMenu && window.isShowing())
        .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
        .filter(item -> item.getText().startsWith(words))
        .findFirst();
  }

  @Test
  void refinesByConceptRestrictsToTheMapAndExports() throws IOException {
    search("a river through fields");
    assertEquals(List.of("a river through fields"), tokens());

    // A click on a concept of a hit adds it to the query, a second click removes it.
    Label chip = robot.lookup(".hit-card .chip-clickable").nth(0).queryAs(Label.class);
    String concept = chip.getText();
    robot.clickOn(chip);
    waitUntil(() -> tokens().contains(concept));
    settle();
    robot.clickOn(chip(concept));
    waitUntil(() -> !tokens().contains(concept));
    settle();
    // The minus button that appears on hover excludes it.
    robot.moveTo(chip(concept));
    waitUntil(
        () -> robot.lookup(".chip-minus").match(NodeQueryUtils.isVisible()).tryQuery().isPresent());
    robot.clickOn(robot.lookup(".chip-minus").match(NodeQueryUtils.isVisible()).<Node>query());
    waitUntil(() -> tokens().contains(concept));
    settle();
    assertEquals(1, robot.lookup(".token-excluded").queryAll().size());
    // Its menu has the other actions.
    choose(concept, "Remove");
    waitUntil(() -> !tokens().contains(concept));
    settle();
    choose(concept, "Exclude");
    waitUntil(() -> tokens().contains(concept));
    settle();

    // The map view does not contain all images.
    robot.interact(() -> windowRobot.cards().get(0).requestFocus());
    robot.interact(() -> buttonNamed("Show all images (Home)").fire());
    robot.interact(() -> buttonNamed("Zoom in (+)").fire());
    press("#filters");
    robot.interact(() -> robot.lookup("#filter-view").queryAs(CheckBox.class).setSelected(true));
    waitUntil(
        () -> windowRobot.texts(".results").stream().anyMatch(t -> t.contains("after filters")));
    settle();
    robot.type(KeyCode.ESCAPE);
    assertFalse(windowRobot.texts(".results").stream().anyMatch(t -> t.startsWith("of 81")));
    assertTrue(windowRobot.texts(".filter-tokens").contains("In map view"));

    Path file = out.resolve("rivers.geojson");
    press("#export");
    waitUntil(() -> robot.lookup("#export-file").tryQuery().isPresent());
    assertTrue(
        robot
            .from(robot.lookup("#export-pane"))
            .lookup((Node n) -> n instanceof RadioButton b && b.getText().startsWith("GeoJSON"))
            .queryAs(RadioButton.class)
            .isSelected(),
        "the format of the file is chosen");
    robot.interact(
        () -> {
          robot.lookup("#export-file").queryAs(TextField.class).setText(file.toString());
          robot
              .from(robot.lookup("#export-pane"))
              .lookup((Node n) -> n instanceof ButtonBase b && b.getText().startsWith("All"))
              .queryAs(ButtonBase.class)
              .fire();
        });
    press("#export-write");
    waitUntil(() -> Files.exists(file));
    String json = Files.readString(file);
    assertTrue(json.contains("\"FeatureCollection\""));
    assertTrue(json.contains("\"Polygon\""), "places are in it");
    waitUntil(
        () -> windowRobot.texts(".toasts").stream().anyMatch(t -> t.endsWith("rivers.geojson.")));
  }

  @Test
  void marksComparesRatesAndSwitchesViewsByKeyboard() {
    search("a river through fields");
    robot.interact(() -> robot.lookup("#hits").query().requestFocus());
    robot.type(KeyCode.SPACE, KeyCode.RIGHT);
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
    waitUntil(() -> windowRobot.texts(".mark-bar").contains("3 marked"));
    robot.type(KeyCode.C);
    waitUntil(() -> robot.lookup("#compare-view").tryQuery().isPresent());
    assertEquals(
        3, robot.from(robot.lookup("#compare-view")).lookup(".score-dot").queryAll().size());
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#compare-view").tryQuery().isEmpty());

    robot.type(KeyCode.Y);
    waitUntil(
        () -> windowRobot.texts(".toasts").stream().anyMatch(t -> t.contains("rated relevant")));
    settle();
    robot.type(KeyCode.V);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#hit-table").query()));
    robot.type(KeyCode.V);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#captions").query()));
    waitUntil(() -> robot.lookup(".caption-box").queryAll().size() > 2);
    robot.type(KeyCode.V);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#hits").query()));
  }

  @Test
  void editsTokensByKeyboard() {
    robot.clickOn(query()).write("boats, harbour^2 -bridge ");
    waitUntil(() -> tokens().equals(List.of("boats", "harbour", "bridge")));
    assertEquals("", query().getText());
    robot.type(KeyCode.LEFT, KeyCode.LEFT);
    robot.type(KeyCode.UP);
    waitUntil(() -> robot.lookup(".token-weight").tryQuery().isPresent());
    assertEquals("2.5", labelText(".token-weight"));
    robot.type(KeyCode.LEFT, KeyCode.DELETE);
    waitUntil(() -> tokens().equals(List.of("harbour", "bridge")));
    assertFalse(query().getAccessibleText().contains("boats"));
    assertTrue(query().getAccessibleText().contains("excluding bridge"));
  }
}
