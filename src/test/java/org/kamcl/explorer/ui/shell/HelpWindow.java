package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.kamcl.explorer.doctor.Finding;
import org.kamcl.explorer.doctor.HealthCheck;
import org.kamcl.explorer.report.ProblemReport;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.help.HelpServices;
import org.kamcl.explorer.ui.theme.Tips;
import org.kamcl.file.FileError;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A window with all perspectives and a help whose checks a test can hold. */
final class HelpWindow {
  private final FxRobot robot = new FxRobot();

  /** Holds the second check until a test lets it go on. */
  private CountDownLatch second = new CountDownLatch(0);

  private int runs;
  private WindowSession session;
  private ExplorerWindow window;

  private List<HealthCheck> checks(List<String> screens) {
    assertFalse(screens.isEmpty());
    return List.of(
        check("memory", () -> Finding.ok(FileError.NOT_REGULAR, "first")),
        check(
            "disk",
            () -> {
              await();
              runs++;
              return Finding.problem(FileError.NOT_REGULAR, "second run " + runs)
                  .withAdvice(FileError.CACHE_LINK, "advice");
            }));
  }

  private void await() {
    try {
      second.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HealthCheck check(String name, Supplier<Finding> finding) {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> run() {
        return List.of(finding.get());
      }
    };
  }

  /**
   * Opens the window.
   *
   * @param folder for a few images and settings
   */
  ExplorerWindow open(Path folder) throws TimeoutException, IOException {
    TestImages.write(folder);
    Files.writeString(folder.resolve("settings.json"), "{\"query\": \"lighthouse\"}");
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          session =
              new WindowSession(
                  Settings.DEFAULTS,
                  Locale.ENGLISH,
                  settings -> {},
                  IndexingJournal.none(),
                  new HelpServices(this::checks, () -> ProblemReport.of(folder)));
          window =
              new ExplorerWindow(
                  Perspectives.all(), () -> FolderServices.of(folder), session, 1440, 900);
          stage.setScene(window.scene());
          stage.show();
          window.open();
        });
    waitUntil(() -> window.settled().getAsBoolean());
    return window;
  }

  /** Lets the second check wait. */
  void holdSecondCheck() {
    second = new CountDownLatch(1);
  }

  /** Lets the second check go on. */
  void releaseSecondCheck() {
    second.countDown();
  }

  /** How often the second check ran. */
  int runs() {
    return runs;
  }

  /** Closes the help. */
  void closeHelp() {
    second.countDown();
    robot.interact(() -> window.help().close());
  }

  /** Closes the window. */
  void close() throws TimeoutException {
    robot.interact(
        () -> {
          window.close();
          session.close();
        });
    FxToolkit.cleanupStages();
  }

  /** The scene of the help, once all is shown. */
  Scene help() {
    waitUntil(() -> window.help().scene().isPresent() && window.help().isSettled());
    return window.help().scene().orElseThrow();
  }

  private static void collect(Node node, Set<Node> found) {
    if (node.isVisible()) {
      found.add(node);
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
      }
    }
  }

  /** All visible nodes below a node. */
  Set<Node> all(Parent root) {
    Set<Node> nodes = new LinkedHashSet<>();
    robot.interact(
        () -> {
          root.applyCss();
          root.layout();
          collect(root, nodes);
        });
    return nodes;
  }

  /** All visible texts below a node. */
  String texts(Parent root) {
    return all(root).stream()
        .map(
            node ->
                node instanceof Labeled labeled
                    ? labeled.getText()
                    : node instanceof Text text ? text.getText() : "")
        .collect(Collectors.joining("\n"));
  }

  /** Buttons that say neither by a text nor by a tooltip what they do. */
  List<String> silentButtons(Parent root, String where) {
    List<String> silent = new ArrayList<>();
    for (Node node : all(root)) {
      if (node instanceof ButtonBase button
          && (button.getText() == null || button.getText().isBlank())
          && !String.valueOf(button.getStyleClass()).contains("arrow-button")) {
        boolean icon = !(button.getGraphic() instanceof Parent) && !(button instanceof CheckBox);
        if (String.valueOf(button.getAccessibleText()).isBlank()
            || button.getAccessibleText() == null
            || (icon && Tips.text(button).isEmpty())) {
          silent.add(where + ": " + button.getId() + " " + button.getStyleClass());
        }
      }
    }
    return silent;
  }
}
