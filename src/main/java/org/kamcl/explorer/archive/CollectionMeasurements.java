package org.kamcl.explorer.archive;

import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;

/** Keeps what was measured of the scores of collections. */
public interface CollectionMeasurements {
  /**
   * What is kept, by name of the collection.
   *
   * @param calibration fingerprint of the score calibration; others are left out
   */
  Map<String, CollectionStatistics> all(ModelId model, int calibration);

  /**
   * Keeps measurements.
   *
   * @param calibration fingerprint of the score calibration
   * @param statistics by name of the collection; unknown names are left out
   */
  void save(ModelId model, int calibration, Map<String, CollectionStatistics> statistics);
}
