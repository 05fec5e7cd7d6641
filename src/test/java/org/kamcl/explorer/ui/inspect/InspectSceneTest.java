package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.FileDrop;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;
import org.testfx.api.FxRobot;

/** A tile of a scene of four bands in Inspect: its neighbors, its bands, sentences of a file. */
class InspectSceneTest {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 900;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerContext context;

  @BeforeAll
  static void index() throws IOException {
    Path workspace = shared.resolve("workspace");
    TestModels.defaultModel(workspace.resolve("models/small"));
    Path images = Files.createDirectories(shared.resolve("images"));
    // The first three bands fall from left to right; the fourth rises.
    new GeoTiffWriter(
            WIDTH, HEIGHT, 4, 16, at -> at[2] == 3 ? 10 * at[0] : 20_000 - 10 * at[0] - at[2])
        .at(500_000, 5_000_000, 1)
        .epsg(1, 32632)
        .write(images.resolve("bands.tif"));
    try (ExplorerContext first = ExplorerContext.open(new Workspace(workspace, Optional.empty()))) {
      first.index(ImportRequest.of(images)).run(JobContext.NONE);
    }
  }

  @BeforeEach
  void open() throws TimeoutException, IOException {
    Path workspace = folder.resolve("workspace");
    FileUtils.copyDirectory(shared.resolve("workspace").toFile(), workspace.toFile());
    context = fixture.open(new Workspace(workspace, Optional.empty()));
    waitUntil(() -> !fixture.field().isDisabled());
    fixture.search("a green lake");
    robot.clickOn(windowRobot.cards().get(0));
    robot.type(KeyCode.ENTER);
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    fixture.settle();
  }

  private ImageCanvas canvas() {
    return robot.lookup("#image").queryAs(ImageCanvas.class);
  }

  private SceneOverview overview() {
    return robot.lookup("#scene").queryAs(SceneOverview.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private TileBounds shown() {
    String name = text("#inspect-name");
    return context.archive().images().stream()
        .flatMap(image -> image.tile().stream())
        .filter(
            tile ->
                name.equals("bands.tif, tile at column %,d, row %,d".formatted(tile.x(), tile.y())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  @Test
  void aClickOnATileOfTheSceneInspectsIt() {
    List<ImageRecord> tiles = context.archive().images();
    assertTrue(tiles.size() >= 4, tiles.size() + " tiles");
    TileBounds before = shown();
    TileBounds other =
        tiles.stream()
            .flatMap(image -> image.tile().stream())
            .filter(tile -> tile.x() != before.x() && tile.y() != before.y())
            .findFirst()
            .orElseThrow();
    SceneOverview overview = overview();
    double scale = overview.getWidth() / WIDTH;
    robot.clickOn(
        overview.localToScreen(
            (other.x() + other.width() / 2.0) * scale, (other.y() + other.height() / 2.0) * scale));
    fixture.settle();
    assertEquals(other, shown());
    assertTrue(text("#inspect-position").matches("\\d+ of " + tiles.size()), "it is that hit now");
  }

  @Test
  void arrowKeysOfTheSceneInspectTheNeighbors() {
    robot.interact(() -> overview().requestFocus());
    for (int i = 0; i < 6; i++) {
      robot.type(KeyCode.LEFT, KeyCode.UP);
    }
    fixture.settle();
    assertEquals(0, shown().x());
    assertEquals(0, shown().y());
    robot.type(KeyCode.RIGHT);
    fixture.settle();
    assertTrue(shown().x() > 0);
    assertEquals(0, shown().y());
    robot.type(KeyCode.DOWN);
    fixture.settle();
    assertTrue(shown().y() > 0);
  }

  @Test
  void theChosenBandsAreShownAlsoForTheNextTile() {
    robot.type(KeyCode.DIGIT0);
    fixture.settle();
    assertTrue(slope() < 0, "red falls to the right");
    robot.clickOn("#bands");
    waitUntil(() -> robot.lookup("#bands-pane").tryQuery().isPresent());
    assertTrue(windowRobot.texts("#bands-pane").contains("Bands (4 in the file)"));
    robot.interact(() -> band(0).setValue(4));
    fixture.settle();
    assertTrue(slope() > 0, "band 4 rises");
    robot.interact(() -> robot.lookup("#band-single").queryAs(CheckBox.class).setSelected(true));
    fixture.settle();
    int gray = pixel(0.5);
    assertEquals(gray >> 16 & 0xFF, gray & 0xFF);
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#bands-pane").tryQuery().isEmpty());
    String before = text("#inspect-name");
    robot.interact(() -> canvas().requestFocus());
    robot.type(KeyCode.PAGE_DOWN);
    fixture.settle();
    assertNotEquals(before, text("#inspect-name"));
    assertTrue(slope() > 0, "also in the next tile");
    robot.clickOn("#bands");
    waitUntil(() -> robot.lookup("#bands-reset").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#bands-reset").queryAs(Hyperlink.class).fire());
    fixture.settle();
    assertTrue(slope() < 0, "the bands of the collection again");
    assertEquals(1, band(0).getValue());
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Integer> band(int color) {
    return robot.lookup("#band-" + color).queryAs(ComboBox.class);
  }

  /** How red rises from left to right in the inspected tile. */
  private int slope() {
    return (pixel(0.8) >> 16 & 0xFF) - (pixel(0.2) >> 16 & 0xFF);
  }

  private int pixel(double share) {
    int[] argb = new int[1];
    TileBounds tile = shown();
    ImageViewport view = canvas().viewport();
    robot.interact(
        () ->
            argb[0] =
                canvas()
                    .snapshot(null, null)
                    .getPixelReader()
                    .getArgb(
                        (int) view.x(tile.x() + share * tile.width()),
                        (int) view.y(tile.y() + tile.height() / 2.0)));
    return argb[0];
  }

  @Test
  void sentencesOfAFileAreRankedForEachImage() throws IOException {
    Path file = folder.resolve("mine.txt");
    Files.writeString(file, "a green lake\n\na river beside a road\nmany boats\n");
    ReasonsPane reasons = robot.lookup("#reasons").queryAs(ReasonsPane.class);
    assertTrue(windowRobot.texts("#sentences").stream().anyMatch(t -> t.startsWith("Rank sente")));
    robot.interact(() -> reasons.rankSentences(file));
    fixture.settle();
    assertEquals(3, sentences().size());
    assertEquals("mine.txt", text("#sentences-file"));
    assertEquals(
        List.of("1", "2", "3"),
        robot
            .from(robot.lookup("#sentences"))
            .lookup(".caption-rank")
            .queryAllAs(Label.class)
            .stream()
            .map(Label::getText)
            .toList());
    robot.type(KeyCode.PAGE_DOWN);
    fixture.settle();
    assertEquals(3, sentences().size(), "for the next image, too");
    Files.writeString(file, "\n");
    robot.type(KeyCode.PAGE_UP);
    fixture.settle();
    assertEquals(0, sentences().size());
    assertTrue(text("#sentences-problem").contains("mine.txt"), text("#sentences-problem"));
    robot.clickOn("#sentences-remove");
    fixture.settle();
    assertFalse(WindowRobot.isShown(robot.lookup("#sentences-problem").query()));
  }

  @Test
  void aFileOfSentencesCanBeDroppedOnTheImage() throws IOException {
    Path mine = Files.writeString(folder.resolve("Mine.TXT"), "a lake\na road\n");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n");
    boolean[] taken = new boolean[2];
    robot.interact(() -> taken[0] = FileDrop.on(canvas(), other, mine));
    fixture.settle();
    assertTrue(taken[0]);
    assertEquals("Mine.TXT", text("#sentences-file"));
    assertEquals(2, sentences().size());
    robot.interact(() -> taken[1] = FileDrop.on(robot.lookup("#sentences").query(), other));
    assertFalse(taken[1] && text("#sentences-file").equals("other.csv"), "no text file");
  }

  @Test
  void theModelMakesTheScoreMapOfTheWholeSceneAndAnotherQueryIsFast() {
    robot.type(KeyCode.L);
    fixture.settle();
    Node overlay = robot.lookup(".score-map").query();
    assertTrue(WindowRobot.isShown(overlay));
    ImageViewport view = canvas().viewport();
    assertEquals(view.x(0), overlay.getLayoutX(), 0.51);
    assertEquals(WIDTH * view.scale(), overlay.getBoundsInParent().getWidth(), 1.01);
    assertEquals(HEIGHT * view.scale(), overlay.getBoundsInParent().getHeight(), 1.01);
    assertTrue(overlay.getLayoutX() >= 0, "all of the scene is in view");
    assertTrue(windowRobot.texts("#score-legend").contains("Score map: a green lake"));
    ImageRecord tile = context.archive().images().get(0);
    assertTrue(context.scoreMaps().isEmbedded(tile), "the next query embeds nothing");
  }

  private List<Node> sentences() {
    return List.copyOf(robot.from(robot.lookup("#sentences")).lookup(".concept-text").queryAll());
  }
}
