package org.kamcl.explorer.context;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.models.ModelService;

/** How the archive uses models: the one in use, and what each has indexed. */
record ModelUse(LazyModel model) implements ModelService.ArchiveUse {
  @Override
  public Optional<String> inUse() {
    return model.name();
  }

  @Override
  public Map<String, Integer> indexed() {
    return model.indexed().stream()
        .collect(Collectors.toMap(IndexedModel::name, IndexedModel::images));
  }
}
