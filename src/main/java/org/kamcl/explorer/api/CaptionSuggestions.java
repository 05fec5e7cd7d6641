package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.CaptioningQueue.Reason;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.job.Job;

/** Suggests which images without captions should be captioned next. */
public interface CaptionSuggestions {
  /** Most images that are suggested at once. */
  int MOST = 1000;

  /**
   * What to suggest.
   *
   * @param count number of images, 1..{@link #MOST}
   * @param filter the images to choose from; captioned images count whether they match or not
   */
  record Request(int count, SearchFilter filter) {}

  /**
   * A suggested image.
   *
   * @param rank from 1
   * @param image the image
   * @param reason why it is suggested
   */
  record Suggestion(int rank, ImageRecord image, Reason reason) {}

  /**
   * An image that cannot be suggested.
   *
   * @param image the image
   * @param reason why not
   */
  record Skipped(ImageRecord image, Problem reason) {}

  /**
   * The suggested images.
   *
   * @param model name of the model
   * @param suggestions the most wanted first
   * @param candidates number of images to choose from
   * @param captioned number of images of the archive with captions that the model has embedded
   * @param same number of images that are left out because they equal one that has captions or is
   *     suggested
   * @param skipped images without captions that cannot be compared
   */
  record Suggestions(
      String model,
      List<Suggestion> suggestions,
      int candidates,
      int captioned,
      int same,
      List<Skipped> skipped) {}

  /**
   * Creates a job that suggests images. The suggestions are those with the largest products of the
   * model's uncertainty and the distance to the nearest image that has captions or is suggested
   * before; fewer than wanted if there are not so many different images.
   *
   * @throws org.kamcl.error.KamclException when it runs, if the count is out of range, there is no
   *     model, or no image was indexed with it
   */
  Job<Suggestions> suggest(Request request);
}
