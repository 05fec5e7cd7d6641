package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStartTest {
  @TempDir Path devices;

  @Test
  void devicesThatDrawNothingAreNoGraphics() throws IOException {
    assertFalse(WindowStart.haveGraphicsDevice(devices));
    Files.createFile(devices.resolve("tty0"));
    Files.createFile(devices.resolve("nvidiactl"));
    Files.createDirectory(devices.resolve("dri"));
    assertFalse(WindowStart.haveGraphicsDevice(devices));
    assertFalse(WindowStart.haveGraphicsDevice(devices.resolve("absent")));
  }

  @Test
  void theKernelsDeviceIsOne() throws IOException {
    Files.createDirectory(devices.resolve("dri"));
    Files.createFile(devices.resolve("dri/renderD128"));
    assertTrue(WindowStart.haveGraphicsDevice(devices));
  }

  @Test
  void nvidiasOwnAndThatOfLinuxInWindowsAreOne() throws IOException {
    Files.createFile(devices.resolve("nvidia0"));
    assertTrue(WindowStart.haveGraphicsDevice(devices));
    Files.delete(devices.resolve("nvidia0"));
    Files.createFile(devices.resolve("dxg"));
    assertTrue(WindowStart.haveGraphicsDevice(devices));
  }
}
