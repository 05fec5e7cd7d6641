package org.kamcl.engine.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * The header of a JPEG file (ITU-T T.81 annex B, T.872, EXIF 2.3).
 *
 * @param orientation from its EXIF segment; normal without one
 * @param jfif whether it has a JFIF segment
 * @param adobeTransform from its Adobe segment (0 none, 1 YCbCr, 2 YCCK), -1 without one
 * @param components identifiers of its components, in order
 * @param frame marker of its frame, such as 0xc0 for baseline; 0 without one
 * @param bits per sample; 0 without a frame
 */
record JpegHeader(
    Orientation orientation,
    boolean jfif,
    int adobeTransform,
    int[] components,
    int frame,
    int bits) {
  private static final int LAST_DECODABLE_FRAME = 0xc2;
  private static final int EXTENDED_BITS = 12;
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;

  /** Reads the segments up to the first scan; stops at a damaged segment. */
  static JpegHeader read(ImageInputStream in) throws IOException {
    Orientation orientation = Orientation.NORMAL;
    boolean jfif = false;
    int adobe = -1;
    int[] components = new int[0];
    int frameMarker = 0;
    int bits = 0;
    long at = 2;
    try {
      while (true) {
        in.seek(at);
        if (in.readUnsignedByte() != 0xff) {
          break;
        }
        int marker = in.readUnsignedByte();
        if (marker == 0xff) {
          at++;
          continue;
        }
        if (marker == START_OF_SCAN || marker == END) {
          break;
        }
        int length = in.readUnsignedShort();
        if (length < 2) {
          break;
        }
        at += 2 + length;
        boolean frame = marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
        if (frame || marker == 0xe0 || marker == 0xe1 || marker == 0xee) {
          byte[] body = new byte[length - 2];
          in.readFully(body);
          if (frame) {
            components = components(body);
            frameMarker = marker;
            bits = body.length == 0 ? 0 : body[0] & 0xff;
          } else if (marker == 0xe0) {
            jfif |= startsWith(body, "JFIF");
          } else if (marker == 0xe1 && startsWith(body, "Exif")) {
            orientation = orientation(body);
          } else if (marker == 0xee && startsWith(body, "Adobe") && body.length >= 12) {
            adobe = body[11] & 0xff;
          }
        }
      }
    } catch (EOFException e) {
      // The reader of the pixels reports the truncation.
      return new JpegHeader(orientation, jfif, adobe, components, frameMarker, bits);
    }
    return new JpegHeader(orientation, jfif, adobe, components, frameMarker, bits);
  }

  /**
   * Whether the file is of a valid variant that the Java runtime does not decode: 12 bits,
   * lossless, hierarchical or arithmetic-coded.
   */
  boolean isRareVariant() {
    return frame > LAST_DECODABLE_FRAME || (frame != 0 && bits == EXTENDED_BITS);
  }

  /** Whether three components are RGB rather than YCbCr, by libjpeg's rule. */
  boolean isRgb() {
    if (jfif) {
      return false;
    }
    if (adobeTransform >= 0) {
      return adobeTransform == 0;
    }
    return components.length == 3
        && components[0] == 'R'
        && components[1] == 'G'
        && components[2] == 'B';
  }

  private static int[] components(byte[] frame) {
    int count = frame.length < 6 ? 0 : Math.min(frame[5] & 0xff, (frame.length - 6) / 3);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = frame[6 + 3 * i] & 0xff;
    }
    return ids;
  }

  private static Orientation orientation(byte[] body) {
    if (body.length < 14) {
      return Orientation.NORMAL;
    }
    ByteBuffer tiff = ByteBuffer.wrap(body, 6, body.length - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return Orientation.NORMAL;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        break;
      }
      if (tiff.getShort(entry) == 0x112) {
        return new Orientation(tiff.getShort(entry + 8));
      }
    }
    return Orientation.NORMAL;
  }

  private static boolean startsWith(byte[] body, String magic) {
    byte[] expected = (magic + "\0").getBytes(StandardCharsets.US_ASCII);
    int length = magic.equals("Adobe") ? 5 : expected.length;
    return body.length >= length && Arrays.equals(body, 0, length, expected, 0, length);
  }
}
