package org.kamcl.explorer.context;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.export.ImageDetails;
import org.kamcl.explorer.index.ModelSource;

/** What the archive adds to exported hits. */
final class ArchiveDetails implements ImageDetails {
  private final WorkspaceArchive archive;
  private final ModelSource model;
  private final ImageSearch search;

  ArchiveDetails(WorkspaceArchive archive, ModelSource model, ImageSearch search) {
    this.archive = archive;
    this.model = model;
    this.search = search;
  }

  @Override
  public Set<String> tags(long image) {
    return archive.archive().tags().tagsOf(image);
  }

  @Override
  public List<TermContribution> contributions(Query query, ImageRecord image) {
    try {
      return search.contributions(query, image);
    } catch (KamclException e) {
      // An image that was removed since the search, or an example image that is gone: the hit and
      // its score are exported all the same.
      return List.of();
    }
  }

  @Override
  public Map<Long, float[]> embeddings(Collection<Long> images) {
    return archive.vectors(model.id(), images);
  }
}
