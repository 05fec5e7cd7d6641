package org.kamcl.explorer.ui.selection;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

/**
 * The hits of the current search with the selected, the hovered and the marked ones, for all panes.
 */
public final class SelectionViewModel {
  private final ObservableList<SearchHit> hits = FXCollections.observableArrayList();
  private final ObservableList<SearchHit> readOnly = FXCollections.unmodifiableObservableList(hits);
  private final ReadOnlyObjectWrapper<SearchHit> selected = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<SearchHit> hovered = new SimpleObjectProperty<>();
  private final Set<Long> marked = new HashSet<>();
  private final Set<Long> readOnlyMarked = Collections.unmodifiableSet(marked);
  private final ReadOnlyIntegerWrapper markCount = new ReadOnlyIntegerWrapper();

  /** Marked images that are no hits, in the order in which they were marked. */
  private final Map<Long, SearchHit> others = new LinkedHashMap<>();

  private final ObjectProperty<String> concept = new SimpleObjectProperty<>();

  /** Whether the next hits are those of the marked images, so that the marks stay. */
  private boolean keepingMarks;

  /** Index of each hit by image id, since a linear search through 100,000 hits is slow. */
  private final Map<Long, Integer> indexes = new HashMap<>();

  /** Whether the hits are being replaced, so that the selection does not change by the user. */
  private boolean replacing;

  /** Where marking a range begins; -1 if nowhere. */
  private int anchor = -1;

  /** Whether the user has selected the selected hit; otherwise it is the best one by default. */
  private boolean chosen;

  /** Replaces the hits by those of another query; the best one is selected and none is marked. */
  public void show(List<SearchHit> found) {
    if (!keepingMarks) {
      marked.clear();
      others.clear();
    }
    keepingMarks = false;
    replacing = true;
    put(found);
    marksChanged();
    selected.set(found.isEmpty() ? null : found.get(0));
    replacing = false;
  }

  /**
   * Replaces the hits by those of the same query. Marks and a hit that the user has selected are
   * kept if they are still found; otherwise the best hit is selected.
   */
  public void replace(List<SearchHit> found) {
    SearchHit before = chosen ? selected.get() : null;
    replacing = true;
    put(found);
    marked.removeIf(image -> !indexes.containsKey(image) && !others.containsKey(image));
    marksChanged();
    int at = before == null ? -1 : indexOf(before);
    chosen = at >= 0;
    selected.set(chosen ? hits.get(at) : found.isEmpty() ? null : found.get(0));
    replacing = false;
  }

  /** Whether the selection changes because the hits are replaced, and not by the user. */
  public boolean isReplacing() {
    return replacing;
  }

  /** Adds further hits of the same ranking. */
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
      indexes.put(more.get(i).image().id(), have + i);
    }
    hits.addAll(more);
  }

  private void put(List<SearchHit> found) {
    anchor = -1;
    chosen = false;
    selected.set(null);
    hovered.set(null);
    indexes.clear();
    for (int i = 0; i < found.size(); i++) {
      indexes.put(found.get(i).image().id(), i);
    }
    hits.setAll(found);
  }

  /** The hits, best first. */
  public ObservableList<SearchHit> hits() {
    return readOnly;
  }

  /** The index of the hit with the same image, from 0; -1 if there is none. */
  public int indexOf(SearchHit hit) {
    return indexes.getOrDefault(hit.image().id(), -1);
  }

  /** The selected hit, or null. */
  public ReadOnlyObjectProperty<SearchHit> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The hit under the pointer in any pane, or null; all panes highlight it. */
  public ObjectProperty<SearchHit> hoveredProperty() {
    return hovered;
  }

  /** The selected hit, or null. */
  public SearchHit selected() {
    return selected.get();
  }

  /** Whether the user has selected the selected hit, rather than the search. */
  public boolean isSelectedByUser() {
    return chosen;
  }

  /** Selects a hit, or none for null. */
  public void select(SearchHit hit) {
    if (replacing) {
      // A table keeps the selected row when its rows change, which is another hit then.
      return;
    }
    chosen = hit != null;
    selected.set(hit);
    anchor = hit == null ? -1 : indexOf(hit);
  }

  /** Moves the selection by a number of hits, within the list. */
  public void move(int steps) {
    if (hits.isEmpty()) {
      return;
    }
    int at = selected.get() == null ? -1 : indexOf(selected.get());
    int wanted = at < 0 ? 0 : at + steps;
    if (wanted >= 0 && wanted < hits.size()) {
      select(hits.get(wanted));
    } else if (steps > 1 && at >= 0) {
      // A page down near the end selects the last hit.
      select(hits.get(hits.size() - 1));
    } else if (steps < -1) {
      select(hits.get(0));
    }
  }

  /** Moves the selection by a number of hits and marks all hits in between. */
  public void extendBy(int steps) {
    int from = anchor >= 0 ? anchor : selected.get() == null ? 0 : indexOf(selected.get());
    move(steps);
    anchor = from;
    markTo(selected.get());
  }

  /** Marks a hit or removes its mark. */
  public void toggleMark(SearchHit hit) {
    long image = hit.image().id();
    if (!marked.remove(image)) {
      marked.add(image);
    } else {
      others.remove(image);
    }
    marksChanged();
    anchor = indexOf(hit);
  }

  /**
   * Marks another hit or removes its mark (Ctrl+click). The first one is marked together with the
   * hit that the user has selected before.
   */
  public void toggleMarkWithSelected(SearchHit hit) {
    SearchHit before = selected.get();
    if (marked.isEmpty() && chosen && before != null && before.image().id() != hit.image().id()) {
      marked.add(before.image().id());
    }
    toggleMark(hit);
  }

  /** Marks hits; others stay marked. */
  public void mark(List<SearchHit> some) {
    some.forEach(hit -> marked.add(hit.image().id()));
    marksChanged();
  }

  /**
   * Marks these images and no others; they need not be hits of the search.
   *
   * @param images some images
   */
  public void markOnly(List<ImageRecord> images) {
    marked.clear();
    others.clear();
    markCount.set(0);
    images.forEach(
        image -> {
          marked.add(image.id());
          others.put(image.id(), SearchHit.listed(others.size() + 1, image));
        });
    marksChanged();
  }

  /** Keeps the marks when the next search shows its hits, which are the marked images. */
  public void keepMarks() {
    keepingMarks = true;
  }

  /** Marks all hits from the last selected or marked one to a hit. */
  public void markTo(SearchHit hit) {
    if (hit == null) {
      return;
    }
    int to = indexOf(hit);
    int start = selected.get() == null ? to : indexOf(selected.get());
    int from = anchor >= 0 ? anchor : start;
    for (int i = Math.min(from, to); i <= Math.max(from, to); i++) {
      marked.add(hits.get(i).image().id());
    }
    marksChanged();
  }

  /** Removes all marks. */
  public void clearMarks() {
    marked.clear();
    others.clear();
    marksChanged();
  }

  private void marksChanged() {
    markCount.set(marked.size());
  }

  /** Ids of the marked images. */
  public Set<Long> marks() {
    return readOnlyMarked;
  }

  /**
   * Number of marked images. It changes with every change of the marks, once for many of them:
   * marks are either added or removed.
   */
  public ReadOnlyIntegerProperty markCountProperty() {
    return markCount.getReadOnlyProperty();
  }

  /** Whether a hit is marked. */
  public boolean isMarked(SearchHit hit) {
    return marked.contains(hit.image().id());
  }

  /** The marked hits, best first, then marked images that are no hits. */
  public List<SearchHit> marked() {
    Stream<SearchHit> found =
        marked.stream().map(indexes::get).filter(index -> index != null).sorted().map(hits::get);
    Stream<SearchHit> more =
        others.values().stream()
            .filter(hit -> marked.contains(hit.image().id()) && indexOf(hit) < 0);
    return Stream.concat(found, more).toList();
  }

  /** The concept that is shown in the Concepts perspective; null for none. */
  public ObjectProperty<String> conceptProperty() {
    return concept;
  }

  /** The marked hits, or the selected one if none is marked. */
  public List<SearchHit> chosen() {
    if (!marked.isEmpty()) {
      return marked();
    }
    return selected.get() == null ? List.of() : List.of(selected.get());
  }
}
