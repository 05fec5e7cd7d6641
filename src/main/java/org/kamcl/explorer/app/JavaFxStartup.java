package org.kamcl.explorer.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes the window come sooner; all of it comes before JavaFX. */
final class JavaFxStartup {
  private static final String ORDER = "prism.order";

  /**
   * Whoever asks for a logger while another thread makes the log ready may get one that is mute.
   */
  private static final FutureTask<Logger> LOG =
      new FutureTask<>(() -> LoggerFactory.getLogger(JavaFxStartup.class));

  private JavaFxStartup() {}

  /** Call once, before JavaFX starts. */
  static void prepare() {
    // Reading the log's settings takes as long as opening the window system, so both at once.
    Thread log = new Thread(LOG, "kamcl-start");
    log.setDaemon(true);
    log.start();
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (linux && System.getProperty(ORDER) == null && !hasGraphicsDevice(Path.of("/dev"))) {
      System.setProperty(ORDER, "sw");
    }
  }

  /** A logger, when the log is ready. */
  static Logger logger(Class<?> owner) {
    try {
      // Does nothing where it runs already, or has run.
      LOG.run();
      LOG.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return LoggerFactory.getLogger(owner);
  }

  /**
   * Whether Linux knows a device that OpenGL could draw with. Without one, JavaFX would load a
   * driver that draws on the processor, for 0.3 s, only to refuse it and draw by itself.
   *
   * @param devices the folder of devices
   */
  static boolean hasGraphicsDevice(Path devices) {
    // Of the kernel's graphics drivers, of NVIDIA's own, of the Linux in Windows.
    return holds(devices.resolve("dri"), "*")
        || holds(devices, "nvidia[0-9]*")
        || Files.exists(devices.resolve("dxg"));
  }

  private static boolean holds(Path folder, String names) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      return found.iterator().hasNext();
    } catch (IOException e) {
      // Unreadable is not absent; JavaFX finds out by itself.
      return Files.exists(folder);
    }
  }
}
