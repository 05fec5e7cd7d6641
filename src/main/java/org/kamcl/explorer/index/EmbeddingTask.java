package org.kamcl.explorer.index;

import org.kamcl.engine.inference.Embedding;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;

/** An image that the model has to embed. */
record EmbeddingTask(SourceFile source, FileEntry file, ImageEntry image) {
  /** The image with its embedding, as it is stored. */
  EmbeddedImage embedded(Embedding embedding) {
    return new EmbeddedImage(file, image, embedding.unitVector(), quantized(embedding.concepts()));
  }

  /** Concept strengths of 0 to 1 as bytes of 0 to 255. */
  private static byte[] quantized(float[] strengths) {
    byte[] bytes = new byte[strengths.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, strengths[i])));
    }
    return bytes;
  }
}
