package org.kamcl.explorer.ui;

import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/**
 * A window of usually 1440 x 900 pixels without a display; closed after each test, or after all
 * tests of a class that leave it as they find it.
 */
public final class WindowFixture implements AfterEachCallback, AfterAllCallback {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final boolean ofClass;
  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerWindow window;
  private ExplorerContext context;

  /** A fixture whose windows are closed after each test. */
  public WindowFixture() {
    this(false);
  }

  private WindowFixture(boolean ofClass) {
    this.ofClass = ofClass;
  }

  /** A fixture, to be kept in a static field, whose window is opened once for all tests. */
  public static WindowFixture ofClass() {
    return new WindowFixture(true);
  }

  /**
   * Opens a workspace and shows a window over it, without waiting for anything. Both are closed
   * after the test.
   */
  public ExplorerContext open(Workspace workspace) throws TimeoutException {
    context = ExplorerContext.open(workspace);
    show(() -> context, Theme.LIGHT, WIDTH);
    return context;
  }

  /** The window that was opened last. */
  public ExplorerWindow window() {
    return window;
  }

  /** Shows a window over the images of a folder, and waits until a query can be typed. */
  public ExplorerWindow open(Path folder) throws TimeoutException {
    return open(() -> FolderServices.of(folder), Theme.LIGHT);
  }

  /** Shows a window, and waits until a query can be typed. */
  public ExplorerWindow open(ExplorerServices.Opener opener, Theme theme) throws TimeoutException {
    return open(opener, theme, WIDTH);
  }

  /**
   * Shows a window, and waits until a query can be typed.
   *
   * @param width of the window, pixels
   */
  public ExplorerWindow open(ExplorerServices.Opener opener, Theme theme, double width)
      throws TimeoutException {
    show(opener, theme, width);
    waitUntil(() -> !field().isDisabled());
    return window;
  }

  private void show(ExplorerServices.Opener opener, Theme theme, double width)
      throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    // A stage that another test left showing gets no keys after windows over it were closed.
    FxToolkit.cleanupStages();
    FxToolkit.setupStage(
        stage -> {
          window =
              new ExplorerWindow(
                  Perspectives.all(), opener, new Messages(Locale.ENGLISH), theme, width, HEIGHT);
          stage.setScene(window.scene());
          stage.setWidth(width);
          stage.setHeight(HEIGHT);
          stage.show();
          window.open();
        });
  }

  /** The field into which the query is typed. */
  public TextField field() {
    return robot.lookup("#query").queryAs(TextField.class);
  }

  /** Runs a query, and waits until its hits are shown completely. */
  public void search(String words) {
    robot.interact(() -> window.search(words));
    waitUntil(() -> !windowRobot.cards().isEmpty());
    settle();
  }

  /** Waits until no work is pending. */
  public void settle() {
    waitUntil(() -> window.settled().getAsBoolean());
  }

  @Override
  public void afterEach(ExtensionContext test) throws TimeoutException {
    if (!ofClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext tests) throws TimeoutException {
    close();
  }

  private void close() throws TimeoutException {
    if (window != null) {
      robot.interact(window::close);
    }
    FxToolkit.cleanupStages();
    if (context != null) {
      context.close();
    }
  }
}
