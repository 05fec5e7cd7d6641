package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.support.TestModels;
import org.testfx.api.FxRobot;

/** The window over an archive that was indexed with a KAMCL, a CLIP and an image-only model. */
class ModelSwitchTest {
  private static final String NO_CAPTIONS =
      "This model has no words, so it cannot say which captions fit.";

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  private Workspace workspace() throws IOException {
    Path home = folder.resolve("workspace");
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 64)));
    }
    TestModels.defaultModel(home.resolve("models/kamcl_1"));
    TestModels.clipModel(home.resolve("models/clip"));
    TestModels.modelWithoutWords(home.resolve("models/images"));
    Workspace workspace = new Workspace(home, Optional.empty());
    try (ExplorerContext context =
        ExplorerContext.open(workspace, Optional.of("images"), DeviceChoice.CPU)) {
      context.index(ImportRequest.of(images)).run(JobContext.NONE);
      context.indexAgain("clip").run(JobContext.NONE);
      Path more = Files.createDirectories(folder.resolve("more"));
      Files.write(more.resolve("q.jpg"), ImageBytes.jpeg(TestModels.image(9, 70, 64)));
      context.index(ImportRequest.of(more)).run(JobContext.NONE);
      context.indexAgain("kamcl_1").run(JobContext.NONE);
    }
    return workspace;
  }

  private ToggleButton button(String model) {
    return robot.lookup("#model-switch .toggle-button").queryAllAs(ToggleButton.class).stream()
        .filter(one -> one.getText().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private void use(String model) {
    robot.interact(() -> button(model).fire());
    waitUntil(() -> button(model).isSelected() && !button(model).isDisabled());
    waitUntil(() -> status().contains(model));
  }

  private String status() {
    return robot.lookup("#model").queryAs(Button.class).getText();
  }

  @Test
  void oneClickAsksTheSameQueryOfAnotherModelAndEachSaysWhatItCannotDo()
      throws IOException, TimeoutException {
    ExplorerContext context = fixture.open(workspace());
    waitUntil(() -> !fixture.field().isDisabled());
    waitUntil(() -> !robot.lookup("#model-switch .toggle-button").queryAll().isEmpty());
    fixture.search("a lake");
    assertTrue(status().startsWith("KAMCL MobileNetV2 0.35, kamcl_1"), status());
    assertEquals(4, windowRobot.cards().size());

    use("clip");
    assertEquals("clip", context.model().orElseThrow().name());
    assertTrue(status().startsWith("CLIP ViT, clip"), status());
    // The reasons of the selected hit say that there are none by concept.
    waitUntil(
        () ->
            windowRobot.texts(".why").stream()
                .anyMatch(text -> text.startsWith("This model has no concepts.")));
    assertEquals(4, windowRobot.cards().size());

    use("images");
    // Hits of another model are no answer of this one.
    waitUntil(() -> windowRobot.cards().isEmpty());
    Set<String> texts = windowRobot.texts(".window");
    assertTrue(texts.stream().anyMatch(t -> t.contains("has no words")), texts::toString);
    assertTrue(texts.contains("This model has no words. It finds images that are like an image."));
    assertFalse(
        WindowRobot.isShown(robot.lookup("#examples").query()), "no example can be answered");
    assertEquals("This model has no words: drop an image here", fixture.field().getPromptText());
    assertEquals(
        List.of(), context.search().suggestions("la", 5), "nothing that is typed finds anything");
    use("clip");
    fixture.settle();
    assertEquals(4, windowRobot.cards().size());

    robot.interact(() -> fixture.window().popovers().toggleModel());
    waitUntil(() -> robot.lookup("#model-list .radio-button").queryAll().size() == 3);
    List<RadioButton> choices =
        List.copyOf(robot.lookup("#model-list .radio-button").queryAllAs(RadioButton.class));
    assertEquals(
        List.of("clip", "images", "kamcl_1"), choices.stream().map(RadioButton::getText).toList());
    assertTrue(choices.get(0).isSelected());
    assertTrue(windowRobot.texts("#model-list").contains("3 of 4 images"));
    Hyperlink others = robot.lookup("#model-list .hyperlink").queryAs(Hyperlink.class);
    assertEquals("Index the others", others.getText());
    robot.interact(others::fire);
    waitUntil(() -> status().contains("images"));
    assertEquals(0, context.modelChoice().indexed().stream().mapToInt(m -> m.missing()).sum());

    FileUtils.deleteDirectory(folder.resolve("workspace/models/clip").toFile());
    robot.interact(() -> fixture.window().popovers().toggleModel());
    waitUntil(() -> windowRobot.texts("#model-list").contains("Its files are missing"));
    assertEquals(
        "Look again", robot.lookup("#model-list .hyperlink").queryAs(Hyperlink.class).getText());
    assertFalse(
        robot.lookup("#model-switch .toggle-button").queryAllAs(ToggleButton.class).stream()
            .anyMatch(one -> one.getText().equals("clip")),
        "a model without files is not offered");
  }

  /** Finds the images that are like another one, with the model without words. */
  private void searchByImage() throws IOException, TimeoutException {
    fixture.open(workspace());
    waitUntil(() -> !fixture.field().isDisabled());
    waitUntil(() -> !robot.lookup("#model-switch .toggle-button").queryAll().isEmpty());
    use("images");
    fixture.search("like:" + folder.resolve("images/p1.jpg"));
    robot.clickOn(windowRobot.cards().get(0));
  }

  @Test
  void detailsListAndInspectSayWhyAModelWithoutWordsHasNoCaptions()
      throws IOException, TimeoutException {
    searchByImage();
    waitUntil(() -> windowRobot.texts("#details").contains(NO_CAPTIONS));
    waitUntil(
        () ->
            windowRobot.texts("#details").stream()
                .anyMatch(text -> text.startsWith("This model has no concepts.")));
    fixture.settle();

    robot.interact(() -> robot.lookup("#mode-captions").queryAs(ToggleButton.class).fire());
    waitUntil(() -> windowRobot.texts("#captions").contains(NO_CAPTIONS));
    fixture.settle();
    robot.interact(() -> robot.lookup("#mode-grid").queryAs(ToggleButton.class).fire());
    waitUntil(() -> !windowRobot.cards().isEmpty());

    robot.clickOn(windowRobot.cards().get(0));
    robot.type(KeyCode.I);
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    waitUntil(() -> windowRobot.texts(".inspect").contains(NO_CAPTIONS));
    fixture.settle();
  }

  @Test
  void captioningWithAModelWithoutWordsSaysWhatItCannotPropose()
      throws IOException, TimeoutException {
    searchByImage();
    fixture.settle();
    robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.K);
    waitUntil(() -> robot.lookup("#captioning-suggest").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#captioning-suggest").queryAs(Button.class).fire());
    waitUntil(
        () ->
            robot.lookup("#captioning-field").tryQuery().filter(WindowRobot::isShown).isPresent());
    fixture.settle();
    Set<String> texts = windowRobot.texts(".captioning-side");
    assertTrue(
        texts.contains(
            "This model has no words, so it proposes no captions. Describe what you see."),
        texts::toString);
    assertTrue(
        texts.contains(
            "The model has no concepts, so only the distance decides which images are suggested."),
        texts::toString);
    assertTrue(robot.lookup(".captioning-hint").queryAll().isEmpty(), "no caption is proposed");
  }
}
