package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptHandler;

/**
 * Actions on a hit, shared by cards, rows and details.
 *
 * @param chooseFile asks for an image file
 */
public record HitActions(
    SearchViewModel search,
    FeedbackViewModel feedback,
    CurationViewModel curation,
    ConceptHandler concepts,
    Supplier<Optional<Path>> chooseFile) {

  /** Rating of a hit. */
  public Rating rating(SearchHit hit) {
    return feedback.feedback().ratingOf(hit.image().id());
  }

  /** Rates a hit as relevant, or removes that rating. */
  public void rateRelevant(SearchHit hit) {
    feedback.rate(hit, Rating.RELEVANT);
  }

  /** Rates a hit as not relevant, or removes that rating. */
  public void rateNotRelevant(SearchHit hit) {
    feedback.rate(hit, Rating.NOT_RELEVANT);
  }

  /** Searches for images similar to a hit. */
  public void similar(SearchHit hit) {
    search.searchSimilar(hit);
  }

  /** Shows the file of a hit in the file manager. */
  public void reveal(SearchHit hit) {
    curation.reveal(hit.image());
  }

  /** Asks for the new path of a hit's file. */
  public void locate(SearchHit hit) {
    chooseFile.get().ifPresent(file -> curation.relocate(hit.image(), file));
  }
}
