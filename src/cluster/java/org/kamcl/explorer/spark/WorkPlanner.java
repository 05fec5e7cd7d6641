package org.kamcl.explorer.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kamcl.explorer.spark.EarlierRuns.Known;

/** Divides planned files into units of work of about the same number of images. */
final class WorkPlanner {
  private final String prefix;
  private final EarlierRuns earlier;
  private final int unitImages;
  private final List<WorkUnit> units = new ArrayList<>();
  private List<WorkUnit.Range> open = new ArrayList<>();
  private int openImages;
  private int number;

  /**
   * @param prefix of the names of units, which differs between runs
   * @param unitImages images of a unit, at least 1
   */
  WorkPlanner(String prefix, EarlierRuns earlier, int unitImages) {
    this.prefix = prefix;
    this.earlier = earlier;
    this.unitImages = unitImages;
  }

  /** The units of some files. Images that an earlier run has embedded are left out. */
  List<WorkUnit> plan(List<PlannedFile> files) {
    units.clear();
    for (PlannedFile file : files) {
      if (file.problem() != null) {
        add(new WorkUnit.Range(file, 0, 0));
        continue;
      }
      Optional<Known> known =
          earlier
              .find(file.input())
              .filter(k -> k.sha256().equals(file.sha256()) && k.tiling().equals(file.tiling()));
      TreeMap<Integer, Integer> embedded = known.map(Known::ranges).orElseGet(TreeMap::new);
      int before = openImages + units.size();
      int from = 0;
      for (Map.Entry<Integer, Integer> range : embedded.entrySet()) {
        addImages(file, from, range.getKey());
        from = Math.max(from, range.getKey() + range.getValue());
      }
      addImages(file, from, file.imageCount());
      if (before == openImages + units.size()) {
        // Nothing is new but its time.
        add(new WorkUnit.Range(file, 0, 0));
      }
    }
    close();
    return List.copyOf(units);
  }

  private void addImages(PlannedFile file, int from, int to) {
    int next = from;
    while (next < to) {
      int count = Math.min(to - next, unitImages - openImages);
      add(new WorkUnit.Range(file, next, count));
      next += count;
    }
  }

  private void add(WorkUnit.Range range) {
    open.add(range);
    openImages += range.count();
    // Files that cannot be used have no images, but their rows take memory.
    if (openImages >= unitImages || open.size() >= 4 * unitImages) {
      close();
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      units.add(
          new WorkUnit(String.format(Locale.ROOT, "%s-%06d", prefix, number++), List.copyOf(open)));
      open = new ArrayList<>();
      openImages = 0;
    }
  }
}
