package org.kamcl.explorer.ui.selection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.kamcl.explorer.domain.SearchHit;

/** The hits, the one that is selected and those that are marked: the same in all rooms. */
public final class SelectionViewModel {
  private final ObservableList<SearchHit> hits = FXCollections.observableArrayList();
  private final ObservableList<SearchHit> readOnly = FXCollections.unmodifiableObservableList(hits);
  private final ReadOnlyObjectWrapper<SearchHit> selected = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<SearchHit> hovered = new SimpleObjectProperty<>();
  private final ObservableSet<Long> marked = FXCollections.observableSet();
  private final ObservableSet<Long> readOnlyMarked =
      FXCollections.unmodifiableObservableSet(marked);

  /** Places of the images among the hits: a list of a hundred thousand is not looked through. */
  private final Map<Long, Integer> places = new HashMap<>();

  /** From here a range is marked. */
  private int anchor = -1;

  /** Shows other hits; the best one is selected, and none is marked. */
  public void show(List<SearchHit> found) {
    marked.clear();
    put(found);
    selected.set(found.isEmpty() ? null : found.get(0));
  }

  /** Shows hits of the same question; what was selected or marked stays so if it is among them. */
  public void replace(List<SearchHit> found) {
    SearchHit before = selected.get();
    put(found);
    marked.removeIf(image -> !places.containsKey(image));
    int at = before == null ? -1 : indexOf(before);
    selected.set(at >= 0 ? hits.get(at) : found.isEmpty() ? null : found.get(0));
  }

  /** Shows more of the same hits behind those there are. */
  public void extend(List<SearchHit> found) {
    int have = hits.size();
    boolean same =
        found.size() >= have
            && (have == 0
                || (found.get(0).image().id() == hits.get(0).image().id()
                    && found.get(have - 1).image().id() == hits.get(have - 1).image().id()));
    if (!same) {
      replace(found);
      return;
    }
    List<SearchHit> more = found.subList(have, found.size());
    for (int i = 0; i < more.size(); i++) {
      places.put(more.get(i).image().id(), have + i);
    }
    hits.addAll(more);
  }

  private void put(List<SearchHit> found) {
    anchor = -1;
    selected.set(null);
    hovered.set(null);
    places.clear();
    for (int i = 0; i < found.size(); i++) {
      places.put(found.get(i).image().id(), i);
    }
    hits.setAll(found);
  }

  /** What was found, best first. */
  public ObservableList<SearchHit> hits() {
    return readOnly;
  }

  /** The place of a hit of this or an earlier answer, from 0; -1 where its image is not found. */
  public int indexOf(SearchHit hit) {
    return places.getOrDefault(hit.image().id(), -1);
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
    anchor = hit == null ? -1 : indexOf(hit);
  }

  /** Selects the hit so many places after the selected one, as far as there is one. */
  public void move(int steps) {
    if (hits.isEmpty()) {
      return;
    }
    int at = selected.get() == null ? -1 : indexOf(selected.get());
    int wanted = at < 0 ? 0 : at + steps;
    if (wanted >= 0 && wanted < hits.size()) {
      select(hits.get(wanted));
    } else if (steps > 1 && at >= 0) {
      // A page down at the end goes to the last one.
      select(hits.get(hits.size() - 1));
    } else if (steps < -1) {
      select(hits.get(0));
    }
  }

  /** The same, and marks all on the way. */
  public void extendBy(int steps) {
    int from = anchor >= 0 ? anchor : selected.get() == null ? 0 : indexOf(selected.get());
    move(steps);
    anchor = from;
    markTo(selected.get());
  }

  /** Marks a hit, or no longer. */
  public void toggleMark(SearchHit hit) {
    long image = hit.image().id();
    if (!marked.remove(image)) {
      marked.add(image);
    }
    anchor = indexOf(hit);
  }

  /** Marks all from the one that was selected or marked last to a hit. */
  public void markTo(SearchHit hit) {
    if (hit == null) {
      return;
    }
    int to = indexOf(hit);
    int from = anchor >= 0 ? anchor : to;
    for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
      marked.add(hits.get(i).image().id());
    }
  }

  /** No hit is marked any more. */
  public void clearMarks() {
    marked.clear();
  }

  /** Ids of the images that are marked. */
  public ObservableSet<Long> marks() {
    return readOnlyMarked;
  }

  /** Whether a hit is marked. */
  public boolean isMarked(SearchHit hit) {
    return marked.contains(hit.image().id());
  }

  /** The marked hits, best first. */
  public List<SearchHit> marked() {
    return marked.stream()
        .map(places::get)
        .filter(place -> place != null)
        .sorted()
        .map(hits::get)
        .toList();
  }

  /** The marked hits, or where none is marked the selected one. */
  public List<SearchHit> chosen() {
    if (!marked.isEmpty()) {
      return marked();
    }
    return selected.get() == null ? List.of() : List.of(selected.get());
  }
}
