package org.kamcl.explorer.ui.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ConceptAnalysis;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.concepts.ColorConcepts;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** The Concepts perspective in the window, by mouse and by keyboard. */
class ConceptsPerspectiveTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    window = fixture.open(() -> FolderServices.of(folder), Theme.LIGHT, 1400);
  }

  private void showConcepts() {
    robot.clickOn("#perspective-concepts");
    waitUntil(() -> robot.lookup("#concepts").tryQuery().isPresent());
    fixture.settle();
    waitUntil(() -> !table().getItems().isEmpty());
  }

  private ConceptTable table() {
    return robot.lookup("#concept-table").queryAs(ConceptTable.class);
  }

  private PlotCanvas plot() {
    return robot.lookup("#plot").queryAs(PlotCanvas.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private void select(String concept) {
    robot.interact(
        () ->
            table().getItems().stream()
                .filter(c -> c.name().equals(concept))
                .findFirst()
                .ifPresent(c -> table().getSelectionModel().select(c)));
    waitUntil(() -> text("#concept-name").equals(concept));
    fixture.settle();
  }

  @Test
  void theTableHasTheConceptsOfTheModelWithTheirCounts() {
    showConcepts();
    List<String> names = table().getItems().stream().map(Concept::name).toList();
    assertEquals(List.of("green", "blue", "red", "grey", "bright", "dark"), names);
    // Three green images; the third is half dark, and the limit of green is 50 %.
    assertEquals(3, table().getItems().get(0).archiveImages());
    assertEquals(0, table().getItems().get(3).archiveImages(), "gray is never shown");
    robot.interact(() -> robot.lookup("#concept-filter").queryAs(TextField.class).setText("re"));
    assertEquals(
        List.of("green", "red", "grey"), table().getItems().stream().map(Concept::name).toList());
    robot.clickOn("#concept-filter");
    robot.type(KeyCode.ESCAPE);
    assertEquals(6, table().getItems().size());
  }

  @Test
  void theConceptLeadsToItsImagesAndToTheQuery() {
    showConcepts();
    select("blue");
    robot.clickOn("#concept-list");
    waitUntil(() -> windowRobot.cards().size() == 3);
    assertEquals(
        Set.of("blue-1.png", "blue-2.png", "blue-3.png"),
        windowRobot.cards().stream()
            .map(card -> card.hit().image().file().getFileName().toString())
            .collect(Collectors.toSet()));
    assertTrue(
        robot.lookup(".filter-text").queryAllAs(Label.class).stream()
            .anyMatch(label -> label.getText().equals("With \"blue\"")));
    showConcepts();
    robot.clickOn("#concept-search");
    waitUntil(() -> window.lastQuery().equals("blue"));
    fixture.settle();
    assertEquals(12, windowRobot.cards().size(), "the filter is gone");
  }

  private boolean isVisual(String concept) {
    return table().getItems().stream()
        .filter(c -> c.name().equals(concept))
        .findFirst()
        .orElseThrow()
        .visual();
  }

  @Test
  void aConceptIsMarkedAsNotVisualAndThatCanBeUndone() {
    showConcepts();
    select("red");
    CheckBox visual = robot.lookup("#concept-visual").queryAs(CheckBox.class);
    assertTrue(visual.isSelected());
    robot.interact(() -> visual.requestFocus());
    robot.type(KeyCode.SPACE);
    waitUntil(() -> !isVisual("red"));
    fixture.settle();
    CheckBox now = robot.lookup("#concept-visual").queryAs(CheckBox.class);
    assertFalse(now.isSelected());
    assertTrue(now.isFocused());
    assertTrue(
        windowRobot.texts("#concept-details").stream()
            .anyMatch(text -> text.contains("Set by you; the model says otherwise.")));
    robot.clickOn("Undo");
    waitUntil(() -> isVisual("red"));
    fixture.settle();
    assertTrue(robot.lookup("#concept-visual").queryAs(CheckBox.class).isSelected());
  }

  @Test
  void theEyeOfARowMarksItsConceptWithoutSelectingIt() {
    showConcepts();
    select("green");
    Button eye =
        robot.lookup(".concept-eye").queryAllAs(Button.class).stream()
            .filter(b -> b.getAccessibleText().startsWith("\"blue\" cannot be seen"))
            .findFirst()
            .orElseThrow();
    robot.clickOn(eye);
    waitUntil(() -> !isVisual("blue"));
    fixture.settle();
    assertEquals("green", text("#concept-name"));
    Button again =
        robot.lookup(".concept-eye").queryAllAs(Button.class).stream()
            .filter(b -> "\"blue\" can be seen in images".equals(b.getAccessibleText()))
            .findFirst()
            .orElseThrow();
    robot.clickOn(again);
    waitUntil(() -> isVisual("blue"));
  }

  @Test
  void anExampleOpensInInspect() {
    showConcepts();
    select("red");
    Node example = robot.lookup(".concept-example").nth(0).query();
    robot.interact(() -> ((Button) example).fire());
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    fixture.settle();
    assertEquals("red-1.png", text("#inspect-name"));
  }

  @Test
  void aLassoSelectsInThePlotTheGridAndTheMap() {
    robot.interact(() -> window.search("green"));
    waitUntil(() -> windowRobot.cards().size() == 12);
    fixture.settle();
    int before = selectionPixels();
    showConcepts();
    waitUntil(() -> robot.lookup(".plot-entry").tryQuery().isPresent());
    PlotCanvas plot = plot();
    // Around the whole plot.
    Point2D from = plot.localToScreen(4, 4);
    robot
        .drag(from, MouseButton.PRIMARY)
        .moveTo(plot.localToScreen(plot.getWidth() - 4, 4))
        .moveTo(plot.localToScreen(plot.getWidth() - 4, plot.getHeight() - 4))
        .moveTo(plot.localToScreen(4, plot.getHeight() - 4))
        .drop();
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#plot-selection").query()));
    assertTrue(windowRobot.texts("#plot-selection").contains("12 images selected"));
    robot.clickOn("#perspective-explore");
    fixture.settle();
    assertEquals(12, windowRobot.cards().stream().filter(card -> isMarked(card)).count());
    int rings = selectionPixels();
    assertTrue(rings > before + 100, rings + " pixels of rings after " + before);
    robot.clickOn("#perspective-concepts");
    fixture.settle();
    // A small lasso around one point, which takes it away.
    Point2D point = plot.place(0);
    robot.press(KeyCode.ALT);
    robot
        .drag(plot.localToScreen(point.subtract(6, 6)), MouseButton.PRIMARY)
        .moveTo(plot.localToScreen(point.add(6, -6)))
        .moveTo(plot.localToScreen(point.add(6, 6)))
        .moveTo(plot.localToScreen(point.add(-6, 6)))
        .drop();
    robot.release(KeyCode.ALT);
    waitUntil(() -> !windowRobot.texts("#plot-selection").contains("12 images selected"));
    int left = selected();
    assertTrue(left < 12 && left > 6, left + " are left");
    robot.clickOn("#perspective-explore");
    fixture.settle();
    assertEquals(left, windowRobot.cards().stream().filter(card -> isMarked(card)).count());
  }

  /** Pixels of the map in the color of selected and marked hits. */
  private int selectionPixels() {
    Node map = robot.lookup("#map").query();
    WritableImage[] shot = new WritableImage[1];
    robot.interact(() -> shot[0] = map.snapshot(null, null));
    int count = 0;
    for (int y = 0; y < shot[0].getHeight(); y++) {
      for (int x = 0; x < shot[0].getWidth(); x++) {
        count += shot[0].getPixelReader().getArgb(x, y) == 0xFF0969DA ? 1 : 0;
      }
    }
    return count;
  }

  private int selected() {
    return Integer.parseInt(
        windowRobot.texts("#plot-selection").stream()
            .filter(text -> text.endsWith("selected"))
            .findFirst()
            .orElseThrow()
            .split(" ")[0]);
  }

  private static boolean isMarked(Node card) {
    return card.lookupAll("*").stream()
        .flatMap(part -> part.getPseudoClassStates().stream())
        .anyMatch(state -> state.getPseudoClassName().equals("marked"));
  }

  @Test
  void imagesThatAreNoHitsAreSelectedTooAndCanBeListed() {
    showConcepts();
    robot.interact(
        () ->
            robot
                .lookup("#plot-coloring")
                .<ComboBox<PlotViewModel.Coloring>>query()
                .getSelectionModel()
                .select(PlotViewModel.Coloring.CLUSTER));
    fixture.settle();
    waitUntil(() -> robot.lookup(".plot-entry").queryAll().size() > 1);
    robot.interact(
        () -> robot.lookup(".plot-entry").queryAllAs(Button.class).iterator().next().fire());
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#plot-selection").query()));
    int chosen = selected();
    assertTrue(chosen > 0 && chosen < 12, chosen + " images");
    robot.clickOn("#plot-list");
    waitUntil(() -> windowRobot.cards().size() == chosen);
    fixture.settle();
    assertTrue(windowRobot.cards().stream().allMatch(ConceptsPerspectiveTest::isMarked));
    robot.clickOn("#perspective-concepts");
    fixture.settle();
    assertEquals(chosen, selected(), "the selection is the same");
    robot.clickOn("#plot");
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !robot.lookup("#plot-selection").query().isVisible());
  }

  @Test
  void theWayOfAWordThroughTheMethodIsTold() {
    showConcepts();
    assertTrue(origin().contains("\"green\" in the corpus"), origin().toString());
    assertTrue(
        origin().contains("Occurs 5 times, in 2 images; in 2 of them more than once."),
        origin().toString());
    robot.clickOn("#concept-filter").write("boat");
    waitUntil(() -> origin().contains("\"boat\" in the corpus"));
    assertTrue(
        origin()
            .contains(
                "Occurs once, in 1 image, but never more than once in the captions of the same"
                    + " image."),
        origin().toString());
    assertTrue(origin().contains("Not reached."));
    robot.clickOn("#concept-filter").eraseText(4).write("lost");
    waitUntil(
        () ->
            origin().stream()
                .anyMatch(
                    text -> text != null && text.startsWith("The model colors has no record")));
  }

  private Set<String> origin() {
    return windowRobot.texts("#origin");
  }

  @Test
  void neighborsArePlacedByAJob() {
    showConcepts();
    robot.clickOn("#plot-neighbors");
    waitUntil(() -> !robot.lookup(".plot-progress").query().isVisible());
    fixture.settle();
    assertTrue(
        robot.lookup("#plot-neighbors").queryAs(ToggleButton.class).isSelected(),
        "the archive is read again after a job, but has not changed");
    assertFalse(robot.lookup(".plot-problem").queryAs(Label.class).getText().length() > 0);
    robot.clickOn("#plot-components");
    fixture.settle();
  }

  @Test
  void anArchiveWithoutEmbeddingsSaysSo() throws TimeoutException {
    robot.interact(window::close);
    ColorConcepts none = new ColorConcepts(List.of(), image -> Map.of());
    window =
        fixture.open(
            () ->
                new ForwardingExplorerServices(FolderServices.of(folder)) {
                  @Override
                  public ConceptAnalysis concepts() {
                    return none;
                  }

                  @Override
                  public EmbeddingPlots plots() {
                    return none.plots();
                  }
                },
            Theme.DARK,
            1024);
    robot.clickOn("#perspective-concepts");
    waitUntil(() -> robot.lookup("#concepts-problem").tryQuery().isPresent());
    waitUntil(() -> text("#concepts-problem").startsWith("The archive has no images yet."));
  }
}
