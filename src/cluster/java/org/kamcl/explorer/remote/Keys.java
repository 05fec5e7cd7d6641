package org.kamcl.explorer.remote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.kamcl.explorer.domain.TileBounds;

/**
 * The keys of documents, made from what they stand for, so that the same thing written twice is one
 * document. What comes before the exclamation mark decides on the shard: a file, its images and
 * their ratings are on the same one.
 */
final class Keys {
  private static final int KEY_BYTES = 16;
  private static final long NUMBERS = (1L << 62) - 1;

  private Keys() {}

  private static byte[] hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A short text that stands for texts. */
  static String of(String... parts) {
    return HexFormat.of().formatHex(hash(parts), 0, KEY_BYTES);
  }

  /**
   * The key of a file.
   *
   * @param path at which it was first stored
   * @param attempt counts up while another file, which was moved from there, has the key
   */
  static String file(String path, String sha256, String tiling, int attempt) {
    return of("file", path, sha256, tiling, String.valueOf(attempt));
  }

  /** The id of the document of a file. */
  static String fileId(String file) {
    return file + "!file";
  }

  /** The id of the document of an image. */
  static String imageId(String file, Optional<TileBounds> part) {
    return file
        + part.map(t -> "!" + t.x() + "," + t.y() + "," + t.width() + "," + t.height())
            .orElse("!whole");
  }

  /** The number by which the program knows an image, 0..2^62 - 1. */
  static long number(String imageId) {
    return ByteBuffer.wrap(hash(imageId)).getLong() & NUMBERS;
  }
}
