package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.support.OldWorkspaces;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window of the program over a workspace that a newer version has written. */
class NewerWorkspaceWindowTest {
  /** Where SQLite keeps the schema version of a database, in bytes. */
  private static final long USER_VERSION = 60;

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString(),
            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private List<String> problems() {
    return robot.lookup(".banner-problem .label").queryAllAs(Label.class).stream()
        .filter(WindowRobot::isShown)
        .map(Label::getText)
        .toList();
  }

  @Test
  void theWindowSaysWhatToDoAndChangesNoByteOfIt() throws Exception {
    Path workspace = OldWorkspaces.unpack(9, folder.resolve("workspace"));
    Path catalog = workspace.resolve("catalog.db");
    try (RandomAccessFile file = new RandomAccessFile(catalog.toFile(), "rw")) {
      file.seek(USER_VERSION);
      file.writeInt(99);
    }
    assertTrue(CatalogCopy.isNewer(catalog));
    Map<String, String> before = content(workspace);
    FxToolkit.registerPrimaryStage();
    Application application =
        FxToolkit.setupApplication(
            ExplorerApplication.class, "--workspace=" + workspace, "--language=en");
    try {
      waitUntil(() -> problems().stream().anyMatch(text -> text.contains("newer version")));
      String problem = problems().get(0);
      assertTrue(problem.contains(catalog.toString()), problem);
      assertTrue(problem.contains("It was not changed. Update the program"), problem);
      // Nothing that is tried in such a window is stored either.
      robot.interact(
          () -> robot.lookup("#query").queryAs(TextField.class).setText("boats beside a pier"));
      robot.clickOn("#perspective-train");
      robot.clickOn("#perspective-explore");
      assertFalse(problems().isEmpty());
      assertEquals(before, content(workspace));
    } finally {
      FxToolkit.cleanupApplication(application);
    }
    assertEquals(before, content(workspace), "after the window was closed");
  }
}
