package org.kamcl.explorer.context;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/**
 * Indexes all images of an archive with another model beside the one in use, and then uses that.
 */
record SecondModelJob(
    Workspace workspace,
    ModelStore models,
    DeviceChoice device,
    Catalog catalog,
    LazyModel inUse,
    String other)
    implements Job<IndexReport> {
  @Override
  public IndexReport run(JobContext context) {
    List<Path> files =
        catalog.images().stream().map(ImageRecord::file).distinct().sorted().toList();
    // From now on the same, although the first embedding makes the other one the archive's.
    inUse.info();
    IndexReport report;
    // With services of its own, so that the archive can be searched meanwhile.
    try (ExplorerContext indexing =
        ExplorerContext.open(workspace, models, Optional.of(other), device)) {
      report = indexing.index(IndexRequest.of(files)).run(context);
    } catch (RuntimeException e) {
      inUse.keepInUse();
      throw e;
    }
    inUse.use(other);
    return report;
  }
}
