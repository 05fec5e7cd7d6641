package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryTrainingRuns;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** The focus follows the perspective, whichever way it is shown. */
class PerspectiveFocusTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @Test
  void everyWayToShowAPerspectiveMovesTheFocusIntoIt() throws TimeoutException, IOException {
    TestImages.write(folder);
    var services = FolderServices.of(folder);
    fixture.open(() -> services, Theme.LIGHT);
    List<Perspective> all = fixture.window().perspectives();
    // First without, then with runs.
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < all.size(); i++) {
        Perspective perspective = all.get(i);
        focusRail(all.get((i + 1) % all.size()));
        robot.press(KeyCode.CONTROL).type(KeyCode.valueOf("DIGIT" + (i + 1)));
        robot.release(KeyCode.CONTROL);
        assertFocused(perspective, "by its key");
        // Again, while it is shown.
        focusRail(perspective);
        robot.press(KeyCode.CONTROL).type(KeyCode.valueOf("DIGIT" + (i + 1)));
        robot.release(KeyCode.CONTROL);
        assertFocused(perspective, "by its key again");
      }
      for (Perspective perspective : all) {
        robot.clickOn("#perspective-" + perspective.id());
        assertFocused(perspective, "by a click");
      }
      for (Perspective perspective : all) {
        focusRail(perspective);
        robot.type(KeyCode.SPACE);
        assertFocused(perspective, "by Space in the rail");
      }
      ((InMemoryTrainingRuns) services.trainingRuns()).add("run", RunState.DONE, 3);
    }
  }

  private void focusRail(Perspective perspective) {
    robot.interact(() -> robot.lookup("#perspective-" + perspective.id()).query().requestFocus());
  }

  private void assertFocused(Perspective perspective, String how) {
    fixture.settle();
    Node[] owner = new Node[1];
    boolean[] inside = new boolean[1];
    robot.interact(
        () -> {
          owner[0] = fixture.window().scene().getFocusOwner();
          inside[0] = owner[0] != null && FocusCycle.within(owner[0], perspective.node());
        });
    assertTrue(inside[0], perspective.id() + " " + how + ": " + owner[0]);
  }
}
