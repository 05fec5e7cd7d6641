package org.kamcl.support;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes small TIFF variants byte by byte: either byte order, classic or BigTIFF, strips or tiles,
 * interleaved or planar bands, all sample depths, and several compressions and predictors.
 */
public final class TiffVariantWriter {
  private static final int ASCII = 2;
  private static final int FLOAT = 11;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int PACK_BITS = 32_773;
  private static final int LZMA = 34_925;
  private static final int ZSTD = 50_000;

  private final int width;
  private final int height;
  private final int bands;
  private final ToIntFunction<int[]> sample;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean big;
  private boolean separate;
  private int chunkWidth;
  private int chunkHeight;
  private int bits = 8;
  private int format = 1;
  private int compression = 1;
  private int predictor = 1;
  private boolean alpha;
  private int photometric = -1;
  private boolean endsWithImage;
  private byte[][] content;
  private boolean encoded;
  private ToDoubleFunction<int[]> number;
  private final Map<Integer, long[]> moreTags = new TreeMap<>();
  private final Map<Integer, Integer> moreTypes = new TreeMap<>();

  /**
   * @param sample the value at {column, row, band}
   */
  public TiffVariantWriter(int width, int height, int bands, ToIntFunction<int[]> sample) {
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.sample = sample;
    this.chunkHeight = height;
  }

  public TiffVariantWriter order(ByteOrder bytes, boolean bigTiff) {
    this.order = bytes;
    this.big = bigTiff;
    return this;
  }

  /** Stores the bands in separate planes. */
  public TiffVariantWriter planar() {
    this.separate = true;
    return this;
  }

  public TiffVariantWriter tiles(int columns, int rows) {
    this.chunkWidth = columns;
    this.chunkHeight = rows;
    return this;
  }

  public TiffVariantWriter strips(int rows) {
    this.chunkHeight = rows;
    return this;
  }

  /**
   * @param kind 1 unsigned, 2 signed, 3 float
   */
  public TiffVariantWriter type(int kind, int depth) {
    this.format = kind;
    this.bits = depth;
    return this;
  }

  public TiffVariantWriter compressed(int how, int prediction) {
    this.compression = how;
    this.predictor = prediction;
    return this;
  }

  /** Marks the last band as alpha. */
  public TiffVariantWriter alpha() {
    this.alpha = true;
    return this;
  }

  /** Sets how samples are interpreted, by the numbers of TIFF 6.0; otherwise gray or RGB. */
  public TiffVariantWriter photometric(int interpretation) {
    this.photometric = interpretation;
    return this;
  }

  /** Ends the data of the last tiles with the last row of the image. */
  public TiffVariantWriter endingWithImage() {
    this.endsWithImage = true;
    return this;
  }

  /** Sets the bytes of each strip or tile before compression. */
  public TiffVariantWriter content(byte[]... chunks) {
    this.content = chunks;
    return this;
  }

  /** Sets the bytes of each strip or tile as they are stored. */
  public TiffVariantWriter encoded(byte[]... chunks) {
    this.content = chunks;
    this.encoded = true;
    return this;
  }

  /**
   * Sets the samples of a float type.
   *
   * @param values the value at {column, row, band}
   */
  public TiffVariantWriter numbers(ToDoubleFunction<int[]> values) {
    this.number = values;
    return this;
  }

  /** Sets a tag of whole numbers. */
  public TiffVariantWriter tag(int id, long... values) {
    moreTags.put(id, values);
    moreTypes.put(id, LONG);
    return this;
  }

  /** Sets a tag of floats. */
  public TiffVariantWriter floats(int id, float... values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    moreTags.put(id, bits);
    moreTypes.put(id, FLOAT);
    return this;
  }

  /** Sets a tag of text. */
  public TiffVariantWriter text(int id, String text) {
    moreTags.put(id, (text + "\0").chars().asLongStream().toArray());
    moreTypes.put(id, ASCII);
    return this;
  }

  /** Writes the file. */
  public Path write(Path file) {
    boolean tiled = chunkWidth > 0;
    int across = tiled ? (width + chunkWidth - 1) / chunkWidth : 1;
    int down = (height + chunkHeight - 1) / chunkHeight;
    int planes = separate ? bands : 1;
    byte[][] chunks = new byte[across * down * planes][];
    for (int i = 0; i < chunks.length; i++) {
      int plane = i / (across * down);
      int at = i % (across * down);
      int w = tiled ? chunkWidth : width;
      int y = at / across * chunkHeight;
      int h = tiled ? chunkHeight : Math.min(chunkHeight, height - y);
      int stored = endsWithImage ? Math.min(h, height - y) : h;
      byte[] bytes = content == null ? chunk(at % across * w, y, w, stored, plane) : content[i];
      chunks[i] = encoded ? bytes : compress(bytes, w, stored);
    }
    Map<Integer, long[]> tags = new TreeMap<>();
    tags.put(256, new long[] {width});
    tags.put(257, new long[] {height});
    tags.put(258, repeated(bits));
    tags.put(259, new long[] {compression});
    int colorBands = alpha ? bands - 1 : bands;
    tags.put(262, new long[] {photometric >= 0 ? photometric : colorBands >= 3 ? 2 : 1});
    tags.put(277, new long[] {bands});
    tags.put(284, new long[] {separate ? 2 : 1});
    tags.put(317, new long[] {predictor});
    tags.put(339, repeated(format));
    if (alpha) {
      tags.put(338, new long[] {2});
    }
    if (tiled) {
      tags.put(322, new long[] {chunkWidth});
      tags.put(323, new long[] {chunkHeight});
    } else {
      tags.put(278, new long[] {chunkHeight});
    }
    tags.putAll(moreTags);
    tags.put(tiled ? 324 : 273, new long[chunks.length]);
    tags.put(tiled ? 325 : 279, Arrays.stream(chunks).mapToLong(c -> c.length).toArray());
    return assemble(file, chunks, tags, tags.get(tiled ? 324 : 273));
  }

  private Path assemble(Path file, byte[][] chunks, Map<Integer, long[]> tags, long[] offsets) {
    int head = big ? 16 : 8;
    int entry = big ? 20 : 12;
    int field = big ? 8 : 4;
    int directory = (big ? 8 : 2) + entry * tags.size() + field;
    int behind = head + directory;
    int values = tags.values().stream().mapToInt(v -> 8 * v.length).sum();
    long at = (long) behind + values;
    for (int i = 0; i < chunks.length; i++) {
      offsets[i] = at;
      at += chunks[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate((int) at).order(order);
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(out.get(0));
    out.putShort((short) (big ? 43 : 42));
    if (big) {
      out.putShort((short) 8).putShort((short) 0).putLong(head).putLong(tags.size());
    } else {
      out.putInt(head).putShort((short) tags.size());
    }
    int place = behind;
    for (Map.Entry<Integer, long[]> tag : tags.entrySet()) {
      long[] v = tag.getValue();
      boolean isShort = tag.getKey() == 258 || tag.getKey() == 339;
      int type = moreTypes.getOrDefault(tag.getKey(), isShort ? SHORT : big ? LONG8 : LONG);
      int size = type == ASCII ? 1 : type == SHORT ? 2 : type == LONG8 ? 8 : 4;
      out.putShort(tag.getKey().shortValue()).putShort((short) type);
      putOffset(out, v.length);
      int next = out.position() + field;
      if (v.length * size > field) {
        putOffset(out, place);
        out.position(place);
        place += v.length * size;
      }
      for (long one : v) {
        if (size == 1) {
          out.put((byte) one);
        } else if (size == 2) {
          out.putShort((short) one);
        } else if (size == 4) {
          out.putInt((int) one);
        } else {
          out.putLong(one);
        }
      }
      out.position(next);
    }
    for (int i = 0; i < chunks.length; i++) {
      out.put((int) offsets[i], chunks[i]);
    }
    try {
      return Files.write(file, out.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putOffset(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  private long[] repeated(int value) {
    long[] values = new long[bands];
    Arrays.fill(values, value);
    return values;
  }

  private byte[] chunk(int x0, int y0, int w, int h, int plane) {
    int per = separate ? 1 : bands;
    int rowBytes = (w * per * bits + 7) / 8;
    ByteBuffer out = ByteBuffer.allocate(rowBytes * h).order(order);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int b = 0; b < per; b++) {
          int[] at = {Math.min(width - 1, x0 + x), Math.min(height - 1, y0 + y), plane + b};
          if (number != null) {
            putNumber(out, y * rowBytes, x * per + b, number.applyAsDouble(at));
          } else {
            put(out, y * rowBytes, x * per + b, sample.applyAsInt(at));
          }
        }
      }
    }
    return out.array();
  }

  private void putNumber(ByteBuffer out, int row, int index, double value) {
    if (bits == 32) {
      out.putFloat(row + 4 * index, (float) value);
    } else {
      out.putDouble(row + 8 * index, value);
    }
  }

  private void put(ByteBuffer out, int row, int index, int value) {
    if (format == 3) {
      putNumber(out, row, index, value);
      return;
    }
    switch (bits) {
      case 16 -> out.putShort(row + 2 * index, (short) value);
      case 24 -> {
        int at = row + 3 * index;
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        out.put(little ? at : at + 2, (byte) value);
        out.put(at + 1, (byte) (value >> 8));
        out.put(little ? at + 2 : at, (byte) (value >> 16));
      }
      case 32 -> out.putInt(row + 4 * index, value);
      case 64 -> out.putLong(row + 8 * index, value);
      default -> {
        for (int i = 0; i < bits; i++) {
          int bit = index * bits + i;
          int set = value >> (bits - 1 - i) & 1;
          out.put(row + bit / 8, (byte) (out.get(row + bit / 8) | set << (7 - bit % 8)));
        }
      }
    }
  }

  private byte[] compress(byte[] bytes, int w, int h) {
    int stride = separate ? 1 : bands;
    int rowBytes = bytes.length / h;
    for (int y = 0; y < h && predictor == 2; y++) {
      ByteBuffer row = ByteBuffer.wrap(bytes, y * rowBytes, rowBytes).slice().order(order);
      for (int i = w * stride - 1; i >= stride; i--) {
        switch (bits) {
          case 8 -> row.put(i, (byte) (row.get(i) - row.get(i - stride)));
          case 16 ->
              row.putShort(2 * i, (short) (row.getShort(2 * i) - row.getShort(2 * (i - stride))));
          default -> row.putInt(4 * i, row.getInt(4 * i) - row.getInt(4 * (i - stride)));
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (compression) {
      case DEFLATE -> deflate(bytes, out);
      case PACK_BITS -> {
        for (int i = 0; i < bytes.length; i += 100) {
          int count = Math.min(100, bytes.length - i);
          out.write(count - 1);
          out.write(bytes, i, count);
        }
      }
      case LZW -> lzw(bytes, out);
      case LZMA, ZSTD -> packed(bytes, out);
      default -> out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private void packed(byte[] bytes, ByteArrayOutputStream out) {
    try (OutputStream stream =
        compression == ZSTD
            ? new ZstdOutputStream(out)
            : new XZOutputStream(out, new LZMA2Options())) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deflate(byte[] bytes, ByteArrayOutputStream out) {
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Encodes single bytes between clear codes, which is valid and needs no table. */
  private static void lzw(byte[] bytes, ByteArrayOutputStream out) {
    long held = 0;
    int count = 0;
    int length = bytes.length + bytes.length / 200 + 2;
    int next = 0;
    for (int i = 0; i < length; i++) {
      int code = i == length - 1 ? 257 : i % 201 == 0 ? 256 : bytes[next++] & 0xff;
      held = held << 9 | code;
      count += 9;
      while (count >= 8) {
        count -= 8;
        out.write((int) (held >> count));
        held &= (1L << count) - 1;
      }
    }
    out.write((int) (held << (8 - count)));
  }
}
