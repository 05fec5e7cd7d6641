package org.kamcl.explorer.domain;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.search.SearchOffender;

/** Violates architecture rules on purpose, so that a test can check that violations are found. */
public final class ExplorerOffender {
  static int changes;
  private @Nullable NDArray array;
  private @Nullable BufferedImage image;
  private @Nullable SearchOffender cycle;
  private @Nullable Connection connection;

  /** A singleton. */
  public static ExplorerOffender getInstance() {
    changes++;
    return new ExplorerOffender();
  }

  static String text(Path pipe) throws IOException {
    return Files.readString(pipe);
  }

  void offend() throws InterruptedException {
    try {
      System.out.println(array + " " + image + cycle + " " + connection);
      InetAddress.getLoopbackAddress();
    } catch (Exception e) {
      Thread thread = new Thread(ExplorerOffender::getInstance);
      thread.start();
      thread.join();
    }
  }
}
