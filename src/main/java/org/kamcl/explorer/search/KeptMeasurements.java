package org.kamcl.explorer.search;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kamcl.engine.explain.MeasurementStore;
import org.kamcl.file.ResultCache;

/**
 * The measurements of one model among the results that the workspace keeps.
 *
 * @param results that are kept
 * @param model hash of the model
 */
record KeptMeasurements(ResultCache results, String model) implements MeasurementStore {
  @Override
  public Optional<String> find(String key) {
    return results.find(model + " " + key).map(text -> new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public void keep(String key, String measurement) {
    results.keep(model + " " + key, measurement.getBytes(StandardCharsets.UTF_8));
  }
}
