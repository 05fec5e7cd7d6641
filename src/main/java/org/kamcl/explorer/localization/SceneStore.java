package org.kamcl.explorer.localization;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.localization.TileBox;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.FileContent;
import org.kamcl.file.ResultCache;

/**
 * Keeps the embeddings of scenes between starts of the program. They are found by the content of
 * the scene, whatever its name, together with the model, the bands and the tiles.
 */
final class SceneStore {
  /** Changes whenever the embedding of a tile would. */
  private static final String VERSION = "scene-embeddings-1";

  /** Larger scenes are embedded anew, so that one does not take all of the space. */
  private static final long MAX_BYTES = 256L << 20;

  private final ResultCache results;

  SceneStore(ResultCache results) {
    this.results = results;
  }

  /** Names what the embeddings of a scene depend on; reads the scene. */
  static String key(Path scene, String model, BandRendering rendering, List<TileBox> tiles) {
    StringBuilder boxes = new StringBuilder();
    for (TileBox t : tiles) {
      // The size that a tile belongs to does not change its embedding.
      boxes.append(t.x()).append(' ').append(t.y()).append(' ');
      boxes.append(t.width()).append(' ').append(t.height()).append('\n');
    }
    return String.join("\n", VERSION, FileContent.hash(scene), model, rendering.toString(), boxes);
  }

  /**
   * The vectors that were kept; null where a tile has none.
   *
   * @param count number of tiles
   */
  Optional<float[] @Nullable []> find(String key, int count) {
    return results.find(key).flatMap(bytes -> read(ByteBuffer.wrap(bytes), count));
  }

  private static Optional<float[] @Nullable []> read(ByteBuffer in, int count) {
    try {
      if (in.getInt() != count) {
        return Optional.empty();
      }
      float[][] vectors = new float[count][];
      for (int i = 0; i < count; i++) {
        int size = in.getInt();
        if (size < 0 || size > in.remaining() / Float.BYTES) {
          return Optional.empty();
        }
        if (size > 0) {
          vectors[i] = new float[size];
          in.asFloatBuffer().get(vectors[i]);
          in.position(in.position() + size * Float.BYTES);
        }
      }
      return Optional.of(vectors);
    } catch (BufferUnderflowException e) {
      // Written by another version.
      return Optional.empty();
    }
  }

  /** Keeps the vectors of a scene; null where a tile has none. */
  void keep(String key, float[] @Nullable [] vectors) {
    long bytes = Integer.BYTES;
    for (float[] vector : vectors) {
      bytes += Integer.BYTES + (vector == null ? 0 : (long) Float.BYTES * vector.length);
    }
    if (bytes > MAX_BYTES) {
      return;
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes);
    out.putInt(vectors.length);
    for (float[] vector : vectors) {
      out.putInt(vector == null ? 0 : vector.length);
      if (vector != null) {
        out.asFloatBuffer().put(vector);
        out.position(out.position() + Float.BYTES * vector.length);
      }
    }
    results.keep(key, out.array());
  }
}
