package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * The footprints of an archive, found by box: a packed tree in flat arrays (sort-tile-recursive),
 * built once and never changed, so that any thread may ask.
 */
public final class FootprintIndex {
  private static final int BRANCHES = 16;

  private final Projection projection;
  private final List<ImageRecord> images;

  /** Rings one after the other; that of item i is from starts[i] to starts[i + 1]. */
  private final double[] rings;

  private final int[] starts;

  /** West, north, east, south of the items and then of each level of nodes above them. */
  private final double[] boxes;

  /** Where each level begins, in boxes; the items are level 0. */
  private final int[] levels;

  private FootprintIndex(
      Projection projection, List<ImageRecord> images, double[] rings, int[] starts) {
    this.projection = projection;
    this.images = images;
    this.rings = rings;
    this.starts = starts;
    this.levels = levels(images.size());
    this.boxes = new double[4 * levels[levels.length - 1]];
    fillBoxes();
  }

  public static FootprintIndex empty(Projection projection) {
    return of(List.of(), projection);
  }

  /** Of those images that have a place. Takes a moment, so not where one draws. */
  public static FootprintIndex of(List<ImageRecord> images, Projection projection) {
    List<Item> items = new ArrayList<>();
    for (ImageRecord image : images) {
      image
          .footprint()
          .ifPresent(
              footprint -> {
                double[] ring = ProjectedRings.of(footprint, projection);
                items.add(new Item(image, ring, ProjectedRings.bounds(ring)));
              });
    }
    List<Item> packed = packed(items);
    int[] starts = new int[packed.size() + 1];
    for (int i = 0; i < packed.size(); i++) {
      starts[i + 1] = starts[i] + packed.get(i).ring().length;
    }
    double[] rings = new double[starts[packed.size()]];
    for (int i = 0; i < packed.size(); i++) {
      System.arraycopy(packed.get(i).ring(), 0, rings, starts[i], packed.get(i).ring().length);
    }
    return new FootprintIndex(projection, packed.stream().map(Item::image).toList(), rings, starts);
  }

  private record Item(ImageRecord image, double[] ring, double[] box) {
    double x() {
      return box[0] + box[2];
    }

    double y() {
      return box[1] + box[3];
    }
  }

  /** Vertical slices, each from north to south: neighbours in the list are neighbours. */
  private static List<Item> packed(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingDouble(Item::x));
    int nodes = (items.size() + BRANCHES - 1) / BRANCHES;
    int slice = BRANCHES * Math.max(1, (int) Math.ceil(Math.sqrt(nodes)));
    for (int from = 0; from < sorted.size(); from += slice) {
      sorted
          .subList(from, Math.min(sorted.size(), from + slice))
          .sort(Comparator.comparingDouble(Item::y));
    }
    return sorted;
  }

  private static int[] levels(int items) {
    List<Integer> begins = new ArrayList<>(List.of(0));
    int end = items;
    int count = items;
    begins.add(end);
    while (count > 1) {
      count = (count + BRANCHES - 1) / BRANCHES;
      end += count;
      begins.add(end);
    }
    return begins.stream().mapToInt(Integer::intValue).toArray();
  }

  private void fillBoxes() {
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(ProjectedRings.bounds(ring(i)), 0, boxes, 4 * i, 4);
    }
    for (int level = 1; level < levels.length - 1; level++) {
      for (int node = levels[level]; node < levels[level + 1]; node++) {
        int first = levels[level - 1] + (node - levels[level]) * BRANCHES;
        int end = Math.min(levels[level], first + BRANCHES);
        int at = 4 * node;
        boxes[at] = boxes[at + 1] = Double.MAX_VALUE;
        boxes[at + 2] = boxes[at + 3] = -Double.MAX_VALUE;
        for (int child = 4 * first; child < 4 * end; child += 4) {
          boxes[at] = Math.min(boxes[at], boxes[child]);
          boxes[at + 1] = Math.min(boxes[at + 1], boxes[child + 1]);
          boxes[at + 2] = Math.max(boxes[at + 2], boxes[child + 2]);
          boxes[at + 3] = Math.max(boxes[at + 3], boxes[child + 3]);
        }
      }
    }
  }

  public Projection projection() {
    return projection;
  }

  public int size() {
    return images.size();
  }

  public ImageRecord image(int item) {
    return images.get(item);
  }

  /** The ring of an item, world coordinates. */
  public double[] ring(int item) {
    return Arrays.copyOfRange(rings, starts[item], starts[item + 1]);
  }

  public double west(int item) {
    return boxes[4 * item];
  }

  public double north(int item) {
    return boxes[4 * item + 1];
  }

  public double east(int item) {
    return boxes[4 * item + 2];
  }

  public double south(int item) {
    return boxes[4 * item + 3];
  }

  /** The longer side of an item's box, world coordinates. */
  public double longerSide(int item) {
    return Math.max(east(item) - west(item), south(item) - north(item));
  }

  /**
   * Asks for what touches a box on one turn of the world.
   *
   * @param least items whose longer side is shorter than this are left out
   * @param found is given each item, and says whether to go on
   */
  public void query(
      double west, double north, double east, double south, double least, IntPredicate found) {
    if (images.isEmpty()) {
      return;
    }
    visit(levels.length - 2, 0, new Box(west, north, east, south, least), found);
  }

  private record Box(double west, double north, double east, double south, double least) {
    boolean meets(double[] boxes, int at) {
      return boxes[at] <= east
          && boxes[at + 2] >= west
          && boxes[at + 1] <= south
          && boxes[at + 3] >= north
          // What is in a small box is small itself.
          && Math.max(boxes[at + 2] - boxes[at], boxes[at + 3] - boxes[at + 1]) >= least;
    }
  }

  /** Visits a node; returns whether to go on. */
  private boolean visit(int level, int index, Box box, IntPredicate found) {
    if (!box.meets(boxes, 4 * (levels[level] + index))) {
      return true;
    }
    if (level == 0) {
      return found.test(index);
    }
    int end = Math.min(levels[level] - levels[level - 1], (index + 1) * BRANCHES);
    for (int child = index * BRANCHES; child < end; child++) {
      if (!visit(level - 1, child, box, found)) {
        return false;
      }
    }
    return true;
  }
}
