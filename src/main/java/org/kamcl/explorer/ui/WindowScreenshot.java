package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.dialog.PngWriter;
import org.kamcl.explorer.ui.help.HelpServices;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.Scenario;
import org.kamcl.explorer.ui.shell.WindowSession;
import org.kamcl.explorer.ui.theme.Theme;

/** Renders the real window into a PNG file, also without a display. */
public final class WindowScreenshot {
  private static final long SECONDS = 120;

  /** Number of pulses without pending work before the window counts as settled. */
  private static final int QUIET_PULSES = 12;

  private WindowScreenshot() {}

  /**
   * Selects JavaFX's in-memory platform. Call it before anything of JavaFX is used in the process.
   */
  public static void useHeadlessToolkit() {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    // The largest window that can be rendered; the default is smaller than the windows of this
    // program.
    System.setProperty("headless.geometry", "2560x1600-32");
  }

  /**
   * A screenshot to take.
   *
   * @param width width of the window in pixels
   * @param height height of the window in pixels
   * @param settings appearance and layout of the window
   * @param query query to run first, if any
   * @param open applied to the settled window, for example to open a popover; if it opens the help
   *     window, that is drawn
   * @param help what the help window examines
   */
  public record Shot(
      double width,
      double height,
      Settings settings,
      Optional<String> query,
      Consumer<ExplorerWindow> open,
      HelpServices help) {

    /** A screenshot of the window with hits, or of its start page if there is no query. */
    public static Shot of(double width, double height, Settings settings, Optional<String> query) {
      return new Shot(width, height, settings, query, window -> {}, HelpServices.none());
    }
  }

  /**
   * Renders the window once it has settled.
   *
   * @param query query to run first, if any
   * @throws org.kamcl.error.KamclException if the file cannot be written or the window does not
   *     settle
   */
  public static void write(
      ExplorerServices services,
      Path png,
      double width,
      double height,
      Theme theme,
      Optional<String> query) {
    Settings settings =
        Settings.DEFAULTS.with(
            Settings.DEFAULTS
                .appearance()
                .withTheme(
                    theme == Theme.DARK ? Settings.ThemeChoice.DARK : Settings.ThemeChoice.LIGHT)
                .withMotion(Settings.Motion.REDUCED));
    write(services, png, Shot.of(width, height, settings, query));
  }

  /**
   * Renders the window and its open popovers once it has settled.
   *
   * @throws org.kamcl.error.KamclException if the file cannot be written or the window does not
   *     settle
   */
  public static void write(ExplorerServices services, Path png, Shot shot) {
    startToolkit();
    Pixels[] screenshot = new Pixels[1];
    // Run on the JavaFX thread once the window is closed.
    FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
    Platform.runLater(
        () -> {
          WindowSession session = WindowSession.transientSession(shot.settings(), shot.help());
          ExplorerWindow window =
              new ExplorerWindow(
                  Perspectives.all(), () -> services, session, shot.width(), shot.height());
          Stage stage = new Stage();
          stage.setScene(window.scene());
          stage.show();
          window.open();
          Runnable draw =
              () -> {
                screenshot[0] = draw(stage, window);
                window.close();
                session.close();
                stage.close();
                drawn.run();
              };
          Runnable open =
              () -> {
                // The query was run by the perspective that searches.
                window.perspectives().stream()
                    .filter(one -> one.id().equals(shot.settings().perspective()))
                    .forEach(window::show);
                shot.open().accept(window);
                when(() -> window.settled().getAsBoolean() && window.help().isSettled(), draw);
              };
          when(
              window.opened(),
              () -> {
                shot.query().ifPresent(window::search);
                when(window.settled(), open);
              });
        });
    await(drawn);
    save(screenshot[0], png);
  }

  /** Row-major ARGB pixels. */
  private record Pixels(int width, int height, int[] argb) {
    static Pixels of(WritableImage image) {
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] argb = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
      return new Pixels(width, height, argb);
    }

    /** Blends another image over this one. */
    void cover(Pixels other, int left, int top) {
      for (int y = Math.max(0, -top); y < other.height && y + top < height; y++) {
        for (int x = Math.max(0, -left); x < other.width && x + left < width; x++) {
          int at = (y + top) * width + x + left;
          argb[at] = blended(argb[at], other.argb[y * other.width + x]);
        }
      }
    }

    private static int blended(int under, int over) {
      int alpha = over >>> 24;
      int mixed = 0xFF000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        int top = (over >> shift) & 0xFF;
        int bottom = (under >> shift) & 0xFF;
        mixed |= ((top * alpha + bottom * (255 - alpha)) / 255) << shift;
      }
      return mixed;
    }
  }

  /** Popovers are windows of their own and are not part of the scene's snapshot. */
  private static Pixels draw(Stage stage, ExplorerWindow window) {
    Optional<Scene> help = window.help().scene();
    if (help.isPresent()) {
      return Pixels.of(help.get().snapshot(null));
    }
    Pixels screenshot = Pixels.of(window.scene().snapshot(null));
    double left = stage.getX() + window.scene().getX();
    double top = stage.getY() + window.scene().getY();
    for (Window other : Window.getWindows()) {
      if (other instanceof PopupWindow && ((PopupWindow) other).isShowing()) {
        // Otherwise the area around the popover's shadow would be white.
        other.getScene().setFill(Color.TRANSPARENT);
        screenshot.cover(
            Pixels.of(other.getScene().snapshot(null)),
            (int) Math.round(other.getX() - left),
            (int) Math.round(other.getY() - top));
      }
    }
    return screenshot;
  }

  /** Returns services whose archive is empty, as at a first start. */
  public static ExplorerServices withEmptyArchive(ExplorerServices services) {
    ArchiveSummary summary = services.archive().summary();
    ImageArchive empty =
        new ImageArchive() {
          @Override
          public ArchiveSummary summary() {
            return new ArchiveSummary(0, 0, List.of(), summary.model());
          }

          @Override
          public List<ImageRecord> images() {
            return List.of();
          }
        };
    return new ForwardingExplorerServices(services) {
      @Override
      public ImageArchive archive() {
        return empty;
      }

      @Override
      public boolean firstStart() {
        return false;
      }
    };
  }

  /**
   * The states of all perspectives to take screenshots of, with the perspective in the settings.
   */
  public static List<Scenario> scenarios(ExplorerServices services) {
    startToolkit();
    List<Scenario> scenarios = new ArrayList<>();
    FutureTask<Boolean> listed =
        new FutureTask<>(
            () -> {
              WindowSession session = WindowSession.transientSession(Settings.DEFAULTS);
              try (ExplorerWindow window =
                  new ExplorerWindow(Perspectives.all(), () -> services, session, 1, 1)) {
                for (Perspective perspective : window.perspectives()) {
                  for (Scenario scenario : perspective.scenarios()) {
                    scenarios.add(
                        new Scenario(
                            scenario.name(),
                            settings ->
                                scenario
                                    .settings()
                                    .apply(settings)
                                    .withPerspective(perspective.id()),
                            scenario.query()));
                  }
                }
              }
              session.close();
              return true;
            });
    Platform.runLater(listed);
    await(listed);
    return scenarios;
  }

  private static void startToolkit() {
    try {
      Platform.startup(() -> {});
      Platform.setImplicitExit(false);
    } catch (IllegalStateException running) {
      // An earlier screenshot has started the toolkit.
      Platform.setImplicitExit(false);
    }
  }

  private static void when(BooleanSupplier condition, Runnable action) {
    new AnimationTimer() {
      private int quiet;

      @Override
      public void handle(long now) {
        quiet = condition.getAsBoolean() ? quiet + 1 : 0;
        if (quiet >= QUIET_PULSES) {
          stop();
          // A snapshot cannot be taken during a pulse.
          Platform.runLater(action);
        }
      }
    }.start();
  }

  private static void await(FutureTask<Boolean> drawn) {
    try {
      drawn.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KamclException(e, UiError.SCREENSHOT_INTERRUPTED);
    } catch (ExecutionException | TimeoutException e) {
      throw new KamclException(e, UiError.WINDOW_NOT_SETTLED, SECONDS);
    }
  }

  private static void save(Pixels screenshot, Path png) {
    try {
      Path folder = png.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      PngWriter.write(png, screenshot.width(), screenshot.height(), screenshot.argb());
    } catch (IOException e) {
      throw new KamclException(
          e, UiError.SCREENSHOT_NOT_WRITTEN, png, String.valueOf(e.getMessage()));
    }
  }
}
