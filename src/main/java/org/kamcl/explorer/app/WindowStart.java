package org.kamcl.explorer.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** What makes the window come sooner; all of it comes before JavaFX. */
final class WindowStart {
  private static final String ORDER = "prism.order";

  private WindowStart() {}

  /** Call once, before JavaFX starts. */
  static void prepare() {
    // Reading the log's settings takes as long as opening the window system, so both at once.
    Thread log = new Thread(() -> LoggerFactory.getLogger(WindowStart.class), "kamcl-start");
    log.setDaemon(true);
    log.start();
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (linux && System.getProperty(ORDER) == null && !haveGraphicsDevice(Path.of("/dev"))) {
      System.setProperty(ORDER, "sw");
    }
  }

  /**
   * Whether Linux knows a device that OpenGL could draw with. Without one, JavaFX would load a
   * driver that draws on the processor, for 0.3 s, only to refuse it and draw by itself.
   *
   * @param devices the folder of devices
   */
  static boolean haveGraphicsDevice(Path devices) {
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
