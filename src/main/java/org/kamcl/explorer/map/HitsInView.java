package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.SearchHit;

/** Which hits a view of the map shows, at least in part. Immutable. */
public final class HitsInView {
  private final List<Footprint> footprints = new ArrayList<>();

  /** Of each footprint: west, north, east, south in world coordinates. */
  private final List<double[]> boxes = new ArrayList<>();

  private final List<Footprint> main = new ArrayList<>();
  private final List<double[]> mainBoxes;

  /**
   * @param hits those without a footprint are never in a view
   */
  public HitsInView(List<SearchHit> hits, Projection projection) {
    List<double[]> strong = new ArrayList<>();
    for (SearchHit hit : hits) {
      hit.image()
          .footprint()
          .ifPresent(
              footprint -> {
                double[] box = ProjectedRings.bounds(ProjectedRings.of(footprint, projection));
                footprints.add(footprint);
                boxes.add(box);
                if (hit.strong()) {
                  main.add(footprint);
                  strong.add(box);
                }
              });
    }
    mainBoxes = main.isEmpty() ? boxes : strong;
  }

  /** The footprints of the strong matches, or of all hits if none is strong. */
  public List<Footprint> main() {
    return List.copyOf(main.isEmpty() ? footprints : main);
  }

  /** Whether there are strong matches with a footprint. */
  public boolean hasStrong() {
    return !main.isEmpty();
  }

  /** Number of hits that a view shows. */
  public int count(Viewport view) {
    return (int) boxes.stream().filter(view::intersects).count();
  }

  /** Whether a view shows all footprints of {@link #main()}. */
  public boolean showsMain(Viewport view) {
    return mainBoxes.stream().allMatch(view::intersects);
  }
}
