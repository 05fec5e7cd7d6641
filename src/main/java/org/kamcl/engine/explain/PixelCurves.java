package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;

/**
 * The score of an image while its cells are deleted or inserted in the order of a heat map.
 * (Petsiuk, Das, Saenko, BMVC 2018.) Deleted cells get the image's mean color; inserted cells
 * replace a blurred copy of the image. All maps are compared on one grid, because deleting
 * scattered pixels hurts more than deleting as many connected ones.
 */
final class PixelCurves {
  /** Cells in each direction. */
  static final int GRID = 12;

  /** Cells of one step. */
  private static final int STEP = 8;

  private static final int STEPS = GRID * GRID / STEP;

  private final KamclModel model;
  private final PixelEdits edits;
  private final float[] direction;
  private final BooleanSupplier cancelled;
  private final double full;
  private final double deleted;
  private final double blurred;

  /**
   * @param image has the size of the network's input
   * @param cancelled is asked before each pass
   */
  PixelCurves(KamclModel model, RgbImage image, float[] direction, BooleanSupplier cancelled) {
    this.model = model;
    this.edits = new PixelEdits(image);
    this.direction = direction;
    this.cancelled = cancelled;
    boolean[] all = new boolean[GRID * GRID];
    boolean[] none = all.clone();
    Arrays.fill(all, true);
    double[] ends = scores(List.of(image, edits.deleted(all, GRID), edits.inserted(none, GRID)));
    this.full = ends[0];
    this.deleted = ends[1];
    this.blurred = ends[2];
  }

  /**
   * The areas under both curves.
   *
   * @param deletion mean score while the cells are deleted; low for a faithful map
   * @param insertion mean score while the cells are inserted; high for a faithful map
   */
  record Areas(double deletion, double insertion) {}

  /** Measures a map of any size; cells of equal value keep the order of reading. */
  Areas measure(HeatMap map) {
    HeatMap cells = map.resampled(GRID, GRID);
    Integer[] order = new Integer[GRID * GRID];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -cells.values()[i]));
    List<RgbImage> images = new ArrayList<>(2 * STEPS);
    boolean[] chosen = new boolean[GRID * GRID];
    for (int step = 1; step < STEPS; step++) {
      for (int i = (step - 1) * STEP; i < step * STEP; i++) {
        chosen[order[i]] = true;
      }
      images.add(edits.deleted(chosen, GRID));
      images.add(edits.inserted(chosen, GRID));
    }
    double[] scores = scores(images);
    double deletion = (full + deleted) / 2;
    double insertion = (blurred + full) / 2;
    for (int i = 0; i < scores.length; i += 2) {
      deletion += scores[i];
      insertion += scores[i + 1];
    }
    return new Areas(deletion / STEPS, insertion / STEPS);
  }

  private double[] scores(List<RgbImage> images) {
    return scores(model, images, direction, cancelled);
  }

  /** The scores of images in a direction; asks before each pass whether to continue. */
  static double[] scores(
      KamclModel model, List<RgbImage> images, float[] direction, BooleanSupplier cancelled) {
    double[] scores = new double[images.size()];
    for (int from = 0; from < scores.length; from += KamclModel.IMAGE_BATCH_SIZE) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      int to = Math.min(from + KamclModel.IMAGE_BATCH_SIZE, scores.length);
      int at = from;
      for (Embedding embedding : model.embedImages(images.subList(from, to))) {
        scores[at++] = Vectors.dot(embedding.unitVector(), direction);
      }
    }
    return scores;
  }
}
