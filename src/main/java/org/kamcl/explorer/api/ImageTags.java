package org.kamcl.explorer.api;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.kamcl.explorer.domain.RelevanceFeedback;

/** What people say of images: tags, and verdicts on hits. Any thread but one that draws. */
public interface ImageTags {
  /** All tags that some image has, by name. */
  List<String> tags();

  /** The tags of an image. */
  Set<String> tagsOf(long image);

  /** Ids of the images with a tag. */
  Set<Long> tagged(String tag);

  /**
   * Gives images a tag.
   *
   * @param tag not blank, without line breaks
   */
  void tag(Collection<Long> images, String tag);

  /** Takes a tag from images. */
  void untag(Collection<Long> images, String tag);

  /**
   * What was said of hits of a query.
   *
   * @param query as {@link org.kamcl.explorer.domain.Query#text} writes it
   */
  RelevanceFeedback feedback(String query);

  /** Says something of a hit of a query. */
  void rate(String query, long image, RelevanceFeedback.Rating rating);
}
