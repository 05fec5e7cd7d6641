package org.kamcl.explorer.catalog;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.SearchFilter;

/** Evenly spaced images of a catalog, in the order they were added. */
record CatalogSamples(Catalog catalog) implements EmbeddingSamples {
  @Override
  public List<ImageVector> sample(ModelId model, SearchFilter filter, int most) {
    long[] ids = catalog.imageIds(filter);
    long[] some = new long[Math.min(most, ids.length)];
    for (int i = 0; i < some.length; i++) {
      some[i] = ids[(int) ((long) i * ids.length / some.length)];
    }
    List<ImageVector> sample = new ArrayList<>();
    catalog.embeddings(
        model, some, stored -> sample.add(new ImageVector(stored.imageId(), stored.vector())));
    return sample;
  }
}
