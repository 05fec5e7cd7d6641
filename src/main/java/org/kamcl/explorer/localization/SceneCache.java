package org.kamcl.explorer.localization;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the embeddings of the scenes that were used last, within a limit of memory. */
final class SceneCache {
  private final long maxBytes;
  private final Map<Object, SceneEmbeddings> scenes = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param maxBytes of all vectors; one scene is kept even if it has more
   */
  SceneCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<SceneEmbeddings> get(Object key) {
    return Optional.ofNullable(scenes.get(key));
  }

  synchronized void put(Object key, SceneEmbeddings scene) {
    SceneEmbeddings before = scenes.put(key, scene);
    bytes += bytes(scene) - (before == null ? 0 : bytes(before));
    Iterator<SceneEmbeddings> oldest = scenes.values().iterator();
    while (bytes > maxBytes && scenes.size() > 1) {
      bytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  private static long bytes(SceneEmbeddings scene) {
    long sum = 0;
    for (float[] vector : scene.vectors()) {
      sum += vector == null ? 0 : 4L * vector.length;
    }
    return sum;
  }
}
