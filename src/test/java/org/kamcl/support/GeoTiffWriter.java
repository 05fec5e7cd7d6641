package org.kamcl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Writes small uncompressed GeoTIFF files byte by byte, so that tests are independent of the
 * libraries.
 */
public final class GeoTiffWriter {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ASCII = 2;
  private static final int DOUBLE = 12;

  private final int width;
  private final int height;
  private final int bands;
  private final int bits;
  private final ToIntFunction<int[]> sample;
  private final List<Tag> tags = new ArrayList<>();
  private final List<int[]> keys = new ArrayList<>();
  private final List<Double> keyDoubles = new ArrayList<>();

  /**
   * @param bits of a sample, 8 or 16
   * @param sample the value at {column, row, band}
   */
  public GeoTiffWriter(int width, int height, int bands, int bits, ToIntFunction<int[]> sample) {
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.bits = bits;
    this.sample = sample;
  }

  private record Tag(int id, int type, int count, byte[] value) {}

  /** Sets the outer corner of the first pixel and the pixel size; square pixels, north up. */
  public GeoTiffWriter at(double x, double y, double pixel) {
    tags.add(doubles(33550, pixel, pixel, 0));
    tags.add(doubles(33922, 0, 0, 0, x, y, 0));
    return this;
  }

  /** Sets the CRS by its EPSG code. Model type 1 is projected, 2 geographic. */
  public GeoTiffWriter epsg(int modelType, int code) {
    return key(1024, modelType).key(1025, 1).key(modelType == 1 ? 3072 : 2048, code);
  }

  /** Adds a GeoTIFF key with an integer value. */
  public GeoTiffWriter key(int id, int value) {
    keys.add(new int[] {id, 0, 1, value});
    return this;
  }

  /** Adds a GeoTIFF key with a double value. */
  public GeoTiffWriter key(int id, double value) {
    keys.add(new int[] {id, 34736, 1, keyDoubles.size()});
    keyDoubles.add(value);
    return this;
  }

  /** Sets the no-data value. */
  public GeoTiffWriter noData(String value) {
    byte[] text = (value + "\0").getBytes(StandardCharsets.US_ASCII);
    tags.add(new Tag(42113, ASCII, text.length, text));
    return this;
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tag doubles(int id, double... values) {
    byte[] bytes = new byte[8 * values.length];
    over(bytes).asDoubleBuffer().put(values);
    return new Tag(id, DOUBLE, values.length, bytes);
  }

  private static Tag shorts(int id, int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer buffer = over(bytes);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return new Tag(id, SHORT, values.length, bytes);
  }

  private static Tag longs(int id, int value) {
    byte[] bytes = new byte[4];
    over(bytes).putInt(value);
    return new Tag(id, LONG, 1, bytes);
  }

  /** Writes the file. */
  public Path write(Path file) {
    List<Tag> all = new ArrayList<>(tags);
    int[] depths = new int[bands];
    Arrays.fill(depths, bits);
    byte[] pixels = pixels();
    all.add(longs(256, width));
    all.add(longs(257, height));
    all.add(shorts(258, depths));
    all.add(shorts(259, 1));
    all.add(shorts(262, bands >= 3 ? 2 : 1));
    all.add(longs(273, 8));
    all.add(shorts(277, bands));
    all.add(longs(278, height));
    all.add(longs(279, pixels.length));
    if (bands > 3) {
      all.add(shorts(338, new int[bands - 3]));
    }
    if (!keys.isEmpty()) {
      all.add(directory());
    }
    if (!keyDoubles.isEmpty()) {
      all.add(doubles(34736, keyDoubles.stream().mapToDouble(d -> d).toArray()));
    }
    all.sort(Comparator.comparingInt(Tag::id));
    int start = 8 + pixels.length + pixels.length % 2;
    int behind = start + 2 + 12 * all.size() + 4;
    byte[] content =
        new byte[behind + all.stream().mapToInt(t -> t.value.length + t.value.length % 2).sum()];
    ByteBuffer bytes = over(content);
    bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(start);
    bytes.put(8, pixels);
    bytes.position(start);
    bytes.putShort((short) all.size());
    for (Tag tag : all) {
      bytes.putShort((short) tag.id).putShort((short) tag.type).putInt(tag.count);
      if (tag.value.length <= 4) {
        bytes.put(tag.value).position(bytes.position() + 4 - tag.value.length);
      } else {
        bytes.putInt(behind);
        bytes.put(behind, tag.value);
        behind += tag.value.length + tag.value.length % 2;
      }
    }
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tag directory() {
    keys.sort(Comparator.comparingInt(k -> k[0]));
    int[] values = new int[4 + 4 * keys.size()];
    values[0] = 1;
    values[1] = 1;
    values[3] = keys.size();
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i), 0, values, 4 + 4 * i, 4);
    }
    return shorts(34735, values);
  }

  private byte[] pixels() {
    byte[] content = new byte[width * height * bands * bits / 8];
    ByteBuffer bytes = over(content);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int b = 0; b < bands; b++) {
          int value = sample.applyAsInt(new int[] {x, y, b});
          if (bits == 8) {
            bytes.put((byte) value);
          } else {
            bytes.putShort((short) value);
          }
        }
      }
    }
    return content;
  }
}
