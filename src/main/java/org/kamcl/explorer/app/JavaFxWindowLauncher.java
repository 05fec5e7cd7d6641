package org.kamcl.explorer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.ui.WindowScreenshot;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;

/** Opens or draws the window for the commands. */
final class JavaFxWindowLauncher implements WindowLauncher {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** Whether a window can be shown: on Linux, JavaFX ends the process where there is no display. */
  static boolean hasDisplay() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    String display = System.getenv("DISPLAY");
    return !linux
        || (display != null && !display.isEmpty())
        || System.getProperty("glass.platform") != null;
  }

  @Override
  public void open(Path home, Optional<String> theme, Optional<String> language) {
    if (!hasDisplay()) {
      throw new ExplorerException(
          "There is no display for a window. kamcl --help names the commands that need none;"
              + " kamcl screenshots DIR draws the window into files.");
    }
    JavaFxStartup.prepare();
    List<String> parameters = new ArrayList<>(List.of("--workspace=" + home));
    theme.ifPresent(name -> parameters.add("--theme=" + name));
    language.ifPresent(tag -> parameters.add("--language=" + tag));
    Application.launch(ExplorerApplication.class, parameters.toArray(String[]::new));
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
    WindowScreenshot.useHeadlessToolkit();
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      draw(context, file, Theme.LIGHT, Optional.of(query));
    }
  }

  @Override
  public List<Path> screenshots(
      Workspace workspace, Path folder, ScreenshotOptions screenshotOptions) {
    WindowScreenshot.useHeadlessToolkit();
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      String words = screenshotOptions.query().orElse(exampleQueries().get(0));
      return new ScreenshotSet(context, folder, screenshotOptions, words).draw();
    }
  }

  private static void draw(
      ExplorerServices services, Path file, Theme theme, Optional<String> query) {
    WindowScreenshot.write(services, file, WIDTH, HEIGHT, theme, query);
  }
}
