package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/** Identifies images by their content, for results that are kept longer than a file's state. */
public final class FileContent {
  private FileContent() {}

  /**
   * SHA-256 of a file and of the mask beside it, as hexadecimal digits. Reads both as streams.
   *
   * @throws KamclException if the file is missing or cannot be read
   */
  public static String hash(Path file) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    try {
      try (InputStream in = RegularFiles.open(file)) {
        DigestUtils.updateDigest(digest, in);
      }
      Path mask = TiffReader.maskPath(file);
      if (Files.isRegularFile(mask)) {
        // So that no file and its mask together have the hash of another file.
        digest.update(digest.digest());
        try (InputStream in = RegularFiles.open(mask)) {
          DigestUtils.updateDigest(digest, in);
        }
      }
    } catch (IOException e) {
      throw new KamclException(e, RasterError.UNREADABLE, file, String.valueOf(e.getMessage()));
    }
    return Hex.encodeHexString(digest.digest());
  }
}
