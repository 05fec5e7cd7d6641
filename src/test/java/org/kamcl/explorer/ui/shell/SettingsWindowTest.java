package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.SettingDescription;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window with all settings, without a display. */
class SettingsWindowTest {
  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private WindowSession session;
  private ExplorerWindow window;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path images = TestImages.write(folder.resolve("images"));
    robot.interact(
        () -> {
          stage = new Stage();
          session =
              new WindowSession(
                  Settings.DEFAULTS, Locale.ENGLISH, stored -> {}, IndexingJournal.none());
          window =
              new ExplorerWindow(
                  Perspectives.all(), () -> FolderServices.of(images), session, 1440, 900);
          stage.setScene(window.scene());
          stage.show();
          window.open();
        });
    waitUntil(() -> window.opened().getAsBoolean());
    robot.interact(() -> window.popovers().toggleSettings());
    waitUntil(() -> node("#all-settings") != null);
    robot.interact(() -> ((Button) node("#all-settings")).fire());
    waitUntil(() -> node("#settings-window") != null);
  }

  @AfterEach
  void stop() throws TimeoutException {
    robot.interact(
        () -> {
          window.close();
          session.close();
          stage.close();
        });
    FxToolkit.cleanupStages();
  }

  private static Node node(String selector) {
    for (Window one : Window.getWindows()) {
      Node found = one.isShowing() ? one.getScene().getRoot().lookup(selector) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private int rows() {
    Node list = node("#settings-list");
    return list == null ? 0 : list.lookupAll(".setting-row").size();
  }

  private Settings settings() {
    return session.settings().settingsProperty().get();
  }

  @Test
  void everySettingIsShownAndFoundByWords() {
    assertEquals(SettingDescription.ALL.size(), rows());
    waitUntil(() -> node("#workspace-backup") != null);
    robot.interact(() -> ((TextField) node("#settings-search")).setText("text size"));
    assertEquals(1, rows());
    robot.interact(() -> ((TextField) node("#settings-search")).setText("back up"));
    assertEquals(0, rows());
    assertTrue(node("#workspace-backup") != null);
    robot.interact(() -> ((TextField) node("#settings-search")).setText("zzzz"));
    assertEquals(Set.of(), node("#settings-list").lookupAll("#workspace-backup"));
  }

  @Test
  void aChangeTakesEffectAtOnceAndIsReset() {
    Node reset = node("#reset-appearance\\.theme");
    @SuppressWarnings("unchecked")
    ComboBox<String> theme =
        (ComboBox<String>)
            node("#settings-list").lookupAll(".combo-box").stream()
                .filter(box -> "setting-appearance.theme".equals(box.getId()))
                .findFirst()
                .orElseThrow();
    robot.interact(() -> theme.setValue("dark"));
    assertEquals(Settings.ThemeChoice.DARK, settings().appearance().theme());
    Node back =
        node("#settings-list").lookupAll(".button").stream()
            .filter(button -> "reset-appearance.theme".equals(button.getId()))
            .findFirst()
            .orElseThrow();
    assertTrue(back.isVisible());
    robot.interact(() -> ((Button) back).fire());
    assertEquals(Settings.ThemeChoice.SYSTEM, settings().appearance().theme());
    assertEquals("system", theme.getValue());
    assertFalse(back.isVisible());
    assertTrue(reset == null || reset == back);
  }

  @Test
  void resetAllAlsoSetsTheTextSizeOfTheWindow() {
    robot.interact(() -> session.settings().changeLook(look -> look.withTextPercent(150)));
    assertEquals(150, window.textPercent());
    robot.interact(() -> ((Button) node("#settings-reset")).fire());
    assertEquals(100, window.textPercent());
    assertEquals(Settings.DEFAULTS.appearance().theme(), settings().appearance().theme());
  }

  @Test
  void escapeClearsTheSearchThenClosesTheWindow() {
    robot.interact(() -> ((TextField) node("#settings-search")).setText("map"));
    robot.interact(() -> ((Stage) node("#settings-window").getScene().getWindow()).requestFocus());
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> rows() == SettingDescription.ALL.size());
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> node("#settings-window") == null);
  }

  @Test
  void theChecksOfTheInstallationOpenFromTheSettingsAndFromTheModel() {
    robot.interact(() -> ((TextField) node("#settings-search")).setText("installation engine"));
    robot.interact(() -> ((Button) node("#settings-checks")).fire());
    waitUntil(() -> node("#checks") != null);
    robot.interact(() -> window.help().close());
    waitUntil(() -> node("#checks") == null);
    robot.interact(() -> window.popovers().toggleModel());
    waitUntil(() -> node("#model-checks") != null);
    robot.interact(() -> ((Hyperlink) node("#model-checks")).fire());
    waitUntil(() -> node("#checks") != null);
    assertTrue(node("#model-pane") == null, "the popover is closed");
  }
}
