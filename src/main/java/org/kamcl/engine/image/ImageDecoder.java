package org.kamcl.engine.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.kamcl.engine.EngineException;

/**
 * Reads image files as 8-bit RGB: JPEG (EXIF orientation applied, CMYK converted), PNG, BMP, GIF
 * and TIFF; the content decides, not the name. Transparency is dropped, 16-bit samples keep their
 * upper byte, as in the published preprocessing's library.
 */
public final class ImageDecoder {
  private static final long MOST_PIXELS = 200_000_000;
  private static final int MOST_DECODED = 4096;
  private static final long LARGEST_FILE = 1L << 30;

  /**
   * Reads a file. An image longer than 4,096 pixels on a side is read with whole steps between its
   * pixels, so that at most that many are kept: the networks see a few hundred.
   *
   * @throws EngineException if it cannot be read or holds no image; names the file
   */
  public RgbImage decode(Path file) {
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        throw new EngineException(file + " is a folder, not an image.");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw new EngineException(file + " is larger than 1 GB; cut it into windows first.");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new EngineException("There is no image " + file + ".", e);
    } catch (AccessDeniedException e) {
      throw new EngineException("The image " + file + " may not be read.", e);
    } catch (IOException e) {
      throw new EngineException("The image " + file + " could not be read: " + e.getMessage(), e);
    }
    return decode(bytes, file.toString());
  }

  /**
   * Reads an image from memory.
   *
   * @param name named in errors
   * @throws EngineException if the bytes are no whole image of a known kind
   */
  public RgbImage decode(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new EngineException("The image " + name + " is empty.");
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new EngineException(
            name + " is no image of a known kind (JPEG, PNG, BMP, GIF, TIFF).");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        RgbImage image = read(reader, name);
        boolean jpeg = "JPEG".equalsIgnoreCase(reader.getFormatName());
        return jpeg ? ExifOrientation.apply(image, ExifOrientation.of(bytes)) : image;
      } finally {
        reader.dispose();
      }
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException e) {
      // The JDK's readers answer damaged files with any of these.
      throw new EngineException("The image " + name + " is damaged and cannot be decoded.", e);
    }
  }

  private static RgbImage read(ImageReader reader, String name) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new EngineException(
          "The image "
              + name
              + " has "
              + width
              + " x "
              + height
              + " pixels, more than can be read at once; cut it into windows first.");
    }
    ImageReadParam parameters = reader.getDefaultReadParam();
    int step = (Math.max(width, height) + MOST_DECODED - 1) / MOST_DECODED;
    if (step > 1) {
      parameters.setSourceSubsampling(step, step, 0, 0);
    }
    try {
      return toRgb(reader.read(0, parameters));
    } catch (IOException e) {
      // Four-channel JPEGs have no colour model in the JDK, but their samples can be had.
      if (reader.canReadRaster()) {
        return fromInk(reader.readRaster(0, parameters), e);
      }
      throw e;
    }
  }

  private static RgbImage toRgb(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    boolean plain =
        !(colors instanceof IndexColorModel)
            && (colors.getColorSpace().isCS_sRGB()
                || colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY);
    int bits = raster.getSampleModel().getSampleSize(0);
    boolean integer = raster.getTransferType() <= DataBuffer.TYPE_USHORT;
    boolean packed = raster.getNumDataElements() < raster.getNumBands();
    if (plain && integer && (bits == 8 || bits == 16) && !packed) {
      return fromSamples(raster, colors.getNumColorComponents(), bits - 8);
    }
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        rgb[at++] = (byte) (argb >> 16);
        rgb[at++] = (byte) (argb >> 8);
        rgb[at++] = (byte) argb;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Grey or RGB samples as they stand: no colour management, as in the published preprocessing. */
  private static RgbImage fromSamples(Raster raster, int colors, int shift) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width * bands];
    int at = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int first = x * bands;
        for (int c = 0; c < 3; c++) {
          rgb[at++] = (byte) (row[first + (colors >= 3 ? c : 0)] >> shift);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Four inks, stored inverted by the programs that write such JPEGs. */
  private static RgbImage fromInk(Raster raster, IOException reason) throws IOException {
    SampleModel model = raster.getSampleModel();
    if (raster.getNumBands() != 4 || model.getSampleSize(0) != 8) {
      throw reason;
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width * 4];
    int at = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int black = row[4 * x + 3];
        for (int c = 0; c < 3; c++) {
          rgb[at++] = (byte) (row[4 * x + c] * black / 255);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
