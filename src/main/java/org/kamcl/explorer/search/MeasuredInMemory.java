package org.kamcl.explorer.search;

import java.util.HashMap;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.explorer.archive.CollectionMeasurements;
import org.kamcl.explorer.archive.ModelId;

/** Keeps the measurements of the collections of a shared archive while the program runs. */
final class MeasuredInMemory implements CollectionMeasurements {
  private final Map<Key, Map<String, CollectionStatistics>> kept = new HashMap<>();

  private record Key(ModelId model, int calibration) {}

  @Override
  public synchronized Map<String, CollectionStatistics> all(ModelId model, int calibration) {
    return Map.copyOf(kept.getOrDefault(new Key(model, calibration), Map.of()));
  }

  @Override
  public synchronized void save(
      ModelId model, int calibration, Map<String, CollectionStatistics> statistics) {
    kept.computeIfAbsent(new Key(model, calibration), key -> new HashMap<>()).putAll(statistics);
  }
}
