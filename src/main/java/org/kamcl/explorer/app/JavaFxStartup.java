package org.kamcl.explorer.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.kamcl.explorer.ui.theme.FirstFonts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shortens the time to the first window; runs before JavaFX starts. */
final class JavaFxStartup {
  private static final String RENDERER = "prism.order";

  /**
   * Configures the logs of libraries and of the program, and its files. A logger that is requested
   * while another thread configures the log may stay silent, so this class's loggers wait for the
   * task.
   */
  private static final FutureTask<Logger> LOG =
      new FutureTask<>(
          () -> {
            LibraryOutput.passOn();
            LogFile.install();
            return LoggerFactory.getLogger(JavaFxStartup.class);
          });

  private JavaFxStartup() {}

  /** Call once, before JavaFX starts. */
  static void prepare() {
    // Configuring the log takes as long as starting the window toolkit, so both run in parallel.
    start(LOG, "kamcl-log");
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (linux && System.getProperty(RENDERER) == null && !hasGraphicsDevice(Path.of("/dev"))) {
      System.setProperty(RENDERER, "sw");
    }
    start(FirstFonts::load, "kamcl-fonts");
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A logger, once the log is configured. */
  static Logger logger(Class<?> owner) {
    try {
      // Has no effect if the task is running or done.
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
   * Whether Linux has a device that OpenGL can use. Without one, JavaFX loads a software OpenGL
   * driver, which takes 0.3 s, rejects it, and then renders in software anyway.
   *
   * @param devices the device folder, {@code /dev}
   */
  static boolean hasGraphicsDevice(Path devices) {
    // Drivers of the kernel, of NVIDIA, and of Windows Subsystem for Linux.
    return matches(devices.resolve("dri"), "*")
        || matches(devices, "nvidia[0-9]*")
        || Files.exists(devices.resolve("dxg"));
  }

  private static boolean matches(Path folder, String names) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      return found.iterator().hasNext();
    } catch (IOException e) {
      // A folder that cannot be read may hold a device; JavaFX then decides itself.
      return Files.exists(folder);
    }
  }
}
