package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;

/**
 * The score of an image while its parts are deleted or inserted in the order of a heat map.
 * (Petsiuk, Das, Saenko, BMVC 2018.)
 */
final class PixelCurves {
  /** Cells in each direction. */
  static final int GRID = 12;

  private static final int STEPS = 18;

  private final KamclModel model;
  private final RgbImage image;
  private final CurveProtocol protocol;
  private final PixelEdits edits;
  private final byte[] deleted;
  private final byte[] blurred;
  private final float[] direction;
  private final BooleanSupplier cancelled;
  private final double[] ends;

  /**
   * @param image has the size of the network's input
   * @param cancelled is asked before each pass
   */
  PixelCurves(
      KamclModel model,
      RgbImage image,
      float[] direction,
      CurveProtocol protocol,
      BooleanSupplier cancelled) {
    this.model = model;
    this.image = image;
    this.protocol = protocol;
    this.edits = new PixelEdits(image);
    this.deleted = protocol.deleted(image, model.normalization());
    this.blurred = protocol.blurred(image);
    this.direction = direction;
    this.cancelled = cancelled;
    int width = image.width();
    int height = image.height();
    this.ends =
        scores(
            List.of(
                image, new RgbImage(width, height, deleted), new RgbImage(width, height, blurred)));
  }

  /**
   * The areas under both curves.
   *
   * @param deletion mean score while parts are deleted; low for a faithful map
   * @param insertion mean score while parts are inserted; high for a faithful map
   */
  record Areas(double deletion, double insertion) {}

  /** Measures a map of any size; parts of equal value keep the order of reading. */
  Areas measure(HeatMap map) {
    List<RgbImage> images = new ArrayList<>(2 * STEPS);
    List<boolean[]> steps =
        protocol == CurveProtocol.PIXELS
            ? steps(map.resampled(image.width(), image.height()))
            : steps(map.resampled(GRID, GRID)).stream()
                .map(cells -> edits.pixels(cells, GRID))
                .toList();
    for (boolean[] chosen : steps) {
      images.add(edits.deleted(deleted, chosen));
      images.add(edits.inserted(blurred, chosen));
    }
    double[] scores = scores(images);
    double deletion = (ends[0] + ends[1]) / 2;
    double insertion = (ends[2] + ends[0]) / 2;
    for (int i = 0; i < scores.length; i += 2) {
      deletion += scores[i];
      insertion += scores[i + 1];
    }
    return new Areas(deletion / STEPS, insertion / STEPS);
  }

  /** What is chosen at each step between none and all. */
  private static List<boolean[]> steps(HeatMap map) {
    double[] values = map.values();
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
    List<boolean[]> steps = new ArrayList<>();
    boolean[] chosen = new boolean[values.length];
    int count = 0;
    for (int step = 1; step < STEPS; step++) {
      for (; count < (long) values.length * step / STEPS; count++) {
        chosen[order[count]] = true;
      }
      steps.add(chosen.clone());
    }
    return steps;
  }

  private double[] scores(List<RgbImage> images) {
    return scores(model, images, direction, cancelled);
  }

  /** The scores of images in a direction; asks before each pass whether to continue. */
  private static double[] scores(
      KamclModel model, List<RgbImage> images, float[] direction, BooleanSupplier cancelled) {
    return vectors(model, images, KamclModel.IMAGE_BATCH_SIZE, cancelled).stream()
        .mapToDouble(vector -> Vectors.dot(vector, direction))
        .toArray();
  }

  /**
   * The unit vectors of images; asks before each pass whether to continue.
   *
   * @param inPass number of images of a pass
   */
  static List<float[]> vectors(
      KamclModel model, List<RgbImage> images, int inPass, BooleanSupplier cancelled) {
    List<float[]> vectors = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += inPass) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      int to = Math.min(from + inPass, images.size());
      model
          .embedImages(images.subList(from, to))
          .forEach(embedding -> vectors.add(embedding.unitVector()));
    }
    return vectors;
  }
}
