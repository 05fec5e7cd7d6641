package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.HitCard;
import org.testfx.api.FxRobot;

/** The first start of the program, with the shipped model and the sample images. */
class FirstStartTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerContext context;
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @BeforeEach
  void start() throws TimeoutException {
    Workspace workspace = new Workspace(folder, Optional.of(Path.of("").toAbsolutePath()));
    context = fixture.open(workspace);
  }

  @Test
  void theSampleImagesAreIndexedAndCanBeSearched() {
    // Without any input, the sample images are indexed, then example queries are offered.
    waitUntil(() -> context.archive().summary().images() == 81);
    waitUntil(() -> robot.lookup(".example").queryAll().size() == 3);
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#examples").query()));

    // The window learns of the images later than the archive, and opens the field then.
    TextField query = robot.lookup("#query").queryAs(TextField.class);
    waitUntil(() -> !query.isDisabled() && query.isFocused());
    robot.clickOn(query).write("a river through green fields");
    robot.type(KeyCode.ENTER);
    waitUntil(() -> windowRobot.cards().size() > 3);

    HitCard first = windowRobot.cards().get(0);
    assertEquals(1, first.hit().rank());
    List<String> concepts = first.hit().concepts().stream().map(SharedConcept::name).toList();
    assertTrue(concepts.contains("river"), concepts::toString);
    for (int i = 1; i < 4; i++) {
      assertTrue(
          windowRobot.cards().get(i - 1).hit().score() >= windowRobot.cards().get(i).hit().score());
    }

    robot.clickOn(windowRobot.cards().get(1));
    waitUntil(() -> windowRobot.texts("#details").contains("Hit 2"));
    String file = windowRobot.cards().get(1).hit().image().file().getFileName().toString();
    assertTrue(
        windowRobot.texts("#facts").contains(file), () -> windowRobot.texts("#facts").toString());
    assertTrue(
        windowRobot.texts("#facts").stream().anyMatch(text -> text.contains("Brazil")),
        () -> "the country of the location: " + windowRobot.texts("#facts"));
  }
}
