package org.kamcl.explorer.imagery.tiff;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.kamcl.error.KamclException;

/** Decodes chunks that are images of their own: JPEG, WebP and CCITT fax. */
final class ImageChunkDecoder {
  static final int FAX_RUNS = 2;
  static final int FAX_3 = 3;
  static final int FAX_4 = 4;
  static final int JPEG = 7;
  static final int WEBP = 50_001;

  private static final int MARKER = 0xff;
  private static final int START = 0xd8;
  private static final int END = 0xd9;

  private final TiffDirectory tags;
  private final TiffLayout layout;

  ImageChunkDecoder(TiffDirectory tags, TiffLayout layout) {
    this.tags = tags;
    this.layout = layout;
  }

  /** Whether a compression is one of these. */
  static boolean supports(int compression) {
    return switch (compression) {
      case FAX_RUNS, FAX_3, FAX_4, JPEG, WEBP -> true;
      default -> false;
    };
  }

  /**
   * Decodes a chunk: one byte per sample for JPEG and WebP, packed bits for CCITT fax.
   *
   * @param rows of the chunk
   * @param visible rows that lie within the image; the others may be missing
   * @throws KamclException if it is damaged or of other dimensions than the directory says
   */
  byte[] decode(byte[] packed, int rows, int visible) throws IOException {
    try {
      return switch (layout.compression()) {
        case JPEG -> jpeg(packed, rows, visible);
        case WEBP -> webp(packed, rows, visible);
        default -> fax(packed, rows, visible);
      };
    } catch (KamclException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The readers answer damaged data with index and argument errors as well.
      throw new KamclException(e, TiffError.CHUNK_CORRUPT);
    }
  }

  private byte[] jpeg(byte[] packed, int rows, int visible) throws IOException {
    ImageReader reader = jpegReader();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(whole(packed)))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      checkSize(reader, rows, visible);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(layout.chunkWidth(), visible));
      Raster raster = reader.readRaster(0, param);
      if (warnings.stream().anyMatch(w -> w.contains("premature end"))) {
        throw new KamclException(TiffError.CHUNK_TRUNCATED);
      }
      return interleaved(raster, rows);
    } finally {
      reader.dispose();
    }
  }

  /** The JPEG stream of a chunk with the tables that all chunks of the image share. */
  private byte[] whole(byte[] packed) {
    byte[] tables = tags.bytes(TiffTag.JPEG_TABLES);
    if (tables.length < 4 || packed.length < 2 || (packed[1] & MARKER) != START) {
      return packed;
    }
    int end = tables.length;
    if ((tables[end - 2] & MARKER) == MARKER && (tables[end - 1] & MARKER) == END) {
      end -= 2;
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream(packed.length + end);
    stream.write(tables, 0, end);
    stream.write(packed, 2, packed.length - 2);
    return stream.toByteArray();
  }

  private byte[] webp(byte[] packed, int rows, int visible) throws IOException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
      reader.setInput(in, true, true);
      checkSize(reader, rows, visible);
      BufferedImage image = reader.read(0);
      int bands = layout.chunkBands();
      byte[] out = new byte[layout.chunkWidth() * rows * bands];
      int[] argb = new int[image.getWidth()];
      for (int y = 0; y < Math.min(rows, image.getHeight()); y++) {
        image.getRGB(0, y, image.getWidth(), 1, argb, 0, image.getWidth());
        int at = y * layout.chunkWidth() * bands;
        for (int pixel : argb) {
          for (int b = 0; b < bands; b++) {
            out[at++] = (byte) (pixel >> (b == 3 ? 24 : 16 - 8 * b));
          }
        }
      }
      return out;
    } finally {
      reader.dispose();
    }
  }

  private void checkSize(ImageReader reader, int rows, int visible) throws IOException {
    int height = reader.getHeight(0);
    if (reader.getWidth(0) != layout.chunkWidth()
        || height < visible
        || height > Math.max(rows, layout.chunkHeight())) {
      throw new KamclException(TiffError.CHUNK_DIMENSIONS_WRONG);
    }
  }

  private byte[] interleaved(Raster raster, int rows) {
    int bands = layout.chunkBands();
    if (raster.getNumBands() != bands) {
      throw new KamclException(TiffError.CHUNK_BANDS_WRONG, raster.getNumBands(), bands);
    }
    int rowBytes = layout.chunkWidth() * bands;
    byte[] out = new byte[rowBytes * rows];
    byte[] row = null;
    for (int y = 0; y < Math.min(rows, raster.getHeight()); y++) {
      row = (byte[]) raster.getDataElements(0, y, raster.getWidth(), 1, row);
      System.arraycopy(row, 0, out, y * rowBytes, rowBytes);
    }
    return out;
  }

  /** The library reads CCITT fax within TIFF files only, so a chunk is wrapped as one. */
  private byte[] fax(byte[] packed, int rows, int visible) throws IOException {
    if (layout.type().bits() != 1 || layout.chunkBands() != 1) {
      throw new KamclException(TiffError.FAX_DEPTH_INVALID);
    }
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(wrapped(packed, visible)))) {
      reader.setInput(in, true, true);
      Raster raster = reader.read(0).getRaster();
      int rowBytes = (int) layout.rowBytes();
      byte[] out = new byte[rowBytes * rows];
      int[] samples = null;
      for (int y = 0; y < visible; y++) {
        samples = raster.getSamples(0, y, raster.getWidth(), 1, 0, samples);
        for (int x = 0; x < layout.chunkWidth(); x++) {
          out[y * rowBytes + x / 8] |= (byte) (samples[x] << (7 - x % 8));
        }
      }
      return out;
    } finally {
      reader.dispose();
    }
  }

  private byte[] wrapped(byte[] packed, int rows) {
    int[][] entries = {
      {TiffTag.IMAGE_WIDTH, layout.chunkWidth()},
      {TiffTag.IMAGE_LENGTH, rows},
      {TiffTag.BITS_PER_SAMPLE, 1},
      {TiffTag.COMPRESSION, layout.compression()},
      {TiffTag.PHOTOMETRIC, 1},
      {TiffTag.FILL_ORDER, (int) tags.integer(TiffTag.FILL_ORDER, 1)},
      {TiffTag.STRIP_OFFSETS, 0},
      {TiffTag.SAMPLES_PER_PIXEL, 1},
      {TiffTag.ROWS_PER_STRIP, rows},
      {TiffTag.STRIP_BYTE_COUNTS, packed.length},
      {TiffTag.T4_OPTIONS, (int) tags.integer(TiffTag.T4_OPTIONS, 0)},
      {TiffTag.T6_OPTIONS, (int) tags.integer(TiffTag.T6_OPTIONS, 0)}
    };
    int start = 8 + 2 + 12 * entries.length + 4;
    ByteBuffer file = ByteBuffer.allocate(start + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    file.putShort((short) entries.length);
    for (int[] entry : entries) {
      int value = entry[0] == TiffTag.STRIP_OFFSETS ? start : entry[1];
      file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(value);
    }
    file.putInt(0).put(packed);
    return file.array();
  }

  /** The Java runtime's reader, regardless of others on the class path. */
  private static ImageReader jpegReader() {
    for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("JPEG"); all.hasNext(); ) {
      ImageReader reader = all.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("The Java runtime has no JPEG reader");
  }
}
