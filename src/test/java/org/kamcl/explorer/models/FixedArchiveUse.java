package org.kamcl.explorer.models;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An archive's use of models as a test states it.
 *
 * @param used name of the model in use
 * @param indexed number of images by model
 */
public record FixedArchiveUse(Supplier<Optional<String>> used, Map<String, Integer> indexed)
    implements ModelService.ArchiveUse {
  @Override
  public Optional<String> inUse() {
    return used.get();
  }
}
