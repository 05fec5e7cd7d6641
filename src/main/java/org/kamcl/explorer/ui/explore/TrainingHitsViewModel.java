package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Hits that become images of a corpus, with captions that can be edited. */
public final class TrainingHitsViewModel {
  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final FeedbackViewModel feedback;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<String> corpora = FXCollections.observableArrayList();
  private Consumer<Path> train = corpus -> {};
  private Runnable caption = () -> {};

  /**
   * An image with its caption.
   *
   * @param image the image
   * @param caption as typed; an image without one is left out
   */
  record Row(ImageRecord image, StringProperty caption) {}

  TrainingHitsViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      FeedbackViewModel feedback,
      JobsViewModel jobs,
      TaskExecutor executor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.feedback = feedback;
    this.jobs = jobs;
    this.executor = executor;
    this.toasts = toasts;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Sets what shows a corpus in the wizard of a new run. */
  void onTrain(Consumer<Path> action) {
    train = action;
  }

  /** Sets what shows the captioning queue. */
  void onCaption(Runnable action) {
    caption = action;
  }

  /** Shows the captioning queue. */
  void captionNext() {
    caption.run();
  }

  /**
   * Takes the marked hits; without marks, the hits rated as relevant, or else the selected one.
   *
   * @param query is the caption of images that have none
   */
  void take(String query) {
    rows.setAll(
        hits().stream()
            .map(SearchHit::image)
            .map(
                image ->
                    new Row(
                        image,
                        new SimpleStringProperty(
                            image.captions().stream().findFirst().orElse(query))))
            .toList());
    archive
        .services()
        .ifPresent(
            services ->
                executor.run(
                    () ->
                        services.trainingCorpora().made().stream()
                            .map(corpus -> String.valueOf(corpus.getFileName()))
                            .toList(),
                    corpora::setAll,
                    failure -> toasts.showProblem(errors.format(failure))));
  }

  private List<SearchHit> hits() {
    Set<Long> marks = selection.marks();
    if (marks.isEmpty()) {
      List<SearchHit> relevant =
          selection.hits().stream()
              .filter(hit -> feedback.feedback().ratingOf(hit.image().id()) == Rating.RELEVANT)
              .toList();
      if (!relevant.isEmpty()) {
        return relevant;
      }
    }
    return selection.chosen();
  }

  /** Writes the images with captions to a corpus and shows it in the wizard. */
  void send(String corpus) {
    Optional<ExplorerServices> services = archive.services();
    List<CaptionedImage> images =
        rows.stream()
            .filter(row -> !row.caption.get().isBlank())
            .map(row -> new CaptionedImage(row.image, row.caption.get().strip()))
            .toList();
    if (services.isEmpty() || images.isEmpty()) {
      return;
    }
    jobs.start(
        messages.text("results.train.job", corpus),
        services.get().trainingCorpora().add(corpus, images),
        train,
        () -> {},
        failure -> toasts.showProblem(errors.format(failure)));
  }

  /** The images with their captions. */
  ObservableList<Row> rows() {
    return rows;
  }

  /** Names of the corpora that were made before. */
  ObservableList<String> corpora() {
    return corpora;
  }
}
