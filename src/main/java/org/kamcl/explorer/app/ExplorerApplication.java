package org.kamcl.explorer.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.kamcl.explorer.cli.Workspace;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.words.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window as a process. Parameters: {@code --theme=light|dark}, {@code --home=DIR}, {@code
 * --query=WORDS}.
 */
public class ExplorerApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorerApplication.class);
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private ExplorerWindow window;
  private ExplorerContext context;

  @Override
  public void start(Stage stage) {
    Map<String, String> parameters = getParameters().getNamed();
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> LOG.error("The window came upon something unexpected", failure));
    Messages messages = new Messages(Locale.ENGLISH);
    Theme theme =
        Optional.ofNullable(parameters.get("theme")).flatMap(Theme::named).orElse(Theme.LIGHT);
    Optional<Path> home = Optional.ofNullable(parameters.get("home")).map(Path::of);
    context = ExplorerContext.open(Workspace.choose(home.orElse(null), System.getenv()));
    window = new ExplorerWindow(context::services, messages, theme, WIDTH, HEIGHT);
    stage.setTitle(messages.text("window.title"));
    stage.setScene(window.scene());
    stage.setMinWidth(ExplorerWindow.MIN_WIDTH);
    stage.setMinHeight(ExplorerWindow.MIN_HEIGHT);
    stage.show();
    // Whatever is slow begins only when the first picture of the window is on its way.
    Platform.runLater(
        () -> {
          LOG.debug("The window was there after {} ms", sinceStart());
          window.open();
        });
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  @Override
  public void stop() {
    window.close();
    context.close();
  }
}
