package org.kamcl.explorer.ui.train.captioning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.api.CaptionSuggestions.Request;
import org.kamcl.explorer.api.CaptionSuggestions.Suggestions;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.job.Job;

/** What begins and ends a captioning queue. */
final class QueueJobs {
  private QueueJobs() {}

  /**
   * A queue that has begun.
   *
   * @param found what was suggested; without suggestions the queue before goes on
   * @param entries the images of the queue
   */
  record Begun(Suggestions found, List<Entry> entries) {}

  /** Suggests images and begins a queue with them. */
  static Job<Begun> begin(ExplorerServices services, Request request) {
    return context -> {
      Suggestions found = services.captionSuggestions().suggest(request).run(context);
      if (!found.suggestions().isEmpty()) {
        services
            .captioningQueue()
            .begin(
                found.suggestions().stream()
                    .map(one -> Entry.open(one.image(), one.reason()))
                    .toList());
      }
      return new Begun(found, services.captioningQueue().entries());
    };
  }

  /**
   * A corpus of captions.
   *
   * @param model name of the model in use; empty if there is none
   */
  record Made(Path folder, Optional<String> model) {}

  /** Makes a corpus of captions. */
  static Job<Made> corpus(ExplorerServices services, String name, List<CaptionedImage> images) {
    return context ->
        new Made(
            services.trainingCorpora().add(name, images).run(context),
            services.model().map(ModelInfo::name));
  }
}
