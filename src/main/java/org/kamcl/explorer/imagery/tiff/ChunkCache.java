package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decoded chunks that were used last, so that neighboring tiles do not decode them again. Any
 * number of threads may use it.
 */
public final class ChunkCache {
  private static final int LOCKS = 16;

  private final long maxBytes;
  private final Object[] locks = new Object[LOCKS];
  private final Map<Key, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Identifies a chunk.
   *
   * @param file any object that identifies the content of a file
   * @param image number of the image in the file
   * @param chunk number of the chunk in the image
   */
  record Key(Object file, int image, int chunk) {}

  /** Decodes a chunk. */
  interface Loader {
    byte[] load() throws IOException;
  }

  /**
   * @param maxBytes limit of the cached bytes
   */
  public ChunkCache(long maxBytes) {
    this.maxBytes = maxBytes;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** The decoded bytes of a chunk, which must not be changed. */
  byte[] get(Key key, Loader loader) throws IOException {
    // A thread that needs a chunk that another one is decoding waits for it.
    synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
      synchronized (chunks) {
        byte[] known = chunks.get(key);
        if (known != null) {
          return known;
        }
      }
      byte[] loaded = loader.load();
      synchronized (chunks) {
        chunks.put(key, loaded);
        bytes += loaded.length;
        var eldest = chunks.entrySet().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
          bytes -= eldest.next().getValue().length;
          eldest.remove();
        }
      }
      return loaded;
    }
  }
}
