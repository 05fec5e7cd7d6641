package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.explore.ExplorePerspective;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A second perspective appears wherever the window derives something from the registry. */
class PerspectiveTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private final List<String> calls = new ArrayList<>();
  private WindowSession session;
  private ExplorerWindow window;

  /** A perspective with one label. */
  private final class Toy implements Perspective {
    private Label label;

    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String titleKey() {
      return "jobs.title";
    }

    @Override
    public String tooltipKey() {
      return "status.jobs.tip";
    }

    @Override
    public String icon() {
      return "fth-box";
    }

    @Override
    public Node node() {
      if (label == null) {
        calls.add("created");
        label = new Label("toy");
        label.setId("toy-view");
      }
      return label;
    }

    @Override
    public void open() {
      calls.add("opened");
    }

    @Override
    public void addShortcuts(Shortcuts shortcuts) {
      shortcuts.bind(
          Shortcuts.Group.HITS, "keys.compare", () -> calls.add("key"), Shortcuts.key(KeyCode.C));
    }

    @Override
    public void onSelection(SearchHit hit) {
      calls.add(hit == null ? "nothing" : "hit " + hit.rank());
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
    show(Settings.DEFAULTS);
  }

  private void show(Settings settings) throws TimeoutException {
    FxToolkit.setupStage(
        stage -> {
          session =
              new WindowSession(settings, Locale.ENGLISH, stored -> {}, IndexingJournal.none());
          window =
              new ExplorerWindow(
                  new PerspectiveRegistry(List.of(ExplorePerspective::new, context -> new Toy())),
                  () -> FolderServices.of(folder),
                  session,
                  1300,
                  800);
          stage.setScene(window.scene());
          stage.show();
          window.open();
        });
    WindowRobot.waitUntil(() -> window.opened().getAsBoolean());
  }

  @AfterEach
  void close() throws TimeoutException {
    robot.interact(window::close);
    robot.interact(session::close);
    FxToolkit.cleanupStages();
  }

  private boolean shown() {
    return robot.lookup("#toy-view").tryQuery().isPresent();
  }

  @Test
  void theRailShowsItAndCreatesItsViewLazily() {
    ToggleButton entry = robot.lookup("#perspective-toy").queryAs(ToggleButton.class);
    assertEquals("Jobs", entry.getText());
    assertFalse(calls.contains("created"));
    robot.interact(entry::fire);
    assertTrue(shown());
    assertTrue(entry.isSelected());
    assertEquals(List.of("created", "opened"), calls.subList(0, 2));
    robot.interact(entry::fire);
    assertEquals(1, calls.stream().filter("created"::equals).count());
    assertTrue(entry.isSelected());
  }

  @Test
  void keysSwitchToItAndItsShortcutsReplaceThoseOfOthers() {
    robot.push(KeyCode.CONTROL, KeyCode.TAB);
    assertTrue(shown());
    robot.type(KeyCode.C);
    assertTrue(calls.contains("key"));
    robot.push(KeyCode.CONTROL, KeyCode.TAB);
    assertFalse(shown());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertTrue(shown());
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    WindowRobot.waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isPresent());
    assertTrue(windowRobot.texts("#keys-pane").contains("Next perspective"));
    assertTrue(windowRobot.texts("#keys-pane").contains("Compare marked hits"));
    assertFalse(windowRobot.texts("#keys-pane").contains("Show or hide the map"));
  }

  @Test
  void itIsRememberedAndShownAgain() throws TimeoutException {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    Settings stored = session.settings().settingsProperty().get();
    assertEquals("toy", stored.perspective());
    close();
    assertTrue(calls.contains("closed"));
    show(stored);
    assertTrue(shown());
    robot.interact(() -> window.search("blue"));
    assertFalse(shown(), "a search shows the perspective that runs it");
  }

  @Test
  void screenshotsIncludeIt() {
    assertEquals(
        List.of("start", "explore", "explore-list", "explore-captions", "explore-none", "toy"),
        window.perspectives().stream()
            .flatMap(perspective -> perspective.scenarios().stream())
            .map(Scenario::name)
            .collect(Collectors.toList()));
  }

  @Test
  void itSharesTheSelection() {
    robot.interact(() -> window.search("blue"));
    WindowRobot.waitUntil(() -> !windowRobot.cards().isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertEquals("hit 1", calls.get(calls.size() - 1));
  }

  @Test
  void idsAreUnique() {
    PerspectiveRegistry twice =
        new PerspectiveRegistry(List.of(context -> new Toy(), context -> new Toy()));
    assertThrows(IllegalArgumentException.class, () -> twice.create(null));
    assertThrows(IllegalArgumentException.class, () -> new PerspectiveRegistry(List.of()));
  }
}
