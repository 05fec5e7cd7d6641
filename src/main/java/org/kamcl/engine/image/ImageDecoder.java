package org.kamcl.engine.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.kamcl.engine.EngineException;

/**
 * Decodes JPEG, PNG, BMP, GIF (first frame) and baseline TIFF with the JDK's own readers.
 *
 * <p>The result is what Pillow's conversion to RGB gives: alpha is dropped, grey is repeated,
 * 16-bit samples keep their upper byte, CMYK is taken as Adobe writes it. JPEG values differ by at
 * most a few levels between decoders. Unlike there, a camera's EXIF orientation is applied.
 *
 * <p>An image above 25 megapixels is read with every n-th row and column only, so that no file
 * takes more than 75 MB of values; above 200 megapixels it is refused, so that a few bytes that
 * claim a huge image cannot stop a run for hours.
 *
 * <p>All methods may be called by many threads.
 */
public final class ImageDecoder {
  private static final long MOST_PIXELS = 200_000_000;
  private static final long WHOLE_PIXELS = 25_000_000;

  private ImageDecoder() {}

  /**
   * Decodes a file.
   *
   * @throws EngineException if it is missing, no image of these formats, damaged, or too large
   */
  public static RgbImage decode(Path file) {
    if (Files.isDirectory(file)) {
      throw new EngineException(file + " is a folder: name an image file.");
    }
    if (!Files.isReadable(file)) {
      throw new EngineException("The image " + file + " is missing or may not be read.");
    }
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return decode(in, file.toString());
    } catch (IOException e) {
      throw new EngineException("The image " + file + " cannot be read: check the file.", e);
    }
  }

  /**
   * Decodes some rows of a file as they are stored, a camera's orientation not applied.
   *
   * @param first row
   * @param rows how many, at least 1
   * @throws EngineException as {@link #decode(Path)} does, or if there are no such rows
   */
  public static RgbImage decodeRows(Path file, int first, int rows) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return decode(in, file.toString(), first, rows);
    } catch (IOException e) {
      throw new EngineException("The image " + file + " cannot be read: check the file.", e);
    }
  }

  /**
   * Turns an image as its camera was held.
   *
   * @param orientation as EXIF numbers it, 1..8
   */
  public static RgbImage applyOrientation(RgbImage image, int orientation) {
    return new Orientation(orientation).apply(image);
  }

  /**
   * Columns and rows of an image as it is seen.
   *
   * @param width columns
   * @param height rows
   */
  public record Size(int width, int height) {}

  /**
   * The size of an image by its header; a camera's orientation is applied.
   *
   * @throws EngineException if it is missing, or no image of these formats
   */
  public static Size size(Path file) {
    if (!Files.isReadable(file)) {
      throw new EngineException("The image " + file + " is missing or may not be read.");
    }
    ImageReader reader = null;
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader = readerOf(in, file.toString());
      boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
      boolean turned = jpeg && JpegHeader.read(in).orientation().swapsAxes();
      in.seek(0);
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      return turned ? new Size(height, width) : new Size(width, height);
    } catch (IOException | RuntimeException e) {
      if (e instanceof EngineException known) {
        throw known;
      }
      throw broken(file.toString(), e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /**
   * Decodes a stream, which is read as far as needed and not closed.
   *
   * @param name what messages call the image
   * @throws EngineException as {@link #decode(Path)} does
   */
  public static RgbImage decode(InputStream stream, String name) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(stream)) {
      return decode(in, name);
    } catch (IOException e) {
      throw new EngineException("The image " + name + " cannot be read: check its source.", e);
    }
  }

  private static RgbImage decode(ImageInputStream in, String name) {
    return decode(in, name, 0, 0);
  }

  /**
   * @param rows 0 for all of them
   */
  private static RgbImage decode(ImageInputStream in, String name, int first, int rows) {
    ImageReader reader = null;
    try {
      reader = readerOf(in, name);
      return decode(reader, in, name, first, rows);
    } catch (IOException | RuntimeException e) {
      if (e instanceof EngineException known) {
        throw known;
      }
      // The JDK's readers meet damaged files with index, argument and null pointer errors as well.
      throw broken(name, e);
    } catch (OutOfMemoryError e) {
      // A damaged header may ask for any array; the failed request itself has left memory as it
      // was.
      throw broken(name, e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static RgbImage decode(
      ImageReader reader, ImageInputStream in, String name, int first, int rows)
      throws IOException {
    boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
    JpegHeader header = jpeg ? JpegHeader.read(in) : null;
    in.seek(0);
    reader.setInput(in, true, true);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "The image %s has %d x %d pixels, more than the %d million that are read: cut it into"
                  + " tiles.",
              name,
              reader.getWidth(0),
              reader.getHeight(0),
              MOST_PIXELS / 1_000_000));
    }
    ImageReadParam param = reader.getDefaultReadParam();
    if (rows > 0) {
      if ((long) reader.getWidth(0) * rows > WHOLE_PIXELS || first + rows > reader.getHeight(0)) {
        throw new EngineException(
            "The image " + name + " cannot be read by so many rows: cut it into tiles.");
      }
      param.setSourceRegion(new Rectangle(0, first, reader.getWidth(0), rows));
    } else if (pixels > WHOLE_PIXELS) {
      int step = (int) Math.ceil(Math.sqrt((double) pixels / WHOLE_PIXELS));
      param.setSourceSubsampling(step, step, 0, 0);
    }
    if (jpeg) {
      RgbImage image = JpegColorConverter.toRgb(reader.readRaster(0, param), header, name);
      // libjpeg fills what is missing with grey and only warns; a lost end marker alone is
      // harmless.
      if (warnings.stream().anyMatch(w -> w.contains("premature end"))) {
        throw broken(name, null);
      }
      return rows > 0 ? image : header.orientation().apply(image);
    }
    BufferedImage image = reader.read(0, param);
    if (warnings.stream().anyMatch(ImageDecoder::tellsOfLoss)) {
      throw broken(name, null);
    }
    return BufferedImageConverter.toRgb(image, name);
  }

  private static boolean tellsOfLoss(String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    return lower.contains("eof") || lower.contains("premature") || lower.contains("truncated");
  }

  /** The JDK's reader before any other on the class path, which might give other values. */
  private static ImageReader readerOf(ImageInputStream in, String name) throws IOException {
    if (in.read() < 0) {
      throw new EngineException("The image " + name + " is empty: replace the file.");
    }
    in.seek(0);
    ImageReader other = null;
    for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
      other = other == null ? reader : other;
    }
    if (other == null) {
      throw new EngineException(
          "The file " + name + " is no JPEG, PNG, BMP, GIF or TIFF image: convert or remove it.");
    }
    return other;
  }

  private static EngineException broken(String name, Throwable cause) {
    return new EngineException(
        "The image " + name + " is damaged or incomplete: replace the file.", cause);
  }
}
