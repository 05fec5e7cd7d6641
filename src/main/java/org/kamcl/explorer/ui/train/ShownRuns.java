package org.kamcl.explorer.ui.train;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Names of the runs whose curves are shown, each with a color that it keeps while it is shown. */
final class ShownRuns {
  /** Most runs that are shown at a time: there are as many colors. */
  static final int MOST = 8;

  /** Colors in the order in which they are given away. */
  private static final int[] COLORS = {1, 6, 4, 3, 2, 5, 7, 8};

  /** In the order in which they get their colors. */
  private final Set<String> names = new LinkedHashSet<>();

  private final Map<String, Integer> colors = new LinkedHashMap<>();
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  /** Whether there are no more colors for a run. */
  boolean isFull(String name) {
    return names.size() >= MOST && !names.contains(name);
  }

  /** Shows a run beside the others, where there is a color for it. Returns whether it was added. */
  boolean add(String name) {
    return !isFull(name) && names.add(name) && give();
  }

  /**
   * Shows a run beside the others; the one that was shown first leaves if there are too many.
   * Returns whether it was added.
   */
  boolean addInPlaceOfFirst(String name) {
    while (isFull(name)) {
      names.remove(names.iterator().next());
    }
    return names.add(name) && give();
  }

  /** Shows only a run. */
  void set(String name) {
    names.clear();
    names.add(name);
    give();
  }

  /** Stops showing a run. Returns whether it was shown. */
  boolean remove(String name) {
    return names.remove(name) && give();
  }

  /** Stops showing runs that are not in a set. */
  void retain(Set<String> present) {
    names.retainAll(present);
    colors.keySet().retainAll(present);
  }

  /** Gives each run a color. Returns whether another set of runs is shown. */
  private boolean give() {
    Set<String> before = new HashSet<>(colors.keySet());
    colors.keySet().retainAll(names);
    for (String name : names) {
      if (!colors.containsKey(name)) {
        for (int color : COLORS) {
          if (!colors.containsValue(color)) {
            colors.put(name, color);
            break;
          }
        }
      }
    }
    boolean changed = !before.equals(colors.keySet());
    if (changed) {
      version.set(version.get() + 1);
    }
    return changed;
  }

  /** Number of runs. */
  int size() {
    return names.size();
  }

  /** Names in the order of their colors. */
  List<String> names() {
    return List.copyOf(colors.keySet());
  }

  /** Whether the curves of a run are shown. */
  boolean has(String name) {
    return colors.containsKey(name);
  }

  /** Number of the color of a run; 0 if it is not shown. */
  int color(String name) {
    return colors.getOrDefault(name, 0);
  }

  /** Changes when other runs are shown. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }
}
