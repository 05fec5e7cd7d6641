package org.kamcl.engine.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How faithful heat maps are, measured by deletion and insertion: the mean score while parts of the
 * images are covered, or uncovered, in the order of the maps.
 *
 * @param images number of images that were measured
 * @param left images that were not measured because time was up
 * @param methods by protocol, one entry per method
 * @param skipped images that could not be read, with the reason
 */
public record Faithfulness(
    int images, int left, Map<CurveProtocol, List<Method>> methods, Map<Path, String> skipped) {

  /** Copies the maps. */
  public Faithfulness {
    methods = Map.copyOf(methods);
    skipped = Map.copyOf(skipped);
  }

  /**
   * A method of making heat maps.
   *
   * @param name of the method
   * @param deletion area under the curve of the score while the image is deleted; low is good
   * @param insertion area under the curve while it is inserted; high is good
   * @param deletionDifference deletion of the model's default method minus this one; below 0 where
   *     the default method is better
   * @param insertionDifference insertion of the model's default method minus this one; above 0
   *     where the default method is better
   */
  public record Method(
      String name,
      MeanInterval deletion,
      MeanInterval insertion,
      MeanInterval deletionDifference,
      MeanInterval insertionDifference) {}
}
