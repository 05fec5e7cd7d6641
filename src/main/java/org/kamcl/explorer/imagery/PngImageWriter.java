package org.kamcl.explorer.imagery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.file.OutputFiles;

/** Writes images as PNG files, without loss. */
public final class PngImageWriter {
  private PngImageWriter() {}

  /**
   * Writes opaque pixels; alpha is ignored.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(ArgbImage pixels, Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    OutputFiles.replace(
        file,
        out -> {
          if (!ImageIO.write(image, "png", out)) {
            throw new IOException("The Java runtime has no PNG writer");
          }
        });
  }
}
