package org.kamcl.explorer.api;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tags of images. Blocking; call from any thread but the JavaFX thread. */
public interface TagStore {
  /** All tags in use, by name. */
  List<String> tags();

  /** The tags of an image. */
  Set<String> tagsOf(long image);

  /** Ids of the images with a tag. */
  Set<Long> tagged(String tag);

  /**
   * Adds a tag to images.
   *
   * @param images ids
   * @param tag not blank, one line
   */
  void tag(Collection<Long> images, String tag);

  /** Removes a tag from images. */
  void untag(Collection<Long> images, String tag);
}
