package org.kamcl.explorer.archive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.domain.SearchFilter;

/** The captions of an archive. Captions of a scene that is cut into tiles are none of its tiles. */
public interface CaptionIndex {
  /**
   * Distinct captions, those of scenes among them, in an order that stays the same.
   *
   * @param most most wanted, at least 0
   */
  List<String> all(int most);

  /**
   * Distinct captions of the images that match a filter, in an order that stays the same.
   *
   * @param most most wanted, at least 0
   */
  List<String> captions(SearchFilter filter, int most);

  /**
   * Distinct captions that contain all typed words, best match first; the last word may be
   * incomplete.
   *
   * @param top most wanted
   */
  List<String> withWords(String typed, int top);

  /**
   * The images with some captions.
   *
   * @param captions the captions
   * @param filter limits the images
   * @return ids by caption, ascending; captions of no image are left out
   */
  Map<String, List<Long>> images(Collection<String> captions, SearchFilter filter);
}
