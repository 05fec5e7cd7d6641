package org.kamcl.explorer.ui.explore;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Summary texts of a result, and how its hits are displayed. */
public final class ResultsViewModel {
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterFormatter formatter;
  private final Messages messages;
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.GRID);
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper emptied = new ReadOnlyStringWrapper("");
  private SortedMap<Integer, MatchBand> sections = Collections.emptySortedMap();
  private SectionEnds ends = SectionEnds.NONE;
  private final ReadOnlyBooleanWrapper listing = new ReadOnlyBooleanWrapper();
  private final ObservableList<Offer> offers = FXCollections.observableArrayList();

  /** Display mode of the hits. */
  public enum Mode {
    /** As cards. */
    GRID,
    /** As a table. */
    LIST,
    /** The captions of the archive, ranked by the query. */
    CAPTIONS;

    Mode next() {
      return switch (this) {
        case GRID -> LIST;
        case LIST -> CAPTIONS;
        case CAPTIONS -> GRID;
      };
    }
  }

  /** A suggestion when no images match the filters. */
  public record Offer(String name, Runnable run) {}

  /** Of a search. */
  public ResultsViewModel(
      SearchViewModel search,
      SelectionViewModel selection,
      FilterViewModel filters,
      FacetsViewModel facets,
      FilterFormatter formatter,
      Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.formatter = formatter;
    this.messages = messages;
    search.resultProperty().addListener((property, before, result) -> show(result));
    selection
        .hits()
        .addListener(
            (ListChangeListener<SearchHit>)
                change -> sections = sections(change, selection.hits()));
  }

  private void show(SearchResult result) {
    if (result == null) {
      return;
    }
    boolean none = result.complete() && result.candidates() == 0;
    listing.set(result.request().isListing());
    count.set(count(result));
    detail.set(detail(result));
    time.set(
        result.complete() && !result.request().isListing()
            ? messages.text("results.time", result.duration().toMillis())
            : "");
    nothing.set(
        result.bestBand() == MatchBand.WEAK
                && result.complete()
                && !none
                && !result.request().isListing()
            ? messages.text("results.weak.only", result.candidates())
            : "");
    offers.clear();
    emptied.set(none ? emptied() : "");
    if (none) {
      facets.findRelaxations(this::offer);
    }
  }

  /** "3 strong matches"; where there is none, the number of possible matches. */
  private String count(SearchResult result) {
    if (result.request().isListing()) {
      return messages.text("results.listed", result.candidates());
    }
    long strong = result.strongMatches();
    long possible = result.count(MatchBand.POSSIBLE);
    long shown = strong > 0 ? strong : possible;
    boolean open = shown == result.hits().size() && shown < result.candidates();
    if (strong == 0 && possible > 0) {
      return messages.text(
          open ? "results.count.possible.atleast" : "results.count.possible", possible);
    }
    return messages.text(open ? "results.strong.atleast" : "results.strong", strong);
  }

  private String detail(SearchResult result) {
    if (result.request().isListing()) {
      return result.request().filter().isEmpty() ? "" : messages.text("results.listed.filtered");
    }
    if (!result.complete()) {
      return messages.text("results.partial", result.compared(), result.candidates());
    }
    String key = result.request().filter().isEmpty() ? "results.of.all" : "results.of.filtered";
    return messages.text(key, result.candidates());
  }

  private String emptied() {
    List<String> names = filters.criteria().stream().map(formatter::format).toList();
    return messages.text("results.filtered.text", names.size(), String.join(", ", names));
  }

  private void offer(List<FacetsViewModel.Relaxation> remedies) {
    if (emptied.get().isEmpty()) {
      return;
    }
    offers.clear();
    for (FacetsViewModel.Relaxation relaxation : remedies) {
      offers.add(
          new Offer(
              messages.text(
                  "results.relax", formatter.format(relaxation.part()), relaxation.images()),
              () -> filters.drop(relaxation.part())));
    }
    if (remedies.isEmpty()) {
      offers.add(new Offer(messages.text("results.relax.all"), filters::clear));
    }
  }

  /**
   * Where less certain hits begin: the band by the index of its first hit. Hits are ranked by
   * score, and bands belong to the collection of a hit, so a band begins after the last hit of the
   * band above.
   */
  public SortedMap<Integer, MatchBand> sections() {
    return sections;
  }

  static SortedMap<Integer, MatchBand> sectionsOf(List<SearchHit> hits) {
    return SectionEnds.NONE.extendedBy(hits).starts();
  }

  /** Pages are appended to the hits; only a new page is looked at, however many hits there are. */
  private SortedMap<Integer, MatchBand> sections(
      ListChangeListener.Change<? extends SearchHit> change, List<SearchHit> hits) {
    boolean appended = true;
    while (change.next()) {
      appended &= change.wasAdded() && !change.wasReplaced() && change.getFrom() >= ends.count();
    }
    if (!appended || ends.count() > hits.size()) {
      ends = SectionEnds.NONE;
    }
    ends = ends.extendedBy(hits);
    return ends.starts();
  }

  /**
   * Where the sections of the first hits end.
   *
   * @param count number of hits that were looked at
   * @param strong after the last strong hit
   * @param possible after the last strong or possible hit
   */
  private record SectionEnds(int count, int strong, int possible) {
    static final SectionEnds NONE = new SectionEnds(0, 0, 0);

    SectionEnds extendedBy(List<SearchHit> hits) {
      int lastStrong = strong;
      int lastPossible = possible;
      for (int i = count; i < hits.size(); i++) {
        MatchBand band = hits.get(i).band();
        lastStrong = band == MatchBand.STRONG ? i + 1 : lastStrong;
        lastPossible = band == MatchBand.WEAK ? lastPossible : i + 1;
      }
      return new SectionEnds(hits.size(), lastStrong, lastPossible);
    }

    SortedMap<Integer, MatchBand> starts() {
      SortedMap<Integer, MatchBand> starts = new TreeMap<>();
      if (strong > 0 && strong < possible) {
        starts.put(strong, MatchBand.POSSIBLE);
      }
      if (possible > 0 && possible < count) {
        starts.put(possible, MatchBand.WEAK);
      }
      return Collections.unmodifiableSortedMap(starts);
    }
  }

  /** Switches to the next display mode. */
  public void nextMode() {
    mode.set(mode.get().next());
  }

  /** Display mode of the hits. */
  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /** Whether images are listed without a query, and have no scores. */
  public ReadOnlyBooleanProperty listingProperty() {
    return listing.getReadOnlyProperty();
  }

  /** Number of strong matches, or of listed images. */
  public ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Number of images searched, or the progress of the search. */
  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Search time; empty while a search is running. */
  public ReadOnlyStringProperty timeProperty() {
    return time.getReadOnlyProperty();
  }

  /** Message that even the best hit is weak; empty if it is not. */
  public ReadOnlyStringProperty noMatchProperty() {
    return nothing.getReadOnlyProperty();
  }

  /** Message that no images match the filters; empty if some do. */
  public ReadOnlyStringProperty noImagesProperty() {
    return emptied.getReadOnlyProperty();
  }

  /** Suggestions when no images match the filters. */
  public ObservableList<Offer> offers() {
    return offers;
  }

  /** Names of concepts that any hit shares with the query. */
  static Set<String> sharedConceptNames(Collection<SearchHit> hits) {
    Set<String> names = new TreeSet<>();
    for (SearchHit hit : hits) {
      hit.concepts().stream()
          .filter(ConceptChipRow::shared)
          .map(SharedConcept::name)
          .forEach(names::add);
    }
    return names;
  }

  /** Names of all concepts of the hits. */
  static Set<String> conceptNames(Collection<SearchHit> hits) {
    Set<String> names = new TreeSet<>();
    for (SearchHit hit : hits) {
      hit.concepts().stream().map(SharedConcept::name).forEach(names::add);
    }
    return names;
  }
}
