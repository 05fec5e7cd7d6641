package org.kamcl.engine.training.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.kamcl.engine.corpus.CorpusImage;

/** Detects changes of a corpus since the start of a run. */
final class CorpusFingerprint {
  private CorpusFingerprint() {}

  /** SHA-256 of file names, splits and captions in order, without the pixels. */
  static String of(List<CorpusImage> images) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (CorpusImage image : images) {
        add(digest, image.filename());
        add(digest, image.split());
        image.captions().forEach(caption -> add(digest, caption));
        digest.update((byte) 1);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
