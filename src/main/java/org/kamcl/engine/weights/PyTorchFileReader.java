package org.kamcl.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;

/**
 * PyTorch's own files: state dicts and checkpoints, in the zip format (1.6 and later) and the
 * legacy one. Nothing in a file is ever run.
 */
final class PyTorchFileReader {
  private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long LEGACY_PROTOCOL = 1001;
  private static final long LARGEST = Integer.MAX_VALUE - 8;
  private static final long LARGEST_PICKLE = 256L << 20;
  private static final int MOST_COMPRESSION = 100;

  private PyTorchFileReader() {}

  /**
   * @throws EngineException if the archive is damaged, not a PyTorch one, or holds anything but
   *     tensors and plain values
   */
  static WeightSet readZip(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> entries = entries(file, zip);
      String root = root(file, entries);
      ZipEntry order = entries.get(root + "byteorder");
      if (order != null
          && !new String(content(file, zip, order), StandardCharsets.US_ASCII)
              .strip()
              .equals("little")) {
        throw refuse(file, "was written on a big-endian machine");
      }
      ZipEntry pickle = entries.get(root + "data.pkl");
      if (pickle.getSize() > LARGEST_PICKLE) {
        throw refuse(file, "holds a structure of " + pickle.getSize() + " bytes");
      }
      Object value = PickleReader.read(ByteBuffer.wrap(content(file, zip, pickle)));
      Map<String, ByteBuffer> storages = new HashMap<>();
      return StateDicts.extract(
          value,
          file.toFile().length(),
          storage ->
              storages.computeIfAbsent(
                  storage.key(), k -> load(file, zip, entries.get(root + "data/" + k), storage)));
    } catch (ZipException e) {
      throw new EngineException(
          file + " is not a whole PyTorch archive (" + WeightFiles.reason(e) + "). Get it again.",
          e);
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    } catch (UnsupportedPickleException e) {
      throw refuse(file, e.getMessage());
    } catch (IllegalArgumentException e) {
      // The JDK's zip reader says so about entry names and dates that are no such thing.
      throw new EngineException(file + " is a damaged archive. Get it again.", e);
    }
  }

  private static Map<String, ZipEntry> entries(Path file, ZipFile zip) {
    Map<String, ZipEntry> entries = new HashMap<>();
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      if (entries.put(entry.getName(), entry) != null) {
        throw refuse(file, "holds two parts named '" + entry.getName() + "'");
      }
    }
    return entries;
  }

  private static String root(Path file, Map<String, ZipEntry> entries) {
    String root = null;
    for (String name : entries.keySet()) {
      if (name.equals("data.pkl") || name.endsWith("/data.pkl")) {
        if (root != null) {
          throw refuse(file, "holds two structures");
        }
        root = name.substring(0, name.length() - "data.pkl".length());
      }
    }
    if (root == null) {
      throw new EngineException(
          file + " is a zip archive, but not one of PyTorch's: it holds no data.pkl.");
    }
    String prefix = root;
    if (entries.containsKey(root + "constants.pkl")
        || entries.keySet().stream().anyMatch(n -> n.startsWith(prefix + "code/"))) {
      throw new EngineException(
          file
              + " is a TorchScript program, not a state dict. Save the model's state_dict() and"
              + " import that.");
    }
    return root;
  }

  private static byte[] content(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    long size = entry.getSize();
    long packed = Math.max(1, entry.getCompressedSize());
    if (size < 0 || size > LARGEST || size / packed > MOST_COMPRESSION) {
      throw refuse(file, "holds the part '" + entry.getName() + "' of an impossible size");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes((int) size);
      if (content.length != size || in.read() >= 0) {
        throw refuse(file, "holds the damaged part '" + entry.getName() + "'");
      }
      return content;
    }
  }

  private static ByteBuffer load(Path file, ZipFile zip, ZipEntry entry, Storage storage) {
    if (entry == null) {
      throw refuse(file, "lacks the data '" + storage.key() + "'");
    }
    try {
      return ByteBuffer.wrap(content(file, zip, entry));
    } catch (IOException e) {
      throw new EngineException(
          file + " is damaged at the data '" + storage.key() + "'. Get it again.", e);
    }
  }

  /**
   * @throws EngineException as {@link #readZip}
   */
  static WeightSet readLegacy(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > LARGEST) {
        throw refuse(file, "is larger than 2 GB in the legacy format; save it with PyTorch 1.6+");
      }
      ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      in.order(ByteOrder.LITTLE_ENDIAN);
      if (!LEGACY_MAGIC.equals(PickleReader.read(in))) {
        throw refuse(file, "is a pickle, but not one of PyTorch's");
      }
      if (!Long.valueOf(LEGACY_PROTOCOL).equals(PickleReader.read(in))) {
        throw refuse(file, "has an unknown version");
      }
      Object system = PickleReader.read(in);
      if (!(system instanceof Dict info)
          || Boolean.FALSE.equals(info.entries().get("little_endian"))) {
        throw refuse(file, "was written on a big-endian machine");
      }
      Object value = PickleReader.read(in);
      Object keys = PickleReader.read(in);
      if (!(keys instanceof List<?> order)) {
        throw refuse(file, "is damaged: it does not list its data");
      }
      return StateDicts.extract(value, size, storages(file, in, order));
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    } catch (UnsupportedPickleException e) {
      throw refuse(file, e.getMessage());
    }
  }

  /**
   * The storages follow one another, each behind its number of elements; their types stand in the
   * structure alone, so the places are found when the type is known.
   */
  private static StateDicts.Storages storages(Path file, ByteBuffer in, List<?> order) {
    Set<String> distinct = new HashSet<>();
    for (Object key : order) {
      if (!(key instanceof String name) || !distinct.add(name)) {
        throw refuse(file, "is damaged: it lists its data wrongly");
      }
    }
    int start = in.position();
    return new StateDicts.Storages() {
      private Map<String, ByteBuffer> found;

      @Override
      public void announce(Map<String, Storage> all) {
        found = new HashMap<>();
        int position = start;
        for (Object key : order) {
          Storage storage = all.get(key instanceof String s ? s : null);
          if (storage == null || in.limit() - position < Long.BYTES) {
            throw refuse(file, "ends too early or holds data that no tensor uses");
          }
          long elements = in.getLong(position);
          int bytes = storage.dataType() == null ? 1 : storage.dataType().byteSize();
          position += Long.BYTES;
          if (elements != storage.elements() || elements > (in.limit() - position) / bytes) {
            throw refuse(file, "ends too early: the data '" + key + "' is not whole");
          }
          int length = (int) (elements * bytes);
          found.put(storage.key(), in.slice(position, length));
          position += length;
        }
      }

      @Override
      public ByteBuffer data(Storage storage) {
        ByteBuffer data = found.get(storage.key());
        if (data == null) {
          throw refuse(file, "lacks the data '" + storage.key() + "'");
        }
        return data;
      }
    };
  }

  private static EngineException refuse(Path file, String what) {
    return new EngineException(
        file + " " + what + ". Ask for a plain state dict (torch.save(model.state_dict(), ...)).");
  }
}
