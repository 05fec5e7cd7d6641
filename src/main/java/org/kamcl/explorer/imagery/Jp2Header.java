package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.TiffError;
import org.kamcl.explorer.imagery.tiff.TiffFile;

/**
 * The metadata of a JPEG 2000 file.
 *
 * @param width columns
 * @param height rows
 * @param bands components
 * @param bits per sample
 * @param signed whether samples may be negative
 * @param palette the boxes with the color table; empty if samples are no indices
 * @param tilePixels pixels per tile
 * @param levels number of resolution levels below the full one
 * @param codestream offset of the code stream in the file
 * @param end offset of its end, which is beyond the end of a truncated file
 * @param inside georeferencing metadata
 */
record Jp2Header(
    int width,
    int height,
    int bands,
    int bits,
    boolean signed,
    byte[] palette,
    long tilePixels,
    int levels,
    long codestream,
    long end,
    GeoreferenceReader.EmbeddedMetadata inside) {
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int START_OF_TILE = 0xff90;
  private static final int MAX_BOXES = 10_000;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT_BYTES = 8 << 20;
  private static final byte[] GEO_UUID = {
    (byte) 0xb1,
    0x4b,
    (byte) 0xf8,
    (byte) 0xbd,
    0x08,
    0x3d,
    0x4b,
    0x43,
    (byte) 0xa5,
    (byte) 0xae,
    (byte) 0x8c,
    (byte) 0xd7,
    (byte) 0xd5,
    (byte) 0xa6,
    (byte) 0xce,
    0x03
  };

  /**
   * Reads the boxes and the main header of the code stream.
   *
   * @throws IOException if the file cannot be read
   * @throws KamclException if it has no code stream
   */
  static Jp2Header read(ByteSource source) throws IOException {
    Boxes boxes = new Boxes(source);
    if ((source.bytes(0, 1)[0] & 0xff) == 0xff) {
      boxes.codestream = 0;
      boxes.end = source.size();
    } else {
      boxes.walk(0, source.size(), 0);
    }
    if (boxes.codestream < 0) {
      throw new KamclException(RasterError.NO_IMAGE);
    }
    return codestream(source, boxes);
  }

  private static Jp2Header codestream(ByteSource source, Boxes boxes) throws IOException {
    long at = boxes.codestream + 2;
    ByteBuffer siz = null;
    int levels = 0;
    for (int step = 0; step < MAX_BOXES; step++) {
      ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 4));
      int marker = head.getShort(0) & 0xffff;
      int length = head.getShort(2) & 0xffff;
      if (marker == START_OF_TILE) {
        break;
      }
      if (marker == SIZ) {
        siz = ByteBuffer.wrap(source.bytes(at + 4, Math.max(39, length - 2)));
      } else if (marker == COD) {
        levels = source.bytes(at + 9, 1)[0];
      }
      at += 2 + Math.max(2, length);
    }
    if (siz == null) {
      throw new KamclException(RasterError.NO_IMAGE);
    }
    long width = (siz.getInt(2) & 0xffff_ffffL) - (siz.getInt(10) & 0xffff_ffffL);
    long height = (siz.getInt(6) & 0xffff_ffffL) - (siz.getInt(14) & 0xffff_ffffL);
    long tile = (siz.getInt(18) & 0xffff_ffffL) * (siz.getInt(22) & 0xffff_ffffL);
    int bands = siz.getShort(34) & 0xffff;
    if (width < 1 || height < 1 || width > 1 << 30 || height > 1 << 30 || bands < 1 || tile < 1) {
      throw new KamclException(TiffError.SIZE_INVALID, width, height);
    }
    int depth = siz.get(36) & 0xff;
    return new Jp2Header(
        (int) width,
        (int) height,
        bands,
        (depth & 0x7f) + 1,
        (depth & 0x80) != 0,
        boxes.palette,
        Math.min(tile, width * height),
        Math.max(0, Math.min(32, levels)),
        boxes.codestream,
        boxes.end,
        boxes.inside());
  }

  private static final class Boxes {
    private final ByteSource source;
    private long codestream = -1;
    private long end;
    private byte[] palette = new byte[0];
    private byte[] header = new byte[0];
    private Optional<String> gml = Optional.empty();
    private GeoreferenceReader.EmbeddedMetadata geo = GeoreferenceReader.EmbeddedMetadata.NONE;
    private int seen;

    Boxes(ByteSource source) {
      this.source = source;
    }

    GeoreferenceReader.EmbeddedMetadata inside() {
      return new GeoreferenceReader.EmbeddedMetadata(geo.tags(), gml, geo.hasRpc());
    }

    void walk(long from, long to, int depth) throws IOException {
      long at = from;
      while (at <= to - 8 && seen++ < MAX_BOXES) {
        ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 8));
        long length = head.getInt(0) & 0xffff_ffffL;
        int start = 8;
        if (length == 1 && at <= to - 16) {
          length = ByteBuffer.wrap(source.bytes(at + 8, 8)).getLong();
          start = 16;
        } else if (length == 0) {
          length = to - at;
        }
        if (length < start) {
          return;
        }
        String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
        box(type, at + start, length - start, Math.min(to, at + length), depth);
        at += length;
      }
    }

    private void box(String type, long at, long length, long end, int depth) throws IOException {
      boolean whole = at + length <= source.size() && length <= MAX_TEXT_BYTES;
      switch (type) {
        case "jp2c" -> {
          if (codestream < 0) {
            codestream = at;
            this.end = at + length;
          }
        }
        case "pclr" -> palette = header;
        case "jp2h", "asoc" -> {
          if (type.equals("jp2h") && whole) {
            header = source.bytes(at, (int) length);
          }
          if (depth < MAX_DEPTH) {
            walk(at, end, depth + 1);
          }
        }
        case "xml " -> {
          if (whole && gml.isEmpty()) {
            String text = new String(source.bytes(at, (int) length), StandardCharsets.UTF_8);
            gml = text.contains("RectifiedGrid") ? Optional.of(text) : Optional.empty();
          }
        }
        case "uuid" -> {
          if (whole && length > GEO_UUID.length) {
            uuid(source.bytes(at, (int) length));
          }
        }
        default -> {
          // Other boxes are about neither georeferencing nor pixels.
        }
      }
    }

    private void uuid(byte[] body) {
      int id = GEO_UUID.length;
      if (!java.util.Arrays.equals(body, 0, id, GEO_UUID, 0, id)) {
        return;
      }
      ByteSource tiff = ByteSource.of(java.util.Arrays.copyOfRange(body, id, body.length));
      try {
        geo = TiffStructure.inside(TiffFile.parse(tiff).directories().get(0));
      } catch (IOException e) {
        // A damaged box is ignored; there may be a GML box.
        geo = GeoreferenceReader.EmbeddedMetadata.NONE;
      }
    }
  }
}
