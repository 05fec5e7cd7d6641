package org.kamcl.explorer.ui.explore.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.explore.FeedbackViewModel;
import org.kamcl.explorer.ui.explore.PlaceNames;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.text.ScoreFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The selected hit in words. */
public final class DetailsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(DetailsViewModel.class);
  private static final int CAPTIONS = 3;
  private static final int DIGITS = 4;

  /** A row of facts: what it is, what it says. */
  public record Fact(String name, String value) {}

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final TaskExecutor taskExecutor;
  private final PlaceNames names;
  private final FeedbackViewModel feedback;
  private final Messages messages;
  private final ScoreFormatter scores;
  private final GeoFormatter places;
  private final ReadOnlyObjectWrapper<SearchHit> hit = new ReadOnlyObjectWrapper<>();
  private final ObservableList<RankedCaption> captions = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper describing = new ReadOnlyBooleanWrapper();
  private TaskExecutor.Cancellable cancellable = () -> {};

  /** Describes what is selected. */
  public DetailsViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      TaskExecutor taskExecutor,
      FeedbackViewModel feedback,
      PlaceNames names,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.taskExecutor = taskExecutor;
    this.feedback = feedback;
    this.names = names;
    this.messages = messages;
    this.scores = new ScoreFormatter(messages);
    this.places = new GeoFormatter(messages);
    selection.selectedProperty().addListener((property, before, now) -> show(now));
  }

  private void show(SearchHit shown) {
    cancellable.cancel();
    captions.clear();
    describing.set(false);
    hit.set(shown);
    if (shown != null) {
      archive.services().ifPresent(services -> describe(services, shown.image()));
    }
  }

  private void describe(ExplorerServices services, ImageRecord image) {
    describing.set(true);
    cancellable =
        taskExecutor.run(
            () -> services.search().captions(image, CAPTIONS),
            found -> {
              describing.set(false);
              captions.setAll(found);
            },
            failure -> {
              describing.set(false);
              // They are an extra; the hit stands without them.
              LOG.debug("No captions", failure);
            });
  }

  /** Whether sentences are being looked for. */
  public ReadOnlyBooleanProperty loadingProperty() {
    return describing.getReadOnlyProperty();
  }

  /** The hit, or null. */
  public ReadOnlyObjectProperty<SearchHit> hitProperty() {
    return hit.getReadOnlyProperty();
  }

  /** Sentences that the model finds fitting, best first; come a moment after the hit. */
  public ObservableList<RankedCaption> captions() {
    return captions;
  }

  /** "Hit 3". */
  public String title(SearchHit shown) {
    return messages.text("details.title", shown.rank());
  }

  /** "top 0.4 %". */
  public String falseMatchRate(SearchHit shown) {
    return scores.falseMatchRate(shown);
  }

  /** The score in a sentence. */
  public String explanation(SearchHit shown) {
    return scores.explanation(shown);
  }

  /** Concepts of both sides, those that both have first. */
  public List<SharedConcept> concepts(SearchHit shown) {
    return shown.concepts();
  }

  /** The words of sentences that are to be marked: names of shared concepts. */
  public Set<String> sharedConceptNames(SearchHit shown) {
    return shown.concepts().stream()
        .filter(ConceptChipRow::shared)
        .map(SharedConcept::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names of all concepts of a hit. */
  public Set<String> conceptNames(SearchHit shown) {
    return shown.concepts().stream()
        .map(SharedConcept::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Goes to the next hit, or with a negative number to one before. */
  public void move(int steps) {
    selection.move(steps);
  }

  /** What was said of hits. */
  public ReadOnlyObjectProperty<RelevanceFeedback> feedbackProperty() {
    return feedback.feedbackProperty();
  }

  /** Place, date, resolution, file. */
  public List<Fact> facts(ImageRecord image) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(messages.text("details.place"), names.full(image)));
    image
        .footprint()
        .map(Footprint::center)
        .ifPresent(
            middle ->
                facts.add(
                    new Fact(
                        messages.text("details.coordinates"), places.coordinates(middle, DIGITS))));
    image
        .date()
        .ifPresent(date -> facts.add(new Fact(messages.text("details.date"), date.toString())));
    facts.add(new Fact(messages.text("details.resolution"), resolution(image)));
    facts.add(new Fact(messages.text("details.collection"), image.collection()));
    facts.add(new Fact(messages.text("details.file"), file(image)));
    ErrorFormatter said = new ErrorFormatter(messages);
    image
        .warnings()
        .forEach(note -> facts.add(new Fact(messages.text("details.note"), said.format(note))));
    return facts;
  }

  private String resolution(ImageRecord image) {
    List<String> parts = new ArrayList<>();
    image.gsd().ifPresent(metres -> parts.add(places.length(metres)));
    parts.add(messages.text("details.pixels", image.width(), image.height()));
    if (!image.crs().isEmpty()) {
      parts.add(image.crs());
    }
    return String.join(" · ", parts);
  }

  private String file(ImageRecord image) {
    String name = String.valueOf(image.file().getFileName());
    return image
        .tile()
        .map(window -> messages.text("details.window", name, window.x(), window.y()))
        .orElse(name);
  }
}
