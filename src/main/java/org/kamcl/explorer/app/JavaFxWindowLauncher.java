package org.kamcl.explorer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.explorer.ui.WindowScreenshot;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;

/** Opens the JavaFX window, or renders it to files, for the command line. */
final class JavaFxWindowLauncher implements WindowLauncher {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final ShutdownSignal shutdown;

  /**
   * @param shutdown closes the window
   */
  JavaFxWindowLauncher(ShutdownSignal shutdown) {
    this.shutdown = shutdown;
  }

  /** Whether a window can be opened. On Linux without a display, JavaFX ends the process. */
  static boolean hasDisplay() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    String display = System.getenv("DISPLAY");
    return !linux
        || (display != null && !display.isEmpty())
        || System.getProperty("glass.platform") != null;
  }

  @Override
  @SuppressWarnings("try") // A registration is only closed.
  public void open(Path workspace, Optional<String> theme, Optional<String> language) {
    if (!hasDisplay()) {
      throw new KamclException(AppError.NO_DISPLAY);
    }
    JavaFxLibraries.prepare();
    JavaFxStartup.prepare();
    List<String> parameters = new ArrayList<>(List.of("--workspace=" + workspace));
    theme.ifPresent(name -> parameters.add("--theme=" + name));
    language.ifPresent(tag -> parameters.add("--language=" + tag));
    // The end of the toolkit closes the window as a person does: settings are stored, and jobs stop
    // at a safe point.
    try (ShutdownSignal.Registration close = shutdown.onRequest(Platform::exit)) {
      Application.launch(ExplorerApplication.class, parameters.toArray(String[]::new));
    }
  }

  @Override
  public List<String> exampleQueries() {
    Messages messages = new Messages(Locale.ENGLISH);
    return List.of(
        messages.text("example.first"),
        messages.text("example.second"),
        messages.text("example.third"));
  }

  @Override
  public void screenshot(Workspace workspace, Path file, String query) {
    JavaFxLibraries.prepare();
    WindowScreenshot.useHeadlessToolkit();
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      render(context, file, Theme.LIGHT, Optional.of(query));
    }
  }

  @Override
  public List<Path> screenshots(Workspace workspace, Path folder, ScreenshotOptions options) {
    JavaFxLibraries.prepare();
    WindowScreenshot.useHeadlessToolkit();
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      String query = options.query().orElse(exampleQueries().get(0));
      return new ScreenshotSet(
              context, WindowHelpServices.of(workspace), folder, options, query, shutdown)
          .render();
    }
  }

  private static void render(
      ExplorerServices services, Path file, Theme theme, Optional<String> query) {
    WindowScreenshot.write(services, file, WIDTH, HEIGHT, theme, query);
  }
}
