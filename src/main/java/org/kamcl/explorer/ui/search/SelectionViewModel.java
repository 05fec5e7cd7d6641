package org.kamcl.explorer.ui.search;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.SearchHit;

/** The hits and the one that is selected: the same for grid, map and details. */
public final class SelectionViewModel {
  private final ObservableList<SearchHit> hits = FXCollections.observableArrayList();
  private final ObservableList<SearchHit> readOnly = FXCollections.unmodifiableObservableList(hits);
  private final ReadOnlyObjectWrapper<SearchHit> selected = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<SearchHit> hovered = new SimpleObjectProperty<>();

  /** Shows other hits; the best one is selected. */
  public void show(List<SearchHit> found) {
    selected.set(null);
    hovered.set(null);
    hits.setAll(found);
    selected.set(found.isEmpty() ? null : found.get(0));
  }

  /** What was found, best first. */
  public ObservableList<SearchHit> hits() {
    return readOnly;
  }

  /** The selected hit, or null. */
  public ReadOnlyObjectProperty<SearchHit> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The hit under the pointer in whichever room, or null: shown in all of them. */
  public ObjectProperty<SearchHit> hoveredProperty() {
    return hovered;
  }

  /** The selected hit, or null. */
  public SearchHit selected() {
    return selected.get();
  }

  /** Selects a hit, or with null none. */
  public void select(SearchHit hit) {
    selected.set(hit);
  }

  /** Selects the hit so many places after the selected one, as far as there is one. */
  public void move(int places) {
    if (hits.isEmpty()) {
      return;
    }
    int at = selected.get() == null ? -1 : hits.indexOf(selected.get());
    int wanted = at < 0 ? 0 : at + places;
    if (wanted >= 0 && wanted < hits.size()) {
      selected.set(hits.get(wanted));
    } else if (places > 1 && at >= 0) {
      // A page down at the end goes to the last one.
      selected.set(hits.get(hits.size() - 1));
    } else if (places < -1) {
      selected.set(hits.get(0));
    }
  }
}
