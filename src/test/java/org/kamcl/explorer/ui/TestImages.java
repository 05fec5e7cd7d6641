package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.kamcl.explorer.ui.dialog.PngWriter;

/** Creates small images in plain colors. */
public final class TestImages {
  private static final int SIDE = 48;

  private TestImages() {}

  /** Writes an image of row-major ARGB pixels. */
  public static Path write(Path png, int width, int height, int[] argb) throws IOException {
    PngWriter.write(png, width, height, argb);
    return png;
  }

  /** Writes twelve images: three green ones, then blue, red and gray ones. */
  public static Path write(Path folder) throws IOException {
    int[] colors = {0xFF2E8B2E, 0xFF2B4FC4, 0xFFC23A22, 0xFF8A8A8A};
    String[] names = {"green", "blue", "red", "grey"};
    Files.createDirectories(folder);
    for (int c = 0; c < colors.length; c++) {
      for (int i = 1; i <= 3; i++) {
        int[] pixels = new int[SIDE * SIDE];
        Arrays.fill(pixels, colors[c]);
        // Later ones have less of their color.
        Arrays.fill(pixels, 0, (i - 1) * SIDE * SIDE / 4, 0xFF101010);
        PngWriter.write(folder.resolve(names[c] + "-" + i + ".png"), SIDE, SIDE, pixels);
      }
    }
    return folder;
  }
}
