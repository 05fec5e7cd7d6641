package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Unpacked chunks that were used last, so that neighbouring windows do not unpack them again. Any
 * number of threads may use it.
 */
public final class ChunkCache {
  private static final int LOCKS = 16;

  private final long mostBytes;
  private final Object[] locks = new Object[LOCKS];
  private final Map<Key, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Names a chunk.
   *
   * @param file any object that stands for one state of a file
   * @param image of the file
   */
  record Key(Object file, int image, int chunk) {}

  /** Unpacks a chunk. */
  interface Loader {
    byte[] load() throws IOException;
  }

  /**
   * @param mostBytes that are kept
   */
  public ChunkCache(long mostBytes) {
    this.mostBytes = mostBytes;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** The bytes of a chunk, which must not be changed. */
  byte[] get(Key key, Loader loader) throws IOException {
    // Whoever wants what another unpacks just now waits for it.
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
        while (bytes > mostBytes && eldest.hasNext()) {
          bytes -= eldest.next().getValue().length;
          eldest.remove();
        }
      }
      return loaded;
    }
  }
}
