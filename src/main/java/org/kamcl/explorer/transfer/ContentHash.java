package org.kamcl.explorer.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.archive.ImageEntry;

/**
 * The number and a hash of images with all that an archive stores of them, whatever their order:
 * the sum of their SHA-256 hashes.
 */
final class ContentHash {
  private static final int WORDS = 4;

  private final long[] sum = new long[WORDS];
  private long count;

  /** Adds an image. */
  void add(EmbeddedImage embedded) {
    MessageDigest digest = sha256();
    FileEntry file = embedded.file();
    ImageEntry image = embedded.image();
    addText(digest, ArchiveContents.Key.of(embedded).toString());
    addText(digest, file.collection());
    addText(digest, file.captions().toString());
    addText(digest, file.size() + " " + file.modified() + " " + file.imageCount());
    addText(digest, file.location().toString());
    addText(digest, file.crs().toString());
    addText(digest, String.valueOf(file.code().georeferencing()));
    addText(digest, image.width() + " " + image.height());
    addText(digest, image.footprint().map(FootprintText::format).orElse(""));
    addText(digest, image.gsd().toString() + image.date());
    addText(digest, image.crs());
    addText(digest, ProblemJson.format(image.warnings()));
    ByteBuffer vector = ByteBuffer.allocate(embedded.vector().length * Float.BYTES);
    vector.asFloatBuffer().put(embedded.vector());
    digest.update(vector.array());
    digest.update(embedded.concepts());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    for (int i = 0; i < WORDS; i++) {
      sum[i] += hash.getLong();
    }
    count++;
  }

  private static void addText(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Number of images that were added. */
  long count() {
    return count;
  }

  /** Whether the same images were added to both. */
  boolean isSame(ContentHash other) {
    return count == other.count && Arrays.equals(sum, other.sum);
  }
}
