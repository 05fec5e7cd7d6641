package org.kamcl.explorer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.WindowScreenshot;
import org.kamcl.explorer.ui.help.HelpSection;
import org.kamcl.explorer.ui.help.HelpServices;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Scenario;
import org.kamcl.explorer.ui.shell.WindowPopovers;
import org.kamcl.file.OutputFolder;

/** Screenshots of the window in its main states, with the content of a workspace. */
final class ScreenshotSet {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  /** A CRS, and words that the names of several CRS contain. */
  private static final String CRS_CODE = "EPSG:32632";

  private static final String CRS_NAME = "utm zone 32n";

  private static final int REINDEXED_IMAGES = 40;

  private final ExplorerServices services;
  private final HelpServices help;
  private final Path folder;
  private final WindowLauncher.ScreenshotOptions options;
  private final String query;
  private final ShutdownSignal shutdown;
  private final List<Path> files = new ArrayList<>();

  ScreenshotSet(
      ExplorerServices services,
      HelpServices help,
      Path folder,
      WindowLauncher.ScreenshotOptions options,
      String query,
      ShutdownSignal shutdown) {
    this.services = services;
    this.help = help;
    this.folder = folder;
    this.options = options;
    this.query = query;
    this.shutdown = shutdown;
  }

  /**
   * Renders all of them.
   *
   * @return the PNG files
   */
  List<Path> render() {
    boolean empty = services.archive().summary().images() == 0;
    for (Settings.ThemeChoice theme :
        List.of(Settings.ThemeChoice.LIGHT, Settings.ThemeChoice.DARK)) {
      String name = theme.name().toLowerCase(Locale.ROOT);
      Settings settings = settings(theme);
      ExplorerServices emptyArchive = WindowScreenshot.withEmptyArchive(services);
      write(emptyArchive, "first-start-" + name, shot(settings, Optional.empty()));
      if (!empty) {
        withHits(settings, name);
      }
    }
    if (!empty) {
      sizesAndLanguages();
    }
    return files;
  }

  private void withHits(Settings settings, String name) {
    for (Scenario scenario : WindowScreenshot.scenarios(services)) {
      write(
          scenario.name() + "-" + name,
          shot(scenario.settings().apply(settings), scenario.query().apply(Optional.of(query))));
    }
    write(
        "jobs-" + name,
        shot(
            settings,
            window -> {
              window.reindex(REINDEXED_IMAGES);
              window.popovers().toggleJobs();
            }));
    write("collections-" + name, popover(settings, WindowPopovers::toggleCollections));
    write("model-" + name, popover(settings, WindowPopovers::toggleModel));
    if (!services.missingCrs().files().isEmpty()) {
      write("assign-crs-" + name, shot(settings, window -> window.showMissingCrs(CRS_CODE)));
      write("assign-crs-search-" + name, shot(settings, window -> window.showMissingCrs(CRS_NAME)));
    }
    write("settings-" + name, popover(settings, WindowPopovers::toggleSettings));
    write("keys-" + name, popover(settings, WindowPopovers::toggleShortcuts));
    help(settings, "-" + name);
  }

  /** All parts of the help window. */
  private void help(Settings settings, String suffix) {
    for (HelpSection section : HelpSection.values()) {
      String name = section.name().toLowerCase(Locale.ROOT);
      write("help-" + name + suffix, shot(settings, window -> window.help().show(section)));
    }
  }

  /** Smaller windows, larger texts, Chinese. */
  private void sizesAndLanguages() {
    Settings settings = settings(Settings.ThemeChoice.LIGHT);
    Settings.Appearance appearance = settings.appearance();
    Optional<String> search = Optional.of(query);
    write("explore-1280", WindowScreenshot.Shot.of(1280, 800, settings, search));
    write("explore-1024", WindowScreenshot.Shot.of(1024, 680, settings, search));
    write("explore-150", shot(settings.with(appearance.withTextPercent(150)), search));
    write("explore-200", shot(settings.with(appearance.withTextPercent(200)), search));
    write("explore-zh", shot(settings.with(appearance.withLanguage("zh")), search));
    write(
        "explore-zh-200",
        shot(settings.with(appearance.withLanguage("zh").withTextPercent(200)), search));
    help(settings.with(appearance.withLanguage("zh").withTextPercent(200)), "-zh-200");
  }

  private WindowScreenshot.Shot popover(Settings settings, Consumer<WindowPopovers> toggle) {
    return shot(settings, window -> toggle.accept(window.popovers()));
  }

  private Settings settings(Settings.ThemeChoice theme) {
    Settings.Appearance appearance =
        Settings.DEFAULTS
            .appearance()
            .withTheme(theme)
            .withTextPercent(options.textPercent())
            .withLanguage(options.language())
            .withMotion(Settings.Motion.REDUCED);
    return Settings.DEFAULTS.with(appearance);
  }

  private static WindowScreenshot.Shot shot(Settings settings, Optional<String> search) {
    return WindowScreenshot.Shot.of(WIDTH, HEIGHT, settings, search);
  }

  private WindowScreenshot.Shot shot(Settings settings, Consumer<ExplorerWindow> open) {
    return new WindowScreenshot.Shot(WIDTH, HEIGHT, settings, Optional.of(query), open, help);
  }

  private void write(String name, WindowScreenshot.Shot shot) {
    write(services, name, shot);
  }

  private void write(ExplorerServices shown, String name, WindowScreenshot.Shot shot) {
    shutdown.check();
    Path file = place(name + ".png");
    WindowScreenshot.write(shown, file, shot);
    files.add(file);
  }

  private Path place(String name) {
    try {
      return OutputFolder.open(folder).claim(name);
    } catch (IOException e) {
      throw new KamclException(e, AppError.SCREENSHOTS_NOT_WRITTEN, folder, String.valueOf(e));
    }
  }
}
