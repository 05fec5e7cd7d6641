package org.kamcl.explorer.imagery;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.TiffError;
import org.kamcl.explorer.imagery.tiff.TiffFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata of a JPEG 2000 file.
 *
 * @param width columns
 * @param height rows
 * @param bands components
 * @param bits per sample
 * @param signed whether samples may be negative
 * @param palette the boxes with the color table; empty if samples are no indices
 * @param sycc whether the components are luma and chroma (sYCC) instead of red, green and blue
 * @param grid where the image and its tiles lie on the reference grid
 * @param levels number of resolution levels below the full one
 * @param codestream offset of the code stream in the file
 * @param end offset of its end, which is beyond the end of a truncated file
 * @param inside georeferencing metadata
 * @param metadata EXIF and XMP metadata
 */
record Jp2Header(
    int width,
    int height,
    int bands,
    int bits,
    boolean signed,
    byte[] palette,
    boolean sycc,
    Grid grid,
    int levels,
    long codestream,
    long end,
    GeoreferenceReader.EmbeddedMetadata inside,
    MetadataBlocks metadata) {
  private static final Logger LOG = LoggerFactory.getLogger(Jp2Header.class);
  private static final int CMYK = 12;
  private static final int CIE_LAB = 14;
  private static final int SYCC = 18;
  private static final int COMPONENTS = 36;
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int START_OF_TILE = 0xff90;
  private static final int MAX_SIDE = 1 << 30;
  private static final int MAX_BOXES = 10_000;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT_BYTES = 8 << 20;
  private static final String GEO_UUID = "b14bf8bd083d4b43a5ae8cd7d5a6ce03";
  private static final String XMP_UUID = "be7acfcb97a942e89c71999491e3afac";

  /** The letters {@code JpgTiffExif->JP2}. */
  private static final String EXIF_UUID = "4a706754696666457869662d3e4a5032";

  private static final int UUID_BYTES = 16;

  /**
   * Where the image and its tiles lie on the reference grid (ITU-T T.800, annex B).
   *
   * @param x column of the image's first pixel
   * @param y row of the image's first pixel
   * @param width columns of the image
   * @param height rows of the image
   * @param tileX first column of the first tile
   * @param tileY first row of the first tile
   * @param tileWidth columns of a tile
   * @param tileHeight rows of a tile
   */
  record Grid(
      long x,
      long y,
      int width,
      int height,
      long tileX,
      long tileY,
      long tileWidth,
      long tileHeight) {
    /** Pixels of a tile that lie within the image. */
    long tilePixels() {
      return Math.min(tileWidth, width) * Math.min(tileHeight, height);
    }

    /** Number of tiles. */
    double tiles() {
      return Math.ceil((x + width - tileX) / (double) tileWidth)
          * Math.ceil((y + height - tileY) / (double) tileHeight);
    }

    /** Whether the image begins at the origin of the grid. */
    boolean isAtOrigin() {
      return x == 0 && y == 0;
    }

    /** The image at a resolution that is reduced by a power of two. */
    Rectangle reduced(int scale) {
      int left = ceil(x, scale);
      int top = ceil(y, scale);
      return new Rectangle(left, top, ceil(x + width, scale) - left, ceil(y + height, scale) - top);
    }

    /**
     * Extends a region to the upper left corner of the tile that it begins in.
     *
     * @param region at the reduced resolution
     */
    Rectangle fromStartOfTile(Rectangle region, int scale) {
      Rectangle image = reduced(scale);
      int left = Math.max(image.x, start(region.x, tileX, tileWidth, scale));
      int top = Math.max(image.y, start(region.y, tileY, tileHeight, scale));
      return new Rectangle(
          left, top, region.x + region.width - left, region.y + region.height - top);
    }

    private static int start(int position, long first, long size, int scale) {
      int start = ceil(first, scale);
      int reduced = Math.max(1, ceil(first + size, scale) - start);
      return start + Math.floorDiv(position - start, reduced) * reduced;
    }

    private static int ceil(long value, int scale) {
      return (int) ((value + scale - 1) / scale);
    }
  }

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
    double packetsPerPixel = 0;
    int layers = 1;
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
        ByteBuffer cod = ByteBuffer.wrap(source.bytes(at + 4, Math.max(10, length - 2)));
        layers = cod.getShort(2) & 0xffff;
        levels = Math.max(0, Math.min(32, cod.get(5)));
        boolean precincts = (cod.get(0) & 1) != 0 && cod.limit() > 10 + levels;
        int size = precincts ? cod.get(10 + levels) : 0;
        packetsPerPixel = precincts ? layers * Math.scalb(1.0, -(size & 15) - (size >> 4 & 15)) : 0;
      }
      at += 2 + Math.max(2, length);
    }
    if (siz == null) {
      throw new KamclException(RasterError.NO_IMAGE);
    }
    long x = unsigned(siz, 10);
    long y = unsigned(siz, 14);
    long width = unsigned(siz, 2) - x;
    long height = unsigned(siz, 6) - y;
    int bands = siz.getShort(34) & 0xffff;
    if (width < 1 || height < 1 || bands < 1 || siz.limit() < COMPONENTS + 3 * bands) {
      throw new KamclException(TiffError.SIZE_INVALID, width, height);
    }
    if (x + width > MAX_SIDE || y + height > MAX_SIDE) {
      throw new KamclException(TiffError.IMAGE_TOO_LARGE, width, height);
    }
    Grid grid =
        new Grid(
            x,
            y,
            (int) width,
            (int) height,
            unsigned(siz, 26),
            unsigned(siz, 30),
            unsigned(siz, 18),
            unsigned(siz, 22));
    if (grid.tilePixels() < 1 || grid.tileX > x || grid.tileY > y) {
      throw new KamclException(TiffError.SIZE_INVALID, width, height);
    }
    // A packet takes a byte at least. A damaged header that claims more would keep the reader busy.
    double packets = Math.max(layers * grid.tiles(), packetsPerPixel * width * height);
    if (packets > boxes.end - boxes.codestream) {
      throw new KamclException(RasterError.JP2_DAMAGED);
    }
    checkComponents(siz, bands, boxes.colors);
    int depth = siz.get(COMPONENTS) & 0xff;
    return new Jp2Header(
        (int) width,
        (int) height,
        bands,
        (depth & 0x7f) + 1,
        (depth & 0x80) != 0,
        boxes.palette,
        boxes.colors == SYCC && bands >= 3,
        grid,
        levels,
        boxes.codestream,
        boxes.end,
        boxes.inside(),
        new MetadataBlocks(boxes.exif, boxes.xmp));
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & 0xffff_ffffL;
  }

  private static void checkComponents(ByteBuffer siz, int bands, int colors) {
    for (int i = 0; i < bands; i++) {
      if (siz.get(COMPONENTS + 3 * i + 1) != 1 || siz.get(COMPONENTS + 3 * i + 2) != 1) {
        throw new KamclException(RasterError.JP2_SUBSAMPLED);
      }
    }
    if (colors == CMYK || colors == CIE_LAB) {
      throw new KamclException(
          RasterError.JP2_COLORS_UNSUPPORTED, colors == CMYK ? "CMYK" : "CIE L*a*b*");
    }
    if (colors == SYCC && siz.get(COMPONENTS) != Byte.SIZE - 1) {
      throw new KamclException(RasterError.JP2_COLORS_UNSUPPORTED, "sYCC");
    }
  }

  private static final class Boxes {
    private final ByteSource source;
    private long codestream = -1;
    private long end;
    private int colors;
    private byte[] palette = new byte[0];
    private byte[] header = new byte[0];
    private Optional<String> gml = Optional.empty();
    private GeoreferenceReader.EmbeddedMetadata geo = GeoreferenceReader.EmbeddedMetadata.NONE;
    private byte[] exif = {};
    private byte[] xmp = {};
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
        case "colr" -> {
          // A color space by its number; the other method is a profile.
          if (colors == 0 && whole && length >= 7 && source.bytes(at, 1)[0] == 1) {
            colors = ByteBuffer.wrap(source.bytes(at + 3, 4)).getInt();
          }
        }
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
            gml = Optional.of(text).filter(t -> t.contains("RectifiedGrid"));
          }
        }
        case "uuid" -> {
          if (whole && length > UUID_BYTES) {
            uuid(source.bytes(at, (int) length));
          }
        }
        default -> {
          // Other boxes are about neither georeferencing nor pixels.
        }
      }
    }

    private void uuid(byte[] body) {
      byte[] content = Arrays.copyOfRange(body, UUID_BYTES, body.length);
      switch (HexFormat.of().formatHex(body, 0, UUID_BYTES)) {
        case GEO_UUID -> geo(content);
        case XMP_UUID -> xmp = content;
        case EXIF_UUID -> exif = content;
        default -> {
          // Other boxes are those of programs.
        }
      }
    }

    /** Of several boxes, the first one that says most counts: some files have an empty one. */
    private void geo(byte[] tiff) {
      try {
        GeoreferenceReader.EmbeddedMetadata found =
            TiffStructure.inside(TiffFile.parse(ByteSource.of(tiff)).directories().get(0));
        if (found.completeness() > geo.completeness()) {
          geo = found;
        }
      } catch (IOException | KamclException e) {
        LOG.debug("A GeoJP2 box is damaged", e);
      }
    }
  }
}
