package org.kamcl.explorer.ui.shell;

import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.HitCard;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A window over a folder of images, which each test gets anew. */
abstract class OpenExploreWindow {
  @TempDir private Path folder;

  final FxRobot robot = new FxRobot();
  final WindowRobot windowRobot = new WindowRobot(robot);
  WindowSession session;
  ExplorerWindow window;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          session =
              new WindowSession(
                  Settings.DEFAULTS, Locale.ENGLISH, forgotten -> {}, IndexingJournal.none());
          window =
              new ExplorerWindow(
                  Perspectives.all(), () -> FolderServices.of(folder), session, 1440, 900);
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    TextField query = robot.lookup("#query").queryAs(TextField.class);
    waitUntil(() -> !query.isDisabled());
  }

  @AfterEach
  void end() throws TimeoutException {
    robot.interact(
        () -> {
          window.close();
          session.close();
        });
    FxToolkit.cleanupStages();
  }

  void search(String words) {
    robot.interact(() -> window.search(words));
    waitUntil(() -> windowRobot.cards().size() >= 12);
    waitUntil(() -> window.settled().getAsBoolean());
  }

  Region region(String query) {
    return robot.lookup(query).queryAs(Region.class);
  }

  HitCard card(int rank) {
    return windowRobot.cards().stream()
        .filter(c -> c.hit().rank() == rank)
        .findFirst()
        .orElseThrow();
  }

  boolean isVisible(String query) {
    return robot.lookup(query).tryQuery().filter(WindowRobot::isShown).isPresent();
  }
}
