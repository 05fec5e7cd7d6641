package org.kamcl.explorer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.explorer.cli.Windows;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.WindowPicture;
import org.kamcl.explorer.ui.shell.ExplorerWindow;

/** Pictures of the window in its main states, of what is in a workspace. */
final class WindowAlbum {
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
  private final Windows.Album album;
  private final String query;
  private final List<Path> files = new ArrayList<>();

  WindowAlbum(ExplorerServices services, Path folder, Windows.Album album, String query) {
    this.services = services;
    this.folder = folder;
    this.album = album;
    this.query = query;
  }

  /** Draws all of them. */
  List<Path> draw() {
    boolean empty = services.archive().summary().images() == 0;
    for (Settings.Colours colours : List.of(Settings.Colours.LIGHT, Settings.Colours.DARK)) {
      String name = colours.name().toLowerCase(Locale.ROOT);
      Settings settings = settings(colours);
      ExplorerServices first = WindowPicture.beforeAnythingWasAdded(services);
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
      Settings other = settings.with(settings.panes().viewed(view));
      write("explore-" + view + "-" + name, shot(other, Optional.of(query)));
    }
    write("explore-none-" + name, shot(settings, Optional.of(NOTHING)));
    write(
        "jobs-" + name,
        shot(
            settings,
            window -> {
              window.readAgain(READ_AGAIN);
              window.showJobs();
            }));
    write("collections-" + name, shot(settings, ExplorerWindow::showCollections));
    if (!services.systems().questions().isEmpty()) {
      write("placing-" + name, shot(settings, window -> window.showPlacing(SYSTEM)));
      write("placing-search-" + name, shot(settings, window -> window.showPlacing(SYSTEMS)));
    }
    write("settings-" + name, shot(settings, ExplorerWindow::showSettings));
    write("keys-" + name, shot(settings, ExplorerWindow::showKeys));
  }

  /** Less room, larger texts, the other language. */
  private void sizes() {
    Settings settings = settings(Settings.Colours.LIGHT);
    Settings.Look look = settings.look();
    Optional<String> words = Optional.of(query);
    write("explore-1280", WindowPicture.Shot.of(1280, 800, settings, words));
    write("explore-1100", WindowPicture.Shot.of(1100, 680, settings, words));
    write("explore-150", shot(settings.with(look.sized(150)), words));
    write("explore-200", shot(settings.with(look.sized(200)), words));
    write("explore-zh", shot(settings.with(look.speaking("zh")), words));
    write("explore-zh-200", shot(settings.with(look.speaking("zh").sized(200)), words));
  }

  private Settings settings(Settings.Colours colours) {
    Settings.Look look =
        Settings.DEFAULTS
            .look()
            .in(colours)
            .sized(album.percent())
            .speaking(album.language())
            .moving(Settings.Motion.REDUCED);
    return Settings.DEFAULTS.with(look);
  }

  private static WindowPicture.Shot shot(Settings settings, Optional<String> words) {
    return WindowPicture.Shot.of(WIDTH, HEIGHT, settings, words);
  }

  private WindowPicture.Shot shot(Settings settings, Consumer<ExplorerWindow> open) {
    return new WindowPicture.Shot(WIDTH, HEIGHT, settings, Optional.of(query), open);
  }

  private void write(String name, WindowPicture.Shot shot) {
    write(services, name, shot);
  }

  private void write(ExplorerServices shown, String name, WindowPicture.Shot shot) {
    Path file = folder.resolve(name + ".png");
    WindowPicture.write(shown, file, shot);
    files.add(file);
  }
}
