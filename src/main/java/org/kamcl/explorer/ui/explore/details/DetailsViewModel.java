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
import org.kamcl.explorer.ui.collections.ModelLimits;
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

/** Texts and properties of the selected hit. */
public final class DetailsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(DetailsViewModel.class);
  private static final int CAPTIONS = 3;
  private static final int DIGITS = 4;

  /**
   * A property of an image.
   *
   * @param name localized name
   * @param value formatted value
   * @param tip explains the name; empty if it needs no explanation
   */
  public record Fact(String name, String value, String tip) {
    /** A property whose name needs no explanation. */
    Fact(String name, String value) {
      this(name, value, "");
    }
  }

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
  private final ReadOnlyBooleanWrapper noCaptionFits = new ReadOnlyBooleanWrapper();
  private TaskExecutor.Cancellable cancellable = () -> {};

  /**
   * @param selection provides the hit
   */
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
    noCaptionFits.set(false);
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
              captions.setAll(found.stream().filter(RankedCaption::fits).toList());
              noCaptionFits.set(captions.isEmpty());
            },
            failure -> {
              describing.set(false);
              noCaptionFits.set(!ModelLimits.hasWords(archive));
              // Captions are optional.
              LOG.debug("No captions", failure);
            });
  }

  /** Whether captions are being loaded. */
  public ReadOnlyBooleanProperty loadingProperty() {
    return describing.getReadOnlyProperty();
  }

  /** The hit, or null. */
  public ReadOnlyObjectProperty<SearchHit> hitProperty() {
    return hit.getReadOnlyProperty();
  }

  /**
   * The nearest captions that are at least possible matches, best first; loaded after the hit is
   * shown.
   */
  public ObservableList<RankedCaption> captions() {
    return captions;
  }

  /** Why there are no captions. */
  String noCaptions() {
    return messages.text(ModelLimits.noCaptions(archive));
  }

  /** Whether none of the captions fits the image, or the model cannot read them. */
  public ReadOnlyBooleanProperty noCaptionFitsProperty() {
    return noCaptionFits.getReadOnlyProperty();
  }

  /** "Hit 3". */
  public String title(SearchHit shown) {
    return messages.text(shown.isListed() ? "details.title.listed" : "details.title", shown.rank());
  }

  /** "Strong". */
  public String band(SearchHit shown) {
    return scores.band(shown);
  }

  /** "Strong · 0.4%". */
  public String falseMatchRate(SearchHit shown) {
    return scores.falseMatchRate(shown);
  }

  /** The score in a sentence. */
  public String explanation(SearchHit shown) {
    return scores.explanation(shown);
  }

  /** Concepts of image and query, shared ones first. */
  public List<SharedConcept> concepts(SearchHit shown) {
    return shown.concepts();
  }

  /** Names of shared concepts, which captions highlight. */
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

  /** Selects the next hit, or a previous one if negative. */
  public void move(int steps) {
    selection.move(steps);
  }

  /** The relevance feedback. */
  public ReadOnlyObjectProperty<RelevanceFeedback> feedbackProperty() {
    return feedback.feedbackProperty();
  }

  /** Location, date, ground sample distance, file and warnings. */
  public List<Fact> facts(ImageRecord image) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(messages.text("details.location"), names.full(image)));
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
    image
        .gsd()
        .ifPresent(
            gsd ->
                facts.add(
                    new Fact(
                        messages.text("details.gsd"),
                        places.length(gsd),
                        messages.text("details.gsd.tip"))));
    facts.add(
        new Fact(
            messages.text("details.size"),
            messages.text("details.pixels", image.width(), image.height())));
    if (!image.crs().isEmpty()) {
      facts.add(new Fact(messages.text("details.crs"), image.crs()));
    }
    facts.add(
        new Fact(
            messages.text("details.collection"),
            image.isArchived() ? image.collection() : messages.text("details.notarchived")));
    facts.add(new Fact(messages.text("details.file"), file(image)));
    ErrorFormatter errors = new ErrorFormatter(messages);
    image
        .warnings()
        .forEach(
            warning ->
                facts.add(new Fact(messages.text("details.warning"), errors.format(warning))));
    return facts;
  }

  private String file(ImageRecord image) {
    String name = String.valueOf(image.file().getFileName());
    return image
        .tile()
        .map(window -> messages.text("details.tile", name, window.x(), window.y()))
        .orElse(name);
  }
}
