package org.kamcl.explorer.domain;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.sql.Connection;

/** Breaks the rules of the house, so that a test can see them found. */
public final class ExplorerOffender {
  static int changes;
  private NDArray array;
  private BufferedImage picture;
  private Connection connection;

  /** A singleton. */
  public static ExplorerOffender getInstance() {
    changes++;
    return new ExplorerOffender();
  }

  void offend() throws InterruptedException {
    try {
      System.out.println(array + " " + picture + " " + connection);
      InetAddress.getLoopbackAddress();
    } catch (Exception e) {
      Thread thread = new Thread(ExplorerOffender::getInstance);
      thread.start();
      thread.join();
    }
  }
}
