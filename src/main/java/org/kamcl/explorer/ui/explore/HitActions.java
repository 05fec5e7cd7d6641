package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.control.ConceptHandler;

/**
 * Actions on a hit, shared by cards, rows and details.
 *
 * @param chooseFile asks for an image file
 * @param navigation shows hits elsewhere
 * @param reasonsChanged called after the reasons of all hits have changed
 */
public record HitActions(
    SearchViewModel search,
    FeedbackViewModel feedback,
    CurationViewModel curation,
    ConceptHandler concepts,
    Supplier<Optional<Path>> chooseFile,
    HitNavigation navigation,
    Runnable reasonsChanged) {

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
    similar(hit.image());
  }

  /** Searches for images similar to one. */
  public void similar(ImageRecord image) {
    navigation.explore();
    search.searchSimilar(image);
  }

  /** Shows the hits with the reasons that they have now; their scores stay. */
  public void refreshReasons() {
    search.rerun();
    reasonsChanged.run();
  }

  /** Searches for a caption. */
  public void searchCaption(String caption) {
    navigation.explore();
    search.search('"' + caption.replace('"', ' ').strip() + '"');
  }

  /** Runs another query. */
  public void search(Query query) {
    navigation.explore();
    search.search(QueryWriter.write(query));
  }

  /**
   * Copies image files, each once: as paths, one per line, and as files.
   *
   * @return the number of files
   */
  public static int copyPaths(List<ImageRecord> images) {
    ClipboardContent content = HitClipboard.files(images);
    Clipboard.getSystemClipboard().setContent(content);
    return content.getFiles().size();
  }

  /** Opens the file of a hit with its default program. */
  public void open(SearchHit hit) {
    curation.open(hit.image());
  }

  /** Shows the file of a hit in the file manager. */
  public void reveal(SearchHit hit) {
    curation.reveal(hit.image());
  }

  /** Asks for the new path of a hit's file. */
  public void locate(SearchHit hit) {
    locate(hit.image());
  }

  /** Asks for the new path of an image's file. */
  public void locate(ImageRecord image) {
    chooseFile.get().ifPresent(file -> curation.relocate(image, file));
  }
}
