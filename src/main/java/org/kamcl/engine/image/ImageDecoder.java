package org.kamcl.engine.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.kamcl.error.KamclException;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;

/**
 * Decodes JPEG, PNG, BMP, GIF (first frame) and baseline TIFF with the JDK's own readers.
 *
 * <p>The result equals Pillow's conversion to RGB: alpha is dropped, grayscale is repeated, 16-bit
 * samples keep their upper byte, CMYK is read as Adobe writes it. JPEG values differ by at most a
 * few levels between decoders. In addition, the EXIF orientation is applied.
 *
 * <p>Of an image above 25 megapixels, only every n-th row and column is read, so that no file needs
 * more than 75 MB of values. Images above 200 megapixels are rejected, so that a header that claims
 * a huge image cannot block a run for hours.
 *
 * <p>Thread-safe.
 */
public final class ImageDecoder {
  private static final long MAX_PIXELS = 200_000_000;

  /** A larger image is decoded with fewer pixels. */
  public static final long MAX_UNREDUCED_PIXELS = 25_000_000;

  /** Pixels per byte; a header that claims a large image of more is damaged. */
  private static final long MAX_RATIO = 20_000;

  private ImageDecoder() {}

  /**
   * Decodes a file.
   *
   * @throws KamclException if it is missing, damaged, too large, or has another format
   */
  public static RgbImage decode(Path file) {
    if (Files.isDirectory(file)) {
      throw new KamclException(ImageError.FILE_IS_FOLDER, file);
    }
    if (!Files.isReadable(file)) {
      throw new KamclException(ImageError.FILE_UNREADABLE, file);
    }
    RegularFiles.check(file);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return decode(in, file.toString());
    } catch (KamclException e) {
      PlaceholderFiles.check(file);
      throw e;
    } catch (IOException e) {
      throw new KamclException(e, ImageError.READ_FAILED, file, reason(e));
    }
  }

  /**
   * Decodes some rows of a file as stored, without applying the EXIF orientation.
   *
   * @param first row
   * @param rows number of rows, at least 1
   * @throws KamclException as {@link #decode(Path)} does, or if the rows do not exist
   */
  public static RgbImage decodeRows(Path file, int first, int rows) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return decode(in, file.toString(), first, rows);
    } catch (IOException e) {
      throw new KamclException(e, ImageError.READ_FAILED, file, reason(e));
    }
  }

  /**
   * Rotates and mirrors an image by an EXIF orientation.
   *
   * @param orientation EXIF value, 1..8
   */
  public static RgbImage applyOrientation(RgbImage image, int orientation) {
    return new Orientation(orientation).apply(image);
  }

  /**
   * Width and height of an image after its orientation is applied.
   *
   * @param width columns
   * @param height rows
   */
  public record Size(int width, int height) {}

  /**
   * The size of an image according to its header, after its EXIF orientation is applied.
   *
   * @throws KamclException if it is missing or has another format
   */
  public static Size size(Path file) {
    if (!Files.isReadable(file)) {
      throw new KamclException(ImageError.FILE_UNREADABLE, file);
    }
    RegularFiles.check(file);
    ImageReader reader = null;
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      ImageInputStream in = BmpNormalizer.normalized(stream, file.toString());
      reader = readerOf(in, file.toString());
      boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
      boolean turned = jpeg && JpegHeader.read(in).orientation().swapsAxes();
      in.seek(0);
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      return turned ? new Size(height, width) : new Size(width, height);
    } catch (IOException | RuntimeException e) {
      if (e instanceof KamclException known) {
        PlaceholderFiles.check(file);
        throw known;
      }
      throw damaged(file.toString(), e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /**
   * Decodes a stream. It is read as far as needed and not closed.
   *
   * @param name of the image for errors
   * @throws KamclException as {@link #decode(Path)} does
   */
  public static RgbImage decode(InputStream stream, String name) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(stream)) {
      return decode(in, name);
    } catch (IOException e) {
      throw new KamclException(e, ImageError.READ_FAILED, name, reason(e));
    }
  }

  private static RgbImage decode(ImageInputStream in, String name) {
    return decode(in, name, 0, 0);
  }

  /**
   * @param rows 0 for all of them
   */
  private static RgbImage decode(ImageInputStream stream, String name, int first, int rows) {
    ImageReader reader = null;
    try {
      ImageInputStream in = BmpNormalizer.normalized(stream, name);
      reader = readerOf(in, name);
      return decode(reader, in, name, first, rows);
    } catch (IOException | RuntimeException e) {
      if (e instanceof KamclException known) {
        throw known;
      }
      // For damaged files, the JDK's readers also throw index, argument and null pointer errors.
      throw damaged(name, e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // A damaged header may request an array of any size; the failed request itself used no
      // memory.
      throw damaged(name, e);
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
    if (header != null && header.isRareVariant()) {
      throw new KamclException(ImageError.JPEG_VARIANT_UNSUPPORTED, name);
    }
    in.seek(0);
    reader.setInput(in, true, true);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MAX_PIXELS) {
      throw new KamclException(
          ImageError.TOO_MANY_PIXELS,
          name,
          reader.getWidth(0),
          reader.getHeight(0),
          MAX_PIXELS / 1_000_000);
    }
    if (pixels > MAX_UNREDUCED_PIXELS && in.length() > 0 && pixels > MAX_RATIO * in.length()) {
      throw damaged(name, null);
    }
    ImageReadParam param = reader.getDefaultReadParam();
    if (rows > 0) {
      if ((long) reader.getWidth(0) * rows > MAX_UNREDUCED_PIXELS
          || first + rows > reader.getHeight(0)) {
        throw new KamclException(ImageError.ROWS_INVALID, name);
      }
      param.setSourceRegion(new Rectangle(0, first, reader.getWidth(0), rows));
    } else if (pixels > MAX_UNREDUCED_PIXELS) {
      int step = (int) Math.ceil(Math.sqrt((double) pixels / MAX_UNREDUCED_PIXELS));
      param.setSourceSubsampling(step, step, 0, 0);
    }
    if (jpeg) {
      RgbImage image = JpegColorConverter.toRgb(reader.readRaster(0, param), header, name);
      // libjpeg fills missing parts with gray and only warns; a missing end marker alone is
      // harmless.
      if (warnings.stream().anyMatch(w -> w.contains("premature end"))) {
        throw damaged(name, null);
      }
      return rows > 0 ? image : header.orientation().apply(image);
    }
    BufferedImage image = reader.read(0, param);
    if (warnings.stream().anyMatch(ImageDecoder::indicatesLoss)) {
      throw damaged(name, null);
    }
    return BufferedImageConverter.toRgb(image, name);
  }

  private static boolean indicatesLoss(String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    return lower.contains("eof") || lower.contains("premature") || lower.contains("truncated");
  }

  /**
   * Prefers the JDK's reader; others on the class path might decode other values. Readers of other
   * formats are not used: some never return from a damaged file.
   */
  static ImageReader readerOf(ImageInputStream in, String name) throws IOException {
    if (in.read() < 0) {
      throw new KamclException(ImageError.FILE_EMPTY, name);
    }
    in.seek(0);
    if (TiffGuard.isImpossible(in)) {
      throw damaged(name, null);
    }
    ImageReader other = null;
    for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
      other = other == null && isDecodable(reader) ? reader : other;
    }
    if (other == null) {
      throw new KamclException(ImageError.FORMAT_UNSUPPORTED, name);
    }
    return other;
  }

  private static boolean isDecodable(ImageReader reader) {
    Set<String> names = new HashSet<>();
    for (String formatName : reader.getOriginatingProvider().getFormatNames()) {
      names.add(formatName.toLowerCase(Locale.ROOT));
    }
    return Arrays.stream(DecodableFormat.values())
        .flatMap(format -> format.extensions().stream())
        .anyMatch(names::contains);
  }

  private static KamclException damaged(String name, Throwable cause) {
    return new KamclException(cause, ImageError.DAMAGED, name);
  }

  /** What the system says about a failure. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
