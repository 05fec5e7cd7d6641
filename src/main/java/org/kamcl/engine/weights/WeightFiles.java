package org.kamcl.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;

/** Reads weight files of every supported format, by content and not by extension. */
public final class WeightFiles {
  private WeightFiles() {}

  /**
   * @throws KamclException if the file is missing or damaged, contains objects other than tensors,
   *     or has another format
   */
  public static WeightSet read(Path file) {
    return FileMemory.limited(file, () -> readAny(file));
  }

  /**
   * Opens a file whose values are read when they are asked for, so that it may be larger than the
   * memory; also a TorchScript archive, and a file of several parts by its index or one of them.
   *
   * @throws KamclException as {@link #read}
   */
  public static OpenedWeights open(Path file) {
    return FileMemory.limited(
        file,
        () ->
            ShardedSafeTensors.indexOf(file)
                .map(index -> new OpenedWeights(ShardedSafeTensors.open(index), false))
                .orElseGet(() -> openAny(file)));
  }

  private static OpenedWeights openAny(Path file) {
    return switch (format(file)) {
      case ZIP -> PyTorchFileReader.openZip(file);
      case LEGACY -> new OpenedWeights(LegacyPyTorchReader.read(file, true), false);
      case SAFETENSORS -> new OpenedWeights(SafeTensors.open(file), false);
    };
  }

  private static WeightSet readAny(Path file) {
    return switch (format(file)) {
      case ZIP -> PyTorchFileReader.readZip(file);
      case LEGACY -> LegacyPyTorchReader.read(file, false);
      case SAFETENSORS -> SafeTensors.read(file);
    };
  }

  private enum Format {
    ZIP,
    LEGACY,
    SAFETENSORS
  }

  private static Format format(Path file) {
    byte[] head = head(file);
    if (head.length == 0) {
      throw new KamclException(WeightsError.FILE_EMPTY, file);
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return Format.ZIP;
    }
    if (head.length > 1 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5) {
      return Format.LEGACY;
    }
    if (head.length > 8 && head[8] == '{') {
      long length = ByteBuffer.wrap(head, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length > 1) {
        return Format.SAFETENSORS;
      }
    }
    PlaceholderFiles.check(file);
    throw new KamclException(WeightsError.FORMAT_UNKNOWN, file);
  }

  private static byte[] head(Path file) {
    if (Files.isDirectory(file)) {
      throw new KamclException(WeightsError.FILE_IS_FOLDER, file);
    }
    try (InputStream in = RegularFiles.open(file)) {
      return in.readNBytes(16);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Flushes a folder's entries to disk where the system supports it, against power failures. */
  public static void syncDirectory(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static KamclException unreadable(Path file, IOException e) {
    return new KamclException(e, WeightsError.FILE_UNREADABLE, file, reason(e));
  }

  /** The reason of a failure: a code where it is known, else the text of the system. */
  static Object reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return WeightsError.REASON_NOT_FOUND;
    }
    if (e instanceof AccessDeniedException) {
      return WeightsError.REASON_ACCESS_DENIED;
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
