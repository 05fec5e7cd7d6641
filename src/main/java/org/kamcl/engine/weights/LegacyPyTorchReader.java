package org.kamcl.engine.weights;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.RegularFiles;

/**
 * Reads PyTorch's state dicts and checkpoints in the format before 1.6: a structure, the order of
 * the storages, and the storages one after another. No code in a file is run.
 */
final class LegacyPyTorchReader {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private LegacyPyTorchReader() {}

  /**
   * @param onDemand whether values are read when they are asked for, so that the file may be larger
   *     than the memory
   * @throws KamclException if the file is damaged, is not one of PyTorch, or contains anything but
   *     tensors and plain values
   */
  static WeightSet read(Path file, boolean onDemand) {
    try (FileChannel channel = RegularFiles.channel(file)) {
      long size = channel.size();
      // The structure is at the beginning; storages are read by themselves.
      long head = Math.min(size, PyTorchFileReader.MAX_PICKLE_BYTES);
      ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, head);
      in.order(ByteOrder.LITTLE_ENDIAN);
      if (!MAGIC.equals(PickleReader.read(in))) {
        throw unsupported(file, WeightsError.LEGACY_NOT_PYTORCH);
      }
      if (!Long.valueOf(PROTOCOL).equals(PickleReader.read(in))) {
        throw unsupported(file, WeightsError.LEGACY_VERSION_UNKNOWN);
      }
      Object system = PickleReader.read(in);
      if (!(system instanceof Dict info)
          || Boolean.FALSE.equals(info.entries().get("little_endian"))) {
        throw unsupported(file, WeightsError.BIG_ENDIAN);
      }
      Object value = PickleReader.read(in);
      Object keys = PickleReader.read(in);
      if (!(keys instanceof List<?> order)) {
        throw unsupported(file, WeightsError.STORAGE_LIST_INVALID);
      }
      LegacyStorages storages = new LegacyStorages(file, channel, in.position(), order);
      WeightSet weights = StateDicts.extract(value, size, storages, onDemand);
      storages.close();
      return weights;
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    } catch (UnsupportedPickleException e) {
      throw new KamclException(WeightsError.PYTORCH_UNSUPPORTED, file, e.problem());
    }
  }

  /**
   * The storages follow one another, each after its number of elements. Their types are only in the
   * structure, so their positions are computed once the types are known.
   */
  private static final class LegacyStorages implements StateDicts.Storages {
    private final Path file;
    private final long start;
    private final List<?> order;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, ByteBuffer> mapped = new HashMap<>();
    private @Nullable FileChannel channel;

    LegacyStorages(Path file, FileChannel channel, long start, List<?> order) {
      this.file = file;
      this.channel = channel;
      this.start = start;
      this.order = order;
      Set<String> distinct = new HashSet<>();
      for (Object key : order) {
        if (!(key instanceof String name) || !distinct.add(name)) {
          throw unsupported(file, WeightsError.STORAGE_LIST_INVALID);
        }
      }
    }

    /** Where the values of a storage begin. */
    private record Place(long position, int length) {}

    @Override
    public void prepare(Map<String, Storage> all) {
      try {
        FileChannel open = requireNonNull(channel);
        long size = open.size();
        long position = start;
        for (Object key : order) {
          Storage storage = all.get(key instanceof String s ? s : null);
          if (storage == null || size - position < Long.BYTES) {
            throw unsupported(file, WeightsError.STORAGE_UNUSED);
          }
          long elements = bytes(open, position, Long.BYTES).getLong();
          int bytes = storage.dataType() == null ? 1 : storage.dataType().byteSize();
          position += Long.BYTES;
          if (elements != storage.elements() || elements > (size - position) / bytes) {
            throw unsupported(file, WeightsError.STORAGE_TRUNCATED, key);
          }
          if (elements * bytes > MAX_BYTES) {
            throw unsupported(file, WeightsError.PART_SIZE_INVALID, key);
          }
          places.put(storage.key(), new Place(position, (int) (elements * bytes)));
          position += elements * bytes;
        }
      } catch (IOException e) {
        throw WeightFiles.unreadable(file, e);
      }
    }

    /** From now on, values are read with a channel of their own. */
    void close() {
      mapped.clear();
      channel = null;
    }

    @Override
    public long size(Storage storage) {
      return place(storage).length;
    }

    @Override
    public ByteBuffer data(Storage storage) {
      Place place = place(storage);
      try {
        FileChannel open = channel;
        if (open != null) {
          return mapped(open, storage.key(), place);
        }
        try (FileChannel again = RegularFiles.channel(file)) {
          return bytes(again, place.position, place.length);
        }
      } catch (IOException e) {
        throw WeightFiles.unreadable(file, e);
      }
    }

    /** Mapped once, because a file may have many small views of a large storage. */
    private ByteBuffer mapped(FileChannel open, String key, Place place) throws IOException {
      ByteBuffer data = mapped.get(key);
      if (data == null) {
        data = open.map(FileChannel.MapMode.READ_ONLY, place.position, place.length);
        mapped.put(key, data);
      }
      return data;
    }

    private Place place(Storage storage) {
      Place place = places.get(storage.key());
      if (place == null) {
        throw unsupported(file, WeightsError.STORAGE_MISSING, storage.key());
      }
      return place;
    }

    private static ByteBuffer bytes(FileChannel from, long position, int length)
        throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        if (from.read(buffer, position + buffer.position()) < 0) {
          throw new IOException("the file ends too early");
        }
      }
      return buffer.flip();
    }
  }

  private static KamclException unsupported(Path file, WeightsError detail, Object... arguments) {
    return new KamclException(
        WeightsError.PYTORCH_UNSUPPORTED, file, Problem.of(detail, arguments));
  }
}
