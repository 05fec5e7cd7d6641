package org.kamcl.engine.explain;

import java.util.Optional;

/** Keeps the measurements of images, so that an evaluation that was interrupted continues. */
public interface MeasurementStore {
  /** Keeps nothing. */
  MeasurementStore NONE =
      new MeasurementStore() {
        @Override
        public Optional<String> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, String measurement) {
          // Nothing is kept.
        }
      };

  /**
   * A measurement that was kept.
   *
   * @param key names everything that the measurement depends on, except the model
   */
  Optional<String> find(String key);

  /** Keeps a measurement. */
  void keep(String key, String measurement);
}
