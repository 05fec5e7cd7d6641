package org.kamcl.explorer.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/** Identifies the images and captions of a split by their content, wherever they are. */
final class CorpusHash {
  private static final String VERSION = "kamcl corpus 1";
  private static final int BUFFER = 1 << 16;

  private CorpusHash() {}

  /**
   * The hash of a split: a SHA-256 over file names, contents and captions in their order.
   *
   * @param safePoint is called before each image; what it throws ends the work
   */
  static String of(List<CorpusImage> images, Runnable safePoint) {
    MessageDigest all = digest();
    add(all, VERSION);
    byte[] buffer = new byte[BUFFER];
    for (CorpusImage image : images) {
      safePoint.run();
      add(all, image.filename());
      all.update(content(image, buffer));
      add(all, Integer.toString(image.captions().size()));
      image.captions().forEach(caption -> add(all, caption));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static byte[] content(CorpusImage image, byte[] buffer) {
    MessageDigest digest = digest();
    try (InputStream in = RegularFiles.open(image.path())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException | KamclException e) {
      // Embedding skips the image and reports why.
      return "unreadable".getBytes(StandardCharsets.UTF_8);
    }
    return digest.digest();
  }

  /** Adds a text with its length, so that no two lists of texts are added as the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
