package org.kamcl.explorer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.WindowScreenshot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;

/** Pictures of the window in its main states, of what is in a workspace. */
final class ScreenshotSet {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** Nobody describes an image like this, so nothing matches well. */
  private static final String NOTHING = "a violin concert in a snowed-in opera house";

  /** A coordinate system, and words that several of them have in their names. */
  private static final String SYSTEM = "EPSG:32632";

  private static final String SYSTEMS = "utm zone 32n";

  private static final int READ_AGAIN = 40;

  private final ExplorerServices services;
  private final Path folder;
  private final WindowLauncher.ScreenshotOptions screenshotOptions;
  private final String query;
  private final List<Path> files = new ArrayList<>();

  ScreenshotSet(
      ExplorerServices services,
      Path folder,
      WindowLauncher.ScreenshotOptions screenshotOptions,
      String query) {
    this.services = services;
    this.folder = folder;
    this.screenshotOptions = screenshotOptions;
    this.query = query;
  }

  /** Draws all of them. */
  List<Path> draw() {
    boolean empty = services.archive().summary().images() == 0;
    for (Settings.ThemeChoice themeChoice :
        List.of(Settings.ThemeChoice.LIGHT, Settings.ThemeChoice.DARK)) {
      String name = themeChoice.name().toLowerCase(Locale.ROOT);
      Settings settings = settings(themeChoice);
      ExplorerServices first = WindowScreenshot.withEmptyArchive(services);
      write(first, "first-start-" + name, shot(settings, Optional.empty()));
      if (!empty) {
        withHits(settings, name);
      }
    }
    if (!empty) {
      sizes();
    }
    return files;
  }

  private void withHits(Settings settings, String name) {
    write("start-" + name, shot(settings, Optional.empty()));
    write("explore-" + name, shot(settings, Optional.of(query)));
    for (String view : List.of("list", "captions")) {
      Settings other = settings.with(settings.layout().withView(view));
      write("explore-" + view + "-" + name, shot(other, Optional.of(query)));
    }
    write("explore-none-" + name, shot(settings, Optional.of(NOTHING)));
    write(
        "jobs-" + name,
        shot(
            settings,
            window -> {
              window.reindex(READ_AGAIN);
              window.showJobs();
            }));
    write("collections-" + name, shot(settings, ExplorerWindow::showCollections));
    if (!services.missingCrs().files().isEmpty()) {
      write("placing-" + name, shot(settings, window -> window.showPlacing(SYSTEM)));
      write("placing-search-" + name, shot(settings, window -> window.showPlacing(SYSTEMS)));
    }
    write("settings-" + name, shot(settings, ExplorerWindow::showSettings));
    write("keys-" + name, shot(settings, ExplorerWindow::showKeys));
  }

  /** Less room, larger texts, the other language. */
  private void sizes() {
    Settings settings = settings(Settings.ThemeChoice.LIGHT);
    Settings.Appearance appearance = settings.appearance();
    Optional<String> words = Optional.of(query);
    write("explore-1280", WindowScreenshot.Shot.of(1280, 800, settings, words));
    write("explore-1100", WindowScreenshot.Shot.of(1100, 680, settings, words));
    write("explore-150", shot(settings.with(appearance.withTextPercent(150)), words));
    write("explore-200", shot(settings.with(appearance.withTextPercent(200)), words));
    write("explore-zh", shot(settings.with(appearance.withLanguage("zh")), words));
    write(
        "explore-zh-200",
        shot(settings.with(appearance.withLanguage("zh").withTextPercent(200)), words));
  }

  private Settings settings(Settings.ThemeChoice themeChoice) {
    Settings.Appearance appearance =
        Settings.DEFAULTS
            .appearance()
            .withTheme(themeChoice)
            .withTextPercent(screenshotOptions.textPercent())
            .withLanguage(screenshotOptions.language())
            .withMotion(Settings.Motion.REDUCED);
    return Settings.DEFAULTS.with(appearance);
  }

  private static WindowScreenshot.Shot shot(Settings settings, Optional<String> words) {
    return WindowScreenshot.Shot.of(WIDTH, HEIGHT, settings, words);
  }

  private WindowScreenshot.Shot shot(Settings settings, Consumer<ExplorerWindow> open) {
    return new WindowScreenshot.Shot(WIDTH, HEIGHT, settings, Optional.of(query), open);
  }

  private void write(String name, WindowScreenshot.Shot shot) {
    write(services, name, shot);
  }

  private void write(ExplorerServices shown, String name, WindowScreenshot.Shot shot) {
    Path file = folder.resolve(name + ".png");
    WindowScreenshot.write(shown, file, shot);
    files.add(file);
  }
}
