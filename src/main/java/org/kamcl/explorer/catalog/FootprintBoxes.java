package org.kamcl.explorer.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageRecord;

/** Boxes around the footprints of images, to find those in an area. Immutable. */
final class FootprintBoxes {
  private static final int SIDES = 4;

  private final List<ImageRecord> images;

  /** West, south, east and north of each box, in degrees. */
  private final float[] sides;

  /** Position of each box's image; a footprint across the antimeridian has two boxes. */
  private final int[] owners;

  /**
   * @param images ascending by id
   */
  FootprintBoxes(List<ImageRecord> images) {
    this.images = images;
    float[] all = new float[2 * SIDES * images.size()];
    int[] of = new int[2 * images.size()];
    int boxes = 0;
    for (int i = 0; i < images.size(); i++) {
      List<double[]> around =
          images.get(i).footprint().map(Footprint::boundingBoxes).orElse(List.of());
      for (double[] box : around) {
        of[boxes] = i;
        // Rounded outward.
        all[boxes * SIDES] = Math.nextDown((float) box[0]);
        all[boxes * SIDES + 1] = Math.nextDown((float) box[1]);
        all[boxes * SIDES + 2] = Math.nextUp((float) box[2]);
        all[boxes * SIDES + 3] = Math.nextUp((float) box[3]);
        boxes++;
      }
    }
    this.sides = Arrays.copyOf(all, boxes * SIDES);
    this.owners = Arrays.copyOf(of, boxes);
  }

  /** Ids of the images whose footprints have a point in common with an area, ascending. */
  long[] in(GeoArea area) {
    List<double[]> wanted = area.boundingBoxes();
    List<double[]> around = List.of(around(wanted));
    Predicate<Footprint> intersecting = area.intersecting();
    IdList found = new IdList();
    int last = -1;
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] != last && meets(i, around) && meets(i, wanted)) {
        last = owners[i];
        ImageRecord image = images.get(last);
        if (image.footprint().filter(intersecting).isPresent()) {
          found.add(image.id());
        }
      }
    }
    return found.all();
  }

  /** The box around boxes. */
  private static double[] around(List<double[]> boxes) {
    double[] all = boxes.get(0).clone();
    for (double[] box : boxes) {
      all[0] = Math.min(all[0], box[0]);
      all[1] = Math.min(all[1], box[1]);
      all[2] = Math.max(all[2], box[2]);
      all[3] = Math.max(all[3], box[3]);
    }
    return all;
  }

  private boolean meets(int box, List<double[]> wanted) {
    int at = box * SIDES;
    for (double[] other : wanted) {
      if (sides[at] <= other[2]
          && sides[at + 2] >= other[0]
          && sides[at + 1] <= other[3]
          && sides[at + 3] >= other[1]) {
        return true;
      }
    }
    return false;
  }
}
