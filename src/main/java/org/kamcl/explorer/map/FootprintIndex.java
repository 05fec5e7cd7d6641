package org.kamcl.explorer.map;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.ImageRecord;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Spatial index of the footprints of an archive. Immutable after construction, so that any thread
 * may query it.
 *
 * <p>The footprints are divided into size classes, one STR tree for each power of two of the longer
 * side. Most queries want only footprints that are large enough to be seen at the current zoom
 * level; they skip the trees of smaller ones. See docs/decisions/0012-spatial-index.md.
 */
public final class FootprintIndex {
  private final Projection projection;

  /** By the binary exponent of the longer side. */
  private final TreeMap<Integer, STRtree> sizeClasses = new TreeMap<>();

  private final int size;

  private FootprintIndex(Projection projection, List<Item> items) {
    this.projection = projection;
    this.size = items.size();
    for (Item item : items) {
      sizeClasses
          .computeIfAbsent(Math.getExponent(item.longerSide()), exponent -> new STRtree())
          .insert(new Envelope(item.west(), item.east(), item.north(), item.south()), item);
    }
    // Otherwise the first query would build it, which is a data race.
    sizeClasses.values().forEach(STRtree::build);
  }

  /** An index without footprints. */
  public static FootprintIndex empty(Projection projection) {
    return new FootprintIndex(projection, List.of());
  }

  /**
   * Builds the index; takes about 30 ms for 100,000 images, so not on the JavaFX thread.
   *
   * @param images those without a footprint are ignored
   */
  public static FootprintIndex of(List<ImageRecord> images, Projection projection) {
    return new FootprintIndex(
        projection,
        images.stream()
            .filter(image -> image.footprint().isPresent())
            .map(image -> Item.of(image, projection))
            .toList());
  }

  /**
   * An indexed footprint in world coordinates.
   *
   * @param ring corners x, y, x, y ...; must not be changed
   * @param west of its bounding box; may be below 0
   * @param north of its bounding box
   * @param east of its bounding box; may be above 1
   * @param south of its bounding box
   */
  public record Item(
      ImageRecord image, double[] ring, double west, double north, double east, double south) {
    private static Item of(ImageRecord image, Projection projection) {
      double[] ring = ProjectedRings.of(image.footprint().orElseThrow(), projection);
      double[] box = ProjectedRings.bounds(ring);
      return new Item(image, ring, box[0], box[1], box[2], box[3]);
    }

    /** The longer side of the bounding box, world units. */
    public double longerSide() {
      return Math.max(east - west, south - north);
    }

    /** World x of the center of the bounding box. */
    public double centerX() {
      return (west + east) / 2;
    }

    /** World y of the center of the bounding box. */
    public double centerY() {
      return (north + south) / 2;
    }
  }

  /** The projection of the world coordinates. */
  public Projection projection() {
    return projection;
  }

  /** Number of footprints. */
  public int size() {
    return size;
  }

  /**
   * Finds the footprints whose bounding box meets a box on one copy of the world.
   *
   * @param minSide footprints whose longer side is shorter are skipped, world units
   * @param found receives each of them, in no particular order
   */
  public void query(
      double west, double north, double east, double south, double minSide, Consumer<Item> found) {
    Envelope box = new Envelope(west, east, north, south);
    ItemVisitor visitor =
        entry -> {
          Item item = (Item) entry;
          if (item.longerSide() >= minSide) {
            found.accept(item);
          }
        };
    sizeClasses
        .tailMap(Math.getExponent(minSide), true)
        .values()
        .forEach(tree -> tree.query(box, visitor));
  }
}
