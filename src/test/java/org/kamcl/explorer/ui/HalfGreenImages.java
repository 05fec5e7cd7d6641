package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A large image whose left half is green, and a small one that is green; encoded once. */
public final class HalfGreenImages {
  /** Width of the large image, pixels. */
  public static final int WIDTH = 1600;

  /** Height of the large image, pixels. */
  public static final int HEIGHT = 800;

  private static final int GREEN = 0xFF208020;
  private static final int RED = 0xFF802020;
  private static final int SIDE = 200;

  private static byte[] halves;

  private HalfGreenImages() {}

  /** Writes {@code halves.png} and {@code green.png}. */
  public static synchronized void write(Path folder) throws IOException {
    Path large = folder.resolve("halves.png");
    if (halves == null) {
      int[] pixels = new int[WIDTH * HEIGHT];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = i % WIDTH < WIDTH / 2 ? GREEN : RED;
      }
      TestImages.write(large, WIDTH, HEIGHT, pixels);
      halves = Files.readAllBytes(large);
    } else {
      Files.write(large, halves);
    }
    int[] green = new int[SIDE * SIDE];
    Arrays.fill(green, GREEN);
    TestImages.write(folder.resolve("green.png"), SIDE, SIDE, green);
  }
}
