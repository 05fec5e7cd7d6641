package org.kamcl.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * Reads PyTorch's state dicts and checkpoints in the ZIP format (1.6 and later). No code in a file
 * is run.
 */
final class PyTorchFileReader {
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;
  static final long MAX_PICKLE_BYTES = 256L << 20;
  private static final int MAX_COMPRESSION = 100;

  private PyTorchFileReader() {}

  /**
   * @throws KamclException if the archive is damaged, is not one of PyTorch, or contains anything
   *     but tensors and plain values
   */
  static WeightSet readZip(Path file) {
    return archive(file, false).weights();
  }

  /**
   * Opens an archive whose values are read when they are asked for; also a TorchScript archive, of
   * which only the tensors are read.
   *
   * @throws KamclException as {@link #readZip}
   */
  static OpenedWeights openZip(Path file) {
    return archive(file, true);
  }

  private static OpenedWeights archive(Path file, boolean onDemand) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> entries = entries(file, zip);
      String root = root(file, entries);
      boolean script = isScript(entries, root);
      if (script && !onDemand) {
        throw new KamclException(WeightsError.TORCHSCRIPT, file);
      }
      ZipEntry order = entries.get(root + "byteorder");
      if (order != null
          && !new String(content(file, zip, order), StandardCharsets.US_ASCII)
              .strip()
              .equals("little")) {
        throw unsupported(file, WeightsError.BIG_ENDIAN);
      }
      ZipEntry pickle = entries.get(root + "data.pkl");
      if (pickle.getSize() > MAX_PICKLE_BYTES) {
        throw unsupported(file, WeightsError.PICKLE_TOO_LARGE, pickle.getSize());
      }
      ByteBuffer structure = ByteBuffer.wrap(content(file, zip, pickle));
      Object value = script ? PickleReader.readScript(structure) : PickleReader.read(structure);
      ZipStorages storages = new ZipStorages(file, root + "data/", entries, zip);
      WeightSet weights = StateDicts.extract(value, file.toFile().length(), storages, onDemand);
      storages.close();
      return new OpenedWeights(weights, script);
    } catch (ZipException e) {
      throw new KamclException(e, WeightsError.ARCHIVE_DAMAGED, file, WeightFiles.reason(e));
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    } catch (UnsupportedPickleException e) {
      throw new KamclException(WeightsError.PYTORCH_UNSUPPORTED, file, e.problem());
    } catch (IllegalArgumentException e) {
      // Thrown by the JDK's ZIP reader for invalid entry names and dates.
      throw new KamclException(
          e, WeightsError.ARCHIVE_DAMAGED, file, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, ZipEntry> entries(Path file, ZipFile zip) {
    Map<String, ZipEntry> entries = new HashMap<>();
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      if (entries.put(entry.getName(), entry) != null) {
        throw unsupported(file, WeightsError.PART_DUPLICATE, entry.getName());
      }
    }
    return entries;
  }

  private static String root(Path file, Map<String, ZipEntry> entries) {
    String root = null;
    for (String name : entries.keySet()) {
      if (name.equals("data.pkl") || name.endsWith("/data.pkl")) {
        if (root != null) {
          throw unsupported(file, WeightsError.STRUCTURE_DUPLICATE);
        }
        root = name.substring(0, name.length() - "data.pkl".length());
      }
    }
    if (root == null) {
      throw new KamclException(WeightsError.ARCHIVE_NOT_PYTORCH, file);
    }
    return root;
  }

  private static boolean isScript(Map<String, ZipEntry> entries, String root) {
    return entries.containsKey(root + "constants.pkl")
        || entries.keySet().stream().anyMatch(n -> n.startsWith(root + "code/"));
  }

  private static byte[] content(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    long size = entry.getSize();
    long packed = Math.max(1, entry.getCompressedSize());
    if (size < 0 || size > MAX_BYTES || size / packed > MAX_COMPRESSION) {
      throw unsupported(file, WeightsError.PART_SIZE_INVALID, entry.getName());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes((int) size);
      if (content.length != size || in.read() >= 0) {
        throw unsupported(file, WeightsError.PART_DAMAGED, entry.getName());
      }
      return content;
    }
  }

  /**
   * The parts of an archive that hold values. While the archive is open, each part is kept once it
   * is read; later it is read again from the file.
   */
  private static final class ZipStorages implements StateDicts.Storages {
    private final Path file;
    private final String folder;
    private final Map<String, ZipEntry> entries;
    private final Map<String, ByteBuffer> kept = new HashMap<>();
    private @Nullable ZipFile open;

    ZipStorages(Path file, String folder, Map<String, ZipEntry> entries, ZipFile open) {
      this.file = file;
      this.folder = folder;
      this.entries = entries;
      this.open = open;
    }

    void close() {
      kept.clear();
      open = null;
    }

    @Override
    public long size(Storage storage) {
      return entry(storage).getSize();
    }

    @Override
    public ByteBuffer data(Storage storage) {
      ZipEntry entry = entry(storage);
      ZipFile current = open;
      if (current != null) {
        return kept.computeIfAbsent(storage.key(), k -> load(current, entry));
      }
      try (ZipFile again = new ZipFile(file.toFile())) {
        return load(again, entry);
      } catch (IOException e) {
        throw WeightFiles.unreadable(file, e);
      }
    }

    private ZipEntry entry(Storage storage) {
      ZipEntry entry = entries.get(folder + storage.key());
      if (entry == null) {
        throw unsupported(file, WeightsError.STORAGE_MISSING, storage.key());
      }
      return entry;
    }

    private ByteBuffer load(ZipFile zip, ZipEntry entry) {
      try {
        return ByteBuffer.wrap(content(file, zip, entry));
      } catch (IOException e) {
        throw new KamclException(
            e,
            WeightsError.PYTORCH_UNSUPPORTED,
            file,
            Problem.of(WeightsError.PART_DAMAGED, entry.getName()));
      }
    }
  }

  private static KamclException unsupported(Path file, WeightsError detail, Object... arguments) {
    return new KamclException(
        WeightsError.PYTORCH_UNSUPPORTED, file, Problem.of(detail, arguments));
  }
}
