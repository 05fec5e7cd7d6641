package org.kamcl.explorer.ui.explore;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** What is said of a result as a whole, and how its hits are shown. */
public final class ResultsViewModel {
  private final SelectionViewModel selection;
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterFormatter words;
  private final Messages messages;
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.GRID);
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper emptied = new ReadOnlyStringWrapper("");
  private int cut;
  private final ObservableList<Offer> offers = FXCollections.observableArrayList();

  /** How hits are shown. */
  public enum Mode {
    /** As cards. */
    GRID,
    /** As a table. */
    LIST,
    /** The captions of the archive that are nearest to the query. */
    CAPTIONS;

    Mode next() {
      return switch (this) {
        case GRID -> LIST;
        case LIST -> CAPTIONS;
        case CAPTIONS -> GRID;
      };
    }
  }

  /** Something that can be done where filters leave nothing. */
  public record Offer(String name, Runnable run) {}

  /** Of a search. */
  public ResultsViewModel(
      SearchViewModel search,
      SelectionViewModel selection,
      FilterViewModel filters,
      FacetsViewModel facets,
      FilterFormatter words,
      Messages messages) {
    this.selection = selection;
    this.filters = filters;
    this.facets = facets;
    this.words = words;
    this.messages = messages;
    search.resultProperty().addListener((property, before, result) -> say(result));
    selection.hits().addListener((ListChangeListener<SearchHit>) change -> cut = lastStrong());
  }

  private void say(SearchResult result) {
    if (result == null) {
      return;
    }
    boolean none = result.complete() && result.candidates() == 0;
    long strong = result.strongMatches();
    boolean open = strong == result.hits().size() && strong < result.candidates();
    count.set(
        open
            ? messages.text("results.strong.atleast", strong)
            : messages.text("results.strong", strong));
    detail.set(detail(result));
    time.set(result.complete() ? messages.text("results.time", result.duration().toMillis()) : "");
    nothing.set(
        strong == 0 && result.complete() && !none
            ? messages.text("results.nothing.text", result.candidates())
            : "");
    offers.clear();
    emptied.set(none ? emptied() : "");
    if (none) {
      facets.findRelaxations(this::offer);
    }
  }

  private String detail(SearchResult result) {
    if (!result.complete()) {
      return messages.text("results.partial", result.compared(), result.candidates());
    }
    String key = result.request().filter().isEmpty() ? "results.of.all" : "results.of.filtered";
    return messages.text(key, result.candidates());
  }

  private String emptied() {
    List<String> names = filters.criteria().stream().map(words::format).toList();
    return messages.text("results.emptied.text", names.size(), String.join(", ", names));
  }

  private void offer(List<FacetsViewModel.Relaxation> remedies) {
    if (emptied.get().isEmpty()) {
      return;
    }
    offers.clear();
    for (FacetsViewModel.Relaxation relaxation : remedies) {
      offers.add(
          new Offer(
              messages.text("results.drop", words.format(relaxation.part()), relaxation.images()),
              () -> filters.drop(relaxation.part())));
    }
    if (remedies.isEmpty()) {
      offers.add(new Offer(messages.text("results.drop.all"), filters::clear));
    }
  }

  /** Behind so many hits, nothing matches well any more. */
  public int strongCount() {
    return cut;
  }

  /** Strong ones come first but for few, as each image has its own measure of chance. */
  private int lastStrong() {
    List<SearchHit> hits = selection.hits();
    int last = hits.size();
    while (last > 0 && !hits.get(last - 1).strong()) {
      last--;
    }
    return last;
  }

  /** The next way to show hits. */
  public void nextMode() {
    mode.set(mode.get().next());
  }

  /** How hits are shown. */
  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /** How many match. */
  public ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Of how many; or how far a search is. */
  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** In what time, or nothing while a search is on its way. */
  public ReadOnlyStringProperty timeProperty() {
    return time.getReadOnlyProperty();
  }

  /** That nothing matches well, or nothing. */
  public ReadOnlyStringProperty noStrongMatchProperty() {
    return nothing.getReadOnlyProperty();
  }

  /** That the filters leave nothing, or nothing. */
  public ReadOnlyStringProperty noImagesProperty() {
    return emptied.getReadOnlyProperty();
  }

  /** What can be done about filters that leave nothing. */
  public ObservableList<Offer> offers() {
    return offers;
  }

  /** Names of concepts that some hit shares with the query. */
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

  /** Names of all concepts of some hits. */
  static Set<String> conceptNames(Collection<SearchHit> hits) {
    Set<String> names = new TreeSet<>();
    for (SearchHit hit : hits) {
      hit.concepts().stream().map(SharedConcept::name).forEach(names::add);
    }
    return names;
  }
}
