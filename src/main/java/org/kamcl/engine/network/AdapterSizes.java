package org.kamcl.engine.network;

import static java.util.Objects.requireNonNull;

import org.kamcl.error.KamclException;

/**
 * The adapters of a network: one above the features of each tower.
 *
 * @param source the features that the adapters read
 * @param width number of hidden units, at least 1
 */
public record AdapterSizes(FeatureSource source, int width) {
  /**
   * @throws KamclException if the width is not positive
   */
  public AdapterSizes {
    requireNonNull(source);
    if (width < 1) {
      throw new KamclException(NetworkError.SIZE_NOT_POSITIVE);
    }
  }
}
