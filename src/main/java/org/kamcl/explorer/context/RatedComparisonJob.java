package org.kamcl.explorer.context;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.evaluation.RatedHits;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;

/**
 * Compares two models by the rated hits of a workspace, with services of their own, so that the
 * archive can be searched meanwhile. Queries are ranked as a search ranks them, without feedback.
 */
record RatedComparisonJob(
    Workspace workspace, ModelStore models, DeviceChoice device, String model, String other)
    implements Job<RatedComparison> {
  @Override
  public RatedComparison run(JobContext context) {
    try (ExplorerContext first =
            ExplorerContext.open(workspace, models, Optional.of(model), device);
        ExplorerContext second =
            ExplorerContext.open(workspace, models, Optional.of(other), device)) {
      int images = first.archive().summary().images();
      return new RatedHits(model, other, images)
          .compare(
              first.feedback().ratedQueries(),
              first.feedback()::feedback,
              query -> ranked(first, query, images),
              query -> ranked(second, query, images),
              context);
    }
  }

  private static List<Long> ranked(ExplorerContext context, String query, int images) {
    SearchRequest request =
        SearchRequest.of(QueryParser.parse(query), Math.max(1, images))
            .with(RelevanceFeedback.NONE);
    return context.search().search(request).hits().stream().map(hit -> hit.image().id()).toList();
  }
}
