package org.kamcl.explorer.map;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kamcl.explorer.domain.ArgbImage;

/** The pictures that are drawn in place, by the id of their image; any thread may look. */
public final class FootprintThumbnails {
  private final Map<Long, ArgbImage> pictures = new ConcurrentHashMap<>();

  public Optional<ArgbImage> of(long image) {
    return Optional.ofNullable(pictures.get(image));
  }

  public void put(long image, ArgbImage picture) {
    pictures.put(image, picture);
  }

  public void remove(long image) {
    pictures.remove(image);
  }
}
