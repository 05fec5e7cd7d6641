package org.kamcl.explorer.map;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kamcl.explorer.domain.ArgbImage;

/** The thumbnails that are drawn into footprints, by image id. Thread-safe. */
public final class FootprintThumbnails {
  private final Map<Long, ArgbImage> thumbnails = new ConcurrentHashMap<>();

  /** The thumbnail of an image if it is loaded. */
  Optional<ArgbImage> find(long imageId) {
    return Optional.ofNullable(thumbnails.get(imageId));
  }

  /** Adds or replaces the thumbnail of an image. */
  public void put(long imageId, ArgbImage thumbnail) {
    thumbnails.put(imageId, thumbnail);
  }

  /** Removes the thumbnail of an image. */
  public void remove(long imageId) {
    thumbnails.remove(imageId);
  }
}
