package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaFxStartupTest {
  @TempDir Path devices;

  @Test
  void otherDevicesAreNotGraphicsDevices() throws IOException {
    assertFalse(JavaFxStartup.hasGraphicsDevice(devices));
    Files.createFile(devices.resolve("tty0"));
    Files.createFile(devices.resolve("nvidiactl"));
    Files.createDirectory(devices.resolve("dri"));
    assertFalse(JavaFxStartup.hasGraphicsDevice(devices));
    assertFalse(JavaFxStartup.hasGraphicsDevice(devices.resolve("absent")));
  }

  @Test
  void aKernelRenderNodeIsAGraphicsDevice() throws IOException {
    Files.createDirectory(devices.resolve("dri"));
    Files.createFile(devices.resolve("dri/renderD128"));
    assertTrue(JavaFxStartup.hasGraphicsDevice(devices));
  }

  @Test
  void nvidiaAndWslDriversAreGraphicsDevices() throws IOException {
    Files.createFile(devices.resolve("nvidia0"));
    assertTrue(JavaFxStartup.hasGraphicsDevice(devices));
    Files.delete(devices.resolve("nvidia0"));
    Files.createFile(devices.resolve("dxg"));
    assertTrue(JavaFxStartup.hasGraphicsDevice(devices));
  }
}
