package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptHandler;

/**
 * What can be done with a hit, wherever it is shown.
 *
 * @param chooseFile asks for an image file
 */
public record HitActions(
    SearchViewModel search,
    FeedbackViewModel feedback,
    CurationViewModel curation,
    ConceptHandler concepts,
    Supplier<Optional<Path>> chooseFile) {

  /** What was said of a hit. */
  public Rating verdict(SearchHit hit) {
    return feedback.feedback().ratingOf(hit.image().id());
  }

  /** Says that a hit is what was meant, or no longer. */
  public void rateRelevant(SearchHit hit) {
    feedback.judge(hit, Rating.RELEVANT);
  }

  /** Says that a hit is not what was meant, or no longer. */
  public void rateNotRelevant(SearchHit hit) {
    feedback.judge(hit, Rating.NOT_RELEVANT);
  }

  /** Searches for images like a hit. */
  public void similar(SearchHit hit) {
    search.searchSimilar(hit);
  }

  /** Shows the file of a hit where it lies. */
  public void reveal(SearchHit hit) {
    curation.reveal(hit.image());
  }

  /** Asks where the file of a hit is now. */
  public void locate(SearchHit hit) {
    chooseFile.get().ifPresent(file -> curation.relocate(hit.image(), file));
  }
}
