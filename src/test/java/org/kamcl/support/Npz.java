package org.kamcl.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads numpy's .npz archives: format 1.0, little endian, C order. */
public final class Npz {
  private static final Pattern DESCR = Pattern.compile("'descr': *'([^']+)'");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([^)]*)\\)");

  /** One array: its dimensions and its values, widened to double (all used types are exact). */
  public record Array(long[] shape, double[] values) {
    /** The values as float32. */
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    /** The values as integers. */
    public int[] ints() {
      int[] ints = new int[values.length];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = (int) values[i];
      }
      return ints;
    }
  }

  private Npz() {}

  /** All arrays of an archive by name, without the {@code .npy}. */
  public static Map<String, Array> read(Path file) throws IOException {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName().replaceFirst("\\.npy$", ""), parse(zip.readAllBytes()));
      }
    }
    return arrays;
  }

  /** Parses one .npy file. */
  public static Array parse(byte[] npy) {
    ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = bytes.getShort(8) & 0xffff;
    String header = new String(npy, 10, headerLength, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(header);
    Matcher shapeText = SHAPE.matcher(header);
    if (!descr.find() || !shapeText.find()) {
      throw new IllegalArgumentException("Not a .npy file: " + header);
    }
    String[] dimensions =
        shapeText.group(1).isBlank() ? new String[0] : shapeText.group(1).split(",");
    long[] shape = new long[dimensions.length];
    int rank = 0;
    long size = 1;
    for (String dimension : dimensions) {
      if (!dimension.isBlank()) {
        shape[rank] = Long.parseLong(dimension.strip());
        size *= shape[rank++];
      }
    }
    bytes.position(10 + headerLength);
    double[] values = new double[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (descr.group(1)) {
            case "<f4" -> bytes.getFloat();
            case "<f8" -> bytes.getDouble();
            case "<i8" -> bytes.getLong();
            case "<i4" -> bytes.getInt();
            case "|u1" -> bytes.get() & 0xff;
            default -> throw new IllegalArgumentException("Unknown type " + descr.group(1));
          };
    }
    return new Array(Arrays.copyOf(shape, rank), values);
  }
}
