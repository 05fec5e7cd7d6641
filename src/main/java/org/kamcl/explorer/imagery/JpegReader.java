package org.kamcl.explorer.imagery;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/**
 * JPEG. The engine decodes the baseline and progressive variants of 8 bits; TwelveMonkeys reads
 * lossless JPEG. The other variants, such as 12 bits or arithmetic coding, are refused by name.
 */
public final class JpegReader extends PlainImageReader {
  private static final int MARKER = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP_1 = 0xe1;
  private static final int EXTENDED_BITS = 12;
  private static final int LOSSLESS = 0xc3;
  private static final int FIRST_ARITHMETIC = 0xc9;
  private static final int LAST_ARITHMETIC = 0xcb;
  private static final int JPEG_LS = 0xf7;
  private static final String XMP_MARKER = "http://ns.adobe.com/xap/1.0/\0";
  private static final long MAX_STEPS = 100_000;

  /** For {@link java.util.ServiceLoader}. */
  public JpegReader() {
    super(
        new ImageIoFormat("JPEG", ImageIoFormat.MAX_WHOLE_PIXELS, JpegReader::twelveMonkeys),
        DecodableFormat.JPEG);
  }

  private static ImageReader twelveMonkeys() {
    String wanted = JPEGImageReaderSpi.class.getPackageName();
    Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("JPEG");
    while (all.hasNext()) {
      ImageReader reader = all.next();
      if (reader.getClass().getName().startsWith(wanted)) {
        return reader;
      }
    }
    throw new IllegalStateException("The JPEG reader of TwelveMonkeys is not on the class path");
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "\u00ff\u00d8\u00ff") ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  boolean appliesOrientation() {
    return true;
  }

  @Override
  ImageHeader header(ByteSource source) throws IOException {
    long at = 2;
    byte[] exif = {};
    byte[] xmp = {};
    for (int step = 0; step < MAX_STEPS && at < source.size() - 4; step++) {
      ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 4));
      if ((head.get(0) & MARKER) != MARKER || (head.get(1) & MARKER) == MARKER) {
        at++;
        continue;
      }
      int marker = head.get(1) & MARKER;
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      boolean withoutLength = marker <= 1 || (marker >= 0xd0 && marker <= 0xd8);
      if (withoutLength) {
        at += 2;
        continue;
      }
      int length = head.getShort(2) & 0xffff;
      if (marker == APP_1) {
        byte[] body = segment(source, at + 4, length - 2);
        if (exif.length == 0) {
          exif = after(body, "Exif\0\0").or(() -> after(body, "Exif\0\u00ff")).orElse(exif);
        }
        if (xmp.length == 0) {
          xmp = after(body, XMP_MARKER).orElse(xmp);
        }
      }
      if (marker == JPEG_LS) {
        throw new KamclException(RasterError.JPEG_VARIANT_UNSUPPORTED, "LS");
      }
      boolean frame = marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
      if (frame && length >= 8) {
        byte[] body = source.bytes(at + 4, 6);
        checkVariant(marker, body[0] & 0xff);
        boolean rare = marker == LOSSLESS;
        // CMYK is converted to RGB.
        int bands = body[5] == 4 ? 3 : body[5] & 0xff;
        return new ImageHeader(bands, body[0] & 0xff, false, rare, new MetadataBlocks(exif, xmp));
      }
      at += 2 + Math.max(2, length);
    }
    throw new KamclException(RasterError.NO_IMAGE);
  }

  /** Refuses variants that are valid, but read by none of the decoders. */
  private static void checkVariant(int marker, int bits) {
    if (marker >= FIRST_ARITHMETIC && marker <= LAST_ARITHMETIC) {
      throw new KamclException(RasterError.JPEG_VARIANT_UNSUPPORTED, "Arithmetic-coded");
    }
    if (marker > LOSSLESS) {
      throw new KamclException(RasterError.JPEG_VARIANT_UNSUPPORTED, "Hierarchical");
    }
    if (marker != LOSSLESS && bits == EXTENDED_BITS) {
      throw new KamclException(RasterError.JPEG_DEPTH_UNSUPPORTED, bits);
    }
  }

  private static byte[] segment(ByteSource source, long at, int length) {
    try {
      return source.bytes(at, (int) Math.min(Math.max(0, length), source.size() - at));
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** What follows a marker; empty without the marker, or with nothing behind it. */
  private static Optional<byte[]> after(byte[] body, String marker) {
    return Heads.startsWith(body, marker) && body.length > marker.length()
        ? Optional.of(Arrays.copyOfRange(body, marker.length(), body.length))
        : Optional.empty();
  }
}
