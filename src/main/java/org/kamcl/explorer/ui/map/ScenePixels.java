package org.kamcl.explorer.ui.map;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kamcl.explorer.domain.PixelTile;

/** The pictures that are drawn in place, by the id of their image; any thread may look. */
final class ScenePixels {
  private final Map<Long, PixelTile> pictures = new ConcurrentHashMap<>();

  Optional<PixelTile> of(long image) {
    return Optional.ofNullable(pictures.get(image));
  }

  void put(long image, PixelTile picture) {
    pictures.put(image, picture);
  }

  void remove(long image) {
    pictures.remove(image);
  }
}
