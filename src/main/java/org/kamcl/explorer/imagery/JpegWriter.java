package org.kamcl.explorer.imagery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kamcl.explorer.domain.ArgbImage;

/** Writes images as JPEG files. */
public final class JpegWriter {
  private JpegWriter() {}

  /**
   * Writes opaque pixels.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(ArgbImage pixels, Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    if (!ImageIO.write(image, "jpg", file.toFile())) {
      throw new IOException("The Java runtime has no JPEG writer");
    }
  }
}
