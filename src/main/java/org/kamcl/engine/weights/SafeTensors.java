package org.kamcl.engine.weights;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.JsonValues;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/**
 * The safetensors format: an 8-byte little-endian header length, a JSON header of name to {dtype,
 * shape, data_offsets}, and the values. Files that the program wrote have a checksum in their
 * metadata, which is verified when they are read.
 */
public final class SafeTensors {
  static final String METADATA = "__metadata__";
  private static final int MAX_HEADER = 100_000_000;
  private static final int PREFIX = 8;

  private SafeTensors() {}

  /**
   * Reads a whole file (45 MB in about 50 ms).
   *
   * @throws KamclException if the file is missing, damaged or has another format
   */
  public static WeightSet read(Path file) {
    return read(file, false);
  }

  /**
   * Opens a file whose values are read when they are asked for. A checksum is verified at once.
   *
   * @throws KamclException as {@link #read(Path)}
   */
  public static WeightSet open(Path file) {
    return read(file, true);
  }

  private static WeightSet read(Path file, boolean onDemand) {
    RegularFiles.check(file);
    PlaceholderFiles.check(file);
    try (FileChannel channel = RegularFiles.channel(file)) {
      byte[] header = header(file, channel);
      long start = (long) PREFIX + header.length;
      return parse(file, channel, header, start, channel.size() - start, onDemand);
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
  }

  /**
   * The checksum of a file that the program wrote, without verifying it.
   *
   * @return empty if it has none
   * @throws KamclException if the file is missing or its header cannot be read
   */
  public static Optional<String> checksum(Path file) {
    try (FileChannel channel = RegularFiles.channel(file)) {
      return SafeTensorsChecksum.stated(header(file, channel));
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
  }

  private static byte[] header(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < PREFIX) {
      throw damaged(file, WeightsError.FILE_TOO_SHORT, size);
    }
    long length = bytes(channel, 0, PREFIX).getLong();
    if (length < 2 || length > MAX_HEADER || length > size - PREFIX) {
      throw damaged(file, WeightsError.HEADER_LENGTH_INVALID, length);
    }
    byte[] header = new byte[(int) length];
    bytes(channel, PREFIX, header.length).get(header);
    return header;
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends too early");
      }
    }
    return buffer.flip();
  }

  /** Position of a tensor in the data. */
  private record Entry(String name, TensorDataType dataType, long[] shape, long from, long to) {}

  private static WeightSet parse(
      Path file, FileChannel channel, byte[] header, long start, long available, boolean onDemand)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = entries(file, header, metadata);
    if (SafeTensorsChecksum.isLost(header, metadata)) {
      throw damaged(file, WeightsError.CHECKSUM_MISMATCH);
    }
    List<Entry> byOffset = new ArrayList<>(entries);
    byOffset.sort(Comparator.comparingLong(Entry::from));
    long end = 0;
    for (Entry e : byOffset) {
      if (e.from < end || e.to > available) {
        throw damaged(file, WeightsError.TENSOR_OUT_OF_BOUNDS, e.name);
      }
      end = e.to;
    }
    if (end != available) {
      throw damaged(file, WeightsError.UNUSED_BYTES, available - end);
    }
    Optional<String> stated = SafeTensorsChecksum.stated(header);
    SafeTensorsChecksum checksum = new SafeTensorsChecksum();
    if (stated.isPresent()) {
      checksum.addHeader(header);
    }
    Map<String, TensorData> read = new HashMap<>();
    for (Entry e : byOffset) {
      int length = (int) (e.to - e.from);
      if (onDemand) {
        read.put(
            e.name,
            TensorData.onDemand(
                e.dataType, e.shape, () -> readAgain(file, start + e.from, length)));
      }
      if (!onDemand || stated.isPresent()) {
        ByteBuffer data = bytes(channel, start + e.from, length);
        if (stated.isPresent()) {
          checksum.add(data);
        }
        read.putIfAbsent(e.name, new TensorData(e.dataType, e.shape, data));
      }
    }
    if (stated.isPresent() && !stated.get().equals(checksum.digits())) {
      throw damaged(file, WeightsError.CHECKSUM_MISMATCH);
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    entries.forEach(e -> tensors.put(e.name, requireNonNull(read.get(e.name))));
    return new WeightSet(tensors, SafeTensorsChecksum.withoutOwnKeys(metadata));
  }

  private static ByteBuffer readAgain(Path file, long position, int length) {
    try (FileChannel channel = RegularFiles.channel(file)) {
      return bytes(channel, position, length);
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
  }

  private static List<Entry> entries(Path file, byte[] header, Map<String, String> metadata) {
    try {
      return JsonValues.read(() -> parse(file, header, metadata));
    } catch (IOException | JsonParseException | StackOverflowError e) {
      throw new KamclException(
          e, WeightsError.SAFETENSORS_DAMAGED, file, Problem.of(WeightsError.HEADER_NOT_JSON));
    }
  }

  private static List<Entry> parse(Path file, byte[] header, Map<String, String> metadata)
      throws IOException {
    String json = new String(header, StandardCharsets.UTF_8);
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (!names.add(name)) {
          throw damaged(file, WeightsError.TENSOR_DUPLICATE, name);
        }
        JsonElement value = JsonParser.parseReader(reader);
        if (name.equals(METADATA)) {
          value.getAsJsonObject().entrySet().forEach(m -> metadata.put(m.getKey(), text(m)));
        } else {
          entries.add(entry(file, name, value.getAsJsonObject()));
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw damaged(file, WeightsError.HEADER_HAS_TRAILING_DATA);
      }
    }
    return entries;
  }

  private static String text(Map.Entry<String, JsonElement> entry) {
    return entry.getValue().isJsonPrimitive()
        ? entry.getValue().getAsString()
        : entry.getValue().toString();
  }

  private static Entry entry(Path file, String name, JsonObject json) {
    if (!json.has("dtype") || !json.has("shape") || !json.has("data_offsets")) {
      throw damaged(file, WeightsError.TENSOR_INCOMPLETE, name);
    }
    TensorDataType dataType = TensorDataType.ofName(json.get("dtype").getAsString());
    if (dataType == null) {
      throw damaged(file, WeightsError.TENSOR_TYPE_UNKNOWN, name, json.get("dtype").getAsString());
    }
    var dimensions = json.getAsJsonArray("shape");
    long[] shape = new long[dimensions.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i).getAsLong();
    }
    var offsets = json.getAsJsonArray("data_offsets");
    if (offsets.size() != 2) {
      throw damaged(file, WeightsError.TENSOR_INCOMPLETE, name);
    }
    long from = offsets.get(0).getAsLong();
    long to = offsets.get(1).getAsLong();
    long size = TensorData.sizeOf(shape);
    if (from < 0
        || to < from
        || to - from > Integer.MAX_VALUE - 8
        || size < 0
        || size > Integer.MAX_VALUE
        || size * dataType.byteSize() != to - from) {
      throw damaged(file, WeightsError.TENSOR_SHAPE_MISMATCH, name);
    }
    return new Entry(name, dataType, shape, from, to);
  }

  /**
   * Writes a file atomically, also against power failures: either the old or the new one exists at
   * any time. Writes a temporary file beside it, syncs it, renames it, and syncs the folder.
   *
   * @throws KamclException if it cannot be written; an existing file is not changed
   */
  public static void write(Path file, WeightSet weights) {
    write(file, weights, () -> {});
  }

  /**
   * As {@link #write(Path, WeightSet)}.
   *
   * @param safePoint is called between tensors; what it throws ends the writing without a file
   */
  public static void write(Path file, WeightSet weights, Runnable safePoint) {
    Path target = file.toAbsolutePath();
    Path temporary = TemporaryName.beside(target);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        byte[] header = header(weights);
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, prefix.putLong(header.length).flip());
        writeFully(channel, ByteBuffer.wrap(header));
        for (TensorData tensor : weights.tensors().values()) {
          safePoint.run();
          writeFully(channel, tensor.data());
        }
        channel.force(true);
      }
      TemporaryName.publish(temporary, target);
      WeightFiles.syncDirectory(target.getParent());
    } catch (RuntimeException e) {
      deleteQuietly(temporary);
      throw e;
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw new KamclException(e, WeightsError.FILE_NOT_WRITTEN, file, WeightFiles.reason(e));
    }
  }

  private static byte[] header(WeightSet weights) {
    JsonObject header = new JsonObject();
    JsonObject metadata = new JsonObject();
    SafeTensorsChecksum.metadata(weights.metadata()).forEach(metadata::addProperty);
    header.add(METADATA, metadata);
    long offset = 0;
    for (Map.Entry<String, TensorData> entry : weights.tensors().entrySet()) {
      TensorData tensor = entry.getValue();
      JsonObject json = new JsonObject();
      json.addProperty("dtype", tensor.dataType().name());
      JsonArray shape = new JsonArray();
      for (long d : tensor.shape()) {
        shape.add(d);
      }
      json.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offset += tensor.byteSize();
      offsets.add(offset);
      json.add("data_offsets", offsets);
      header.add(entry.getKey(), json);
    }
    // Values start at a multiple of eight bytes, as readers that map the file expect.
    StringBuilder text = new StringBuilder(header.toString());
    byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(utf8, (utf8.length + 7) / 8 * 8);
    Arrays.fill(padded, utf8.length, padded.length, (byte) ' ');
    SafeTensorsChecksum.fill(padded, weights.tensors().values());
    return padded;
  }

  private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // The original failure is reported.
    }
  }

  private static KamclException damaged(Path file, WeightsError detail, Object... arguments) {
    return new KamclException(
        WeightsError.SAFETENSORS_DAMAGED, file, Problem.of(detail, arguments));
  }
}
