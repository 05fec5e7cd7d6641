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
import org.kamcl.engine.EngineException;

/** Reads weight files of every known kind; the content decides, not the name. */
public final class WeightFiles {
  private static final String KNOWN =
      "Known are safetensors files and PyTorch state dicts or checkpoints (.pth, .pth.tar, .pt).";

  private WeightFiles() {}

  /**
   * @throws EngineException if the file is missing, damaged, holds objects other than tensors, or
   *     is of another kind
   */
  public static WeightSet read(Path file) {
    byte[] head = head(file);
    if (head.length == 0) {
      throw new EngineException(file + " is empty. Get the file again.");
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return PyTorchFileReader.readZip(file);
    }
    if (head.length > 1 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5) {
      return PyTorchFileReader.readLegacy(file);
    }
    if (head.length > 8 && head[8] == '{') {
      long length = ByteBuffer.wrap(head, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length > 1) {
        return SafeTensors.read(file);
      }
    }
    throw new EngineException(file + " is no weight file. " + KNOWN);
  }

  private static byte[] head(Path file) {
    if (Files.isDirectory(file)) {
      throw new EngineException(file + " is a folder. Name the weight file in it. " + KNOWN);
    }
    try (InputStream in = Files.newInputStream(file)) {
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

  /** Makes the names in a folder survive a power cut, where the system can do that. */
  public static void syncDirectory(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static EngineException unreadable(Path file, IOException e) {
    return new EngineException(file + " could not be read: " + reason(e) + ".", e);
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
