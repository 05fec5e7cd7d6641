package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.WindowSession;
import org.kamcl.explorer.ui.theme.Theme;

/** Draws the real window into a file, also on a machine without a display. */
public final class WindowScreenshot {
  private static final long SECONDS = 120;

  /** Layout and late answers may take some pulses more after the last change. */
  private static final int QUIET_PULSES = 12;

  private WindowScreenshot() {}

  /**
   * Lets windows be drawn in memory; to be called before anything of JavaFX is used in the process.
   */
  public static void useHeadlessToolkit() {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    // Larger windows than this cannot be drawn; the default is smaller than ours.
    System.setProperty("headless.geometry", "2560x1600-32");
  }

  /**
   * A picture that is wanted.
   *
   * @param width of the window, pixels
   * @param height of the window, pixels
   * @param settings its look and its panes
   * @param query is searched for first, if there is one
   * @param open is done to the window when it has come to rest, such as opening a pane
   */
  public record Shot(
      double width,
      double height,
      Settings settings,
      Optional<String> query,
      Consumer<ExplorerWindow> open) {

    /** The window with hits, or without a query as it starts. */
    public static Shot of(double width, double height, Settings settings, Optional<String> query) {
      return new Shot(width, height, settings, query, window -> {});
    }
  }

  /**
   * Draws the window when nothing in it changes any more.
   *
   * @param query is searched for first, if there is one
   * @throws ExplorerException if the file cannot be written or the window never comes to rest
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
   * Draws the window, with what is open over it, when nothing in it changes any more.
   *
   * @throws ExplorerException if the file cannot be written or the window never comes to rest
   */
  public static void write(ExplorerServices services, Path png, Shot shot) {
    startToolkit();
    Pixels[] picture = new Pixels[1];
    // The window closes when this is run, on the thread that draws.
    FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
    Platform.runLater(
        () -> {
          WindowSession session = WindowSession.transientSession(shot.settings());
          ExplorerWindow window =
              new ExplorerWindow(() -> services, session, shot.width(), shot.height());
          Stage stage = new Stage();
          stage.setScene(window.scene());
          stage.show();
          window.open();
          Runnable draw =
              () -> {
                picture[0] = draw(stage, window);
                window.close();
                session.close();
                stage.close();
                drawn.run();
              };
          Runnable open =
              () -> {
                shot.open().accept(window);
                when(window.settled(), draw);
              };
          when(
              window.opened(),
              () -> {
                shot.query().ifPresent(window::search);
                when(window.settled(), open);
              });
        });
    await(drawn);
    save(picture[0], png);
  }

  /** Pixels of a picture, row-major. */
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

    /** Lays another picture over this one. */
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

  /** What is open over a window is a window of its own, and not in its picture. */
  private static Pixels draw(Stage stage, ExplorerWindow window) {
    Pixels picture = Pixels.of(window.scene().snapshot(null));
    double left = stage.getX() + window.scene().getX();
    double top = stage.getY() + window.scene().getY();
    for (Window other : Window.getWindows()) {
      if (other instanceof PopupWindow && ((PopupWindow) other).isShowing()) {
        // Else what is around its shadow would be white.
        other.getScene().setFill(Color.TRANSPARENT);
        picture.cover(
            Pixels.of(other.getScene().snapshot(null)),
            (int) Math.round(other.getX() - left),
            (int) Math.round(other.getY() - top));
      }
    }
    return picture;
  }

  /** A window's first start: the same services, as long as nothing was added. */
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

  private static void startToolkit() {
    try {
      Platform.startup(() -> {});
      Platform.setImplicitExit(false);
    } catch (IllegalStateException running) {
      // A picture was drawn before.
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
          // Pictures cannot be taken in the midst of a pulse.
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
      throw new ExplorerException("The picture was not drawn, as the program is ending.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new ExplorerException("The window did not come to rest in " + SECONDS + " s.", e);
    }
  }

  private static void save(Pixels picture, Path png) {
    try {
      Path folder = png.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      PngWriter.write(png, picture.width(), picture.height(), picture.argb());
    } catch (IOException e) {
      throw new ExplorerException(
          "The picture "
              + png
              + " could not be written ("
              + e.getMessage()
              + "). Check the free space and the rights of its folder.",
          e);
    }
  }
}
