package org.kamcl.explorer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Application;
import org.kamcl.explorer.cli.Windows;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.WindowPicture;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.words.Messages;

/** Opens or draws the window for the commands. */
final class JavaFxWindows implements Windows {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final Function<Path, ExplorerServices> services;

  /**
   * @param services opens those of a workspace, for pictures
   */
  JavaFxWindows(Function<Path, ExplorerServices> services) {
    this.services = services;
  }

  /** Whether a window can be shown: on Linux, JavaFX ends the process where there is no display. */
  static boolean haveDisplay() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    String display = System.getenv("DISPLAY");
    return !linux
        || (display != null && !display.isEmpty())
        || System.getProperty("glass.platform") != null;
  }

  @Override
  public void open(Path home, String theme) {
    if (!haveDisplay()) {
      throw new ExplorerException(
          "There is no display for a window. kamcl --help names the commands that need none;"
              + " kamcl screenshots DIR draws the window into files.");
    }
    Application.launch(ExplorerApplication.class, "--home=" + home, "--theme=" + theme);
  }

  @Override
  public List<Path> pictures(Path home, Path folder, Optional<String> query) {
    WindowPicture.withoutDisplay();
    ExplorerServices opened = services.apply(home);
    String words = query.orElse(new Messages(Locale.ENGLISH).text("example.first"));
    List<Path> files = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      String name = theme.name().toLowerCase(Locale.ROOT);
      Path first = folder.resolve("first-start-" + name + ".png");
      WindowPicture.write(
          WindowPicture.beforeAnythingWasAdded(opened),
          first,
          WIDTH,
          HEIGHT,
          theme,
          Optional.empty());
      files.add(first);
      if (opened.archive().summary().images() > 0) {
        Path explore = folder.resolve("explore-" + name + ".png");
        WindowPicture.write(opened, explore, WIDTH, HEIGHT, theme, Optional.of(words));
        files.add(explore);
      }
    }
    return files;
  }
}
