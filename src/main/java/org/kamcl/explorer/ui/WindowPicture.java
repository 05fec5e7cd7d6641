package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageArchive;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.words.Messages;

/** Draws the real window into a file, also on a machine without a display. */
public final class WindowPicture {
  private static final long SECONDS = 120;

  /** Layout and late answers may take some pulses more after the last change. */
  private static final int QUIET_PULSES = 12;

  private WindowPicture() {}

  /**
   * Lets windows be drawn in memory; to be called before anything of JavaFX is used in the process.
   */
  public static void withoutDisplay() {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    // Larger windows than this cannot be drawn; the default is smaller than ours.
    System.setProperty("headless.geometry", "2560x1600-32");
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
    startToolkit();
    WritableImage[] picture = new WritableImage[1];
    // The window closes when this is run, on the thread that draws.
    FutureTask<Boolean> drawn = new FutureTask<>(() -> true);
    Platform.runLater(
        () -> {
          ExplorerWindow window =
              new ExplorerWindow(
                  () -> services, new Messages(Locale.ENGLISH), theme, width, height);
          Stage stage = new Stage();
          stage.setScene(window.scene());
          stage.show();
          window.open();
          when(
              window.opened(),
              () -> {
                query.ifPresent(window::search);
                when(
                    window.settled(),
                    () -> {
                      picture[0] = window.scene().snapshot(null);
                      stage.close();
                      window.close();
                      drawn.run();
                    });
              });
        });
    await(drawn);
    save(picture[0], png);
  }

  /** A window's first start: the same services, as long as nothing was added. */
  public static ExplorerServices beforeAnythingWasAdded(ExplorerServices services) {
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
    return new ExplorerServices(
        empty,
        services.search(),
        services.thumbnails(),
        services.library(),
        services.labels(),
        services.collections(),
        services.exporter(),
        services.index(),
        services.indexSample(),
        false);
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

  private static void save(WritableImage image, Path png) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    try {
      Path folder = png.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      PngWriter.write(png, width, height, pixels);
    } catch (IOException e) {
      throw new ExplorerException("The picture " + png + " could not be written.", e);
    }
  }
}
