package org.kamcl.explorer.ui.collections;

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
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.support.TestModels;
import org.testfx.api.FxRobot;

/** The window over an archive whose model cannot be used. */
class ModelBannerTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerContext context;
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  private Path workspace() throws IOException {
    Path workspace = folder.resolve("workspace");
    TestModels.defaultModel(workspace.resolve("models/small"));
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 80, 40)));
    }
    try (ExplorerContext first = ExplorerContext.open(workspace(workspace))) {
      first.index(ImportRequest.of(images)).run(JobContext.NONE);
    }
    return workspace;
  }

  private static Workspace workspace(Path folder) {
    return new Workspace(folder, Optional.empty());
  }

  private void start(Path workspace) throws TimeoutException {
    context = fixture.open(workspace(workspace));
  }

  private boolean isShown() {
    return robot.lookup("#model-banner").query().isVisible();
  }

  private MenuButton choices() {
    return robot.lookup("#model-choose").queryAs(MenuButton.class);
  }

  @Test
  void aMissingModelIsNamedAndAnotherCanBeChosen() throws IOException, TimeoutException {
    Path workspace = workspace();
    FileUtils.moveDirectory(
        workspace.resolve("models/small").toFile(), workspace.resolve("models/default").toFile());
    start(workspace);
    waitUntil(this::isShown);
    Set<String> texts = windowRobot.texts("#model-banner");
    assertTrue(
        texts.stream()
            .anyMatch(
                t -> t.startsWith("The archive was indexed with the model \"small\", which is")),
        texts::toString);
    assertEquals(List.of("default"), choices().getItems().stream().map(MenuItem::getText).toList());
    robot.interact(() -> choices().getItems().get(0).fire());
    waitUntil(() -> !isShown());
    assertEquals("default", context.model().orElseThrow().name());
    assertEquals(3, context.search().search("a green lake", 9).hits().size());
  }

  @Test
  void aDamagedModelIsExplainedAndTheImagesAreShown() throws IOException, TimeoutException {
    Path workspace = workspace();
    Path words = workspace.resolve("models/small/wordpiece.txt");
    Files.writeString(words, Files.readString(words).replace("\nlake\n", "\n"));
    start(workspace);
    waitUntil(this::isShown);
    Set<String> texts = windowRobot.texts("#model-banner");
    assertTrue(
        texts.stream()
            .anyMatch(
                t ->
                    t.startsWith(
                        "The model \"small\" is not used because its file wordpiece.txt has"
                            + " changed")),
        texts::toString);
    assertFalse(choices().isVisible(), "there is no other model");
    assertEquals(3, context.archive().images().size());
  }
}
