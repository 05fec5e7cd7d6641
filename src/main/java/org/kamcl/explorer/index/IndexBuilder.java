package org.kamcl.explorer.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes folders of images searchable. Files whose content the model has embedded before are not
 * embedded again, files that cannot be used are reported, and completed images are kept if a run is
 * cancelled or killed.
 */
public final class IndexBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);

  private final Catalog catalog;
  private final ImageLoader loader;
  private final ModelSource model;
  private final IndexLock lock;
  private final CollectionCalibrator calibrator;

  /**
   * @param catalog stores the results
   * @param loader reads the files
   * @param model is loaded only if an image has to be embedded
   */
  public IndexBuilder(Catalog catalog, ImageLoader loader, ModelSource model) {
    this.catalog = catalog;
    this.loader = loader;
    this.model = model;
    this.lock = new IndexLock(catalog.file().toAbsolutePath().getParent());
    this.calibrator = CollectionCalibrator.of(catalog, model);
  }

  /** A job that indexes folders and files. Run again, it indexes what is new by then. */
  public Job<IndexReport> indexJob(IndexRequest request) {
    return context -> {
      catalog.requireKnownVersion();
      return lock.runLocked(context, () -> index(request, context));
    };
  }

  /** A job that tries the files again that could not be used. */
  public Job<IndexReport> retryJob() {
    return context -> {
      catalog.requireKnownVersion();
      return lock.runLocked(context, () -> retry(context));
    };
  }

  private IndexReport index(IndexRequest request, JobContext context) {
    IndexReportBuilder report = new IndexReportBuilder();
    LostRows lost = LostRows.prepare(catalog);
    SidecarTables tables = new SidecarTables();
    StacSources stac = StacSources.read(request.paths(), loader, context::checkCancelled);
    List<SourceFile> files = stac.files(new FileLister(loader, report), request.collection());
    stac.problems().forEach(report::addProblem);
    tables.setItems(stac);
    request.locationTable().ifPresent(table -> tables.readLocations(table, files));
    tables.readCaptions(files);
    Set<String> collections =
        files.stream()
            .map(SourceFile::collection)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    IndexRequest effective = withStoredRendering(request, collections);
    run(effective, tables, report, context, files);
    updateMissingFiles(
        effective, files.stream().map(SourceFile::folder).collect(Collectors.toSet()), report);
    tag(stac);
    report.addWarnings(lost.finish());
    storeRendering(catalog, effective.rendering(), collections);
    calibrator.update();
    report.addWarnings(tables.warnings());
    report.addWarnings(stac.warnings());
    model.warning().ifPresent(w -> LOG.warn("{}", ErrorText.of(w, Locale.ENGLISH)));
    return report.build();
  }

  private IndexReport retry(JobContext context) {
    List<FileProblem> problems = catalog.files().problems();
    IndexReportBuilder report = new IndexReportBuilder();
    SidecarTables tables = new SidecarTables();
    Set<Path> missing =
        problems.stream()
            .map(FileProblem::file)
            .filter(Files::notExists)
            .collect(Collectors.toSet());
    catalog.files().updateProblems(List.of(), missing);
    List<SourceFile> files =
        problems.stream()
            .filter(p -> !missing.contains(p.file()))
            .map(p -> new SourceFile(p.file(), p.folder(), p.collection()))
            .toList();
    tables.readCaptions(files);
    if (!files.isEmpty()) {
      run(IndexRequest.of(files.get(0).folder()), tables, report, context, files);
    }
    return report.build();
  }

  private void run(
      IndexRequest request,
      SidecarTables tables,
      IndexReportBuilder report,
      JobContext context,
      List<SourceFile> files) {
    IndexProgress progress = new IndexProgress(context, files.size());
    new IndexPipeline(catalog, loader, model, tables, request, context, report, progress)
        .run(files);
  }

  /** Adds the keywords of STAC items as tags, where the images lack them. */
  private void tag(StacSources stac) {
    if (!stac.hasTags()) {
      return;
    }
    stac.tagged(catalog.images())
        .forEach(
            (tag, images) -> {
              Set<Long> tagged = catalog.tags().tagged(tag);
              List<Long> untagged = images.stream().filter(id -> !tagged.contains(id)).toList();
              if (!untagged.isEmpty()) {
                catalog.tags().tag(untagged, tag);
              }
            });
  }

  /** Notes or forgets the files of the indexed folders that no longer exist. */
  private void updateMissingFiles(
      IndexRequest request, Set<Path> folders, IndexReportBuilder report) {
    Map<Boolean, List<Path>> existing =
        catalog.files().paths().stream()
            .filter(file -> isIn(folders, file))
            .collect(Collectors.partitioningBy(Files::exists));
    List<Path> missing = existing.get(false);
    Set<Path> found = new HashSet<>(catalog.collections().missingFiles());
    found.retainAll(existing.get(true));
    catalog.files().updateMissing(missing, List.copyOf(found));
    catalog
        .files()
        .updateProblems(
            List.of(),
            catalog.files().problems().stream()
                .map(FileProblem::file)
                .filter(file -> isIn(folders, file) && Files.notExists(file))
                .toList());
    if (missing.isEmpty()) {
      return;
    }
    if (request.forgetMissing()) {
      catalog.deleteFiles(missing);
      report.addWarning(Problem.of(IndexError.FILES_FORGOTTEN, missing.size()));
    } else {
      report.addWarning(Problem.of(IndexError.FILES_MISSING, missing.size(), missing.get(0)));
    }
  }

  private static boolean isIn(Set<Path> folders, Path file) {
    return folders.stream().anyMatch(file::startsWith);
  }

  /** The request with the stored band rendering of its collections if it does not name one. */
  private IndexRequest withStoredRendering(IndexRequest request, Set<String> collections) {
    Set<BandRendering> stored =
        collections.stream().map(catalog.collections()::bandRendering).collect(Collectors.toSet());
    return request.rendering().equals(BandRendering.DEFAULT) && stored.size() == 1
        ? request.withRendering(stored.iterator().next())
        : request;
  }

  /** Makes a band rendering that of collections. */
  static void storeRendering(Catalog catalog, BandRendering rendering, Set<String> collections) {
    for (ImageCollections.Info collection : catalog.collections().list()) {
      String name = collection.name();
      if (collections.contains(name)
          && !catalog.collections().bandRendering(name).equals(rendering)) {
        catalog.collections().setBandRendering(name, rendering);
      }
    }
  }
}
