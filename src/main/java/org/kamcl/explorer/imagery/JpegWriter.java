package org.kamcl.explorer.imagery;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kamcl.explorer.domain.ArgbImage;

/** Writes images as JPEG files. */
public final class JpegWriter {
  private static final String FORMAT = "jpg";
  private static final String NO_WRITER = "The Java runtime has no JPEG writer";

  private JpegWriter() {}

  /**
   * Writes opaque pixels.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(ArgbImage pixels, Path file) throws IOException {
    if (!ImageIO.write(image(pixels), FORMAT, file.toFile())) {
      throw new IOException(NO_WRITER);
    }
  }

  /**
   * Opaque pixels as the content of a file.
   *
   * @throws IOException if the Java runtime cannot write JPEG
   */
  public static byte[] encode(ArgbImage pixels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image(pixels), FORMAT, out)) {
      throw new IOException(NO_WRITER);
    }
    return out.toByteArray();
  }

  private static BufferedImage image(ArgbImage pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    return image;
  }
}
