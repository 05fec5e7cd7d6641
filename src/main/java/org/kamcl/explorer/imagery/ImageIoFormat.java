package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * How ImageIO reads a format.
 *
 * @param name of the format
 * @param maxPixels limit of pixels of an image
 * @param factory of the readers; names one implementation, as others may give other values
 */
record ImageIoFormat(String name, long maxPixels, Factory factory) {
  /** Limit for readers that read a region without holding the whole image. */
  static final long MAX_STREAMED_PIXELS = 200_000_000;

  /** Limit for readers that hold the whole image. */
  static final long MAX_WHOLE_PIXELS = 50_000_000;

  /** Makes a reader. */
  interface Factory {
    ImageReader create() throws IOException;
  }

  /** A format that the Java runtime's own reader reads. */
  static ImageIoFormat ofRuntime(String name, long maxPixels) {
    return new ImageIoFormat(name, maxPixels, () -> runtimeReader(name));
  }

  private static ImageReader runtimeReader(String name) {
    Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(name);
    while (all.hasNext()) {
      ImageReader reader = all.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("The Java runtime has no reader of " + name);
  }
}
