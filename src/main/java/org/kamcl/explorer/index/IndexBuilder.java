package org.kamcl.explorer.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/**
 * Makes folders of images searchable. What is known by its content and the model is passed over;
 * what cannot be used is reported; what is finished is kept, whatever happens afterwards.
 */
public final class IndexBuilder {
  private final Catalog catalog;
  private final ImageLoader reader;
  private final ModelSource model;
  private final IndexLock turn;

  /**
   * @param catalog that remembers
   * @param reader of the files
   * @param model is loaded only if something is new
   */
  public IndexBuilder(Catalog catalog, ImageLoader reader, ModelSource model) {
    this.catalog = catalog;
    this.reader = reader;
    this.model = model;
    this.turn = new IndexLock(catalog.file().toAbsolutePath().getParent());
  }

  /** The job that does what is asked; it may be run again, and does what is new then. */
  public Job<IndexReport> indexJob(IndexRequest request) {
    String names =
        String.join(
            ", ", request.paths().stream().map(folder -> name(folder.toAbsolutePath())).toList());
    return new Job<>() {
      @Override
      public String title() {
        return "Indexing " + names;
      }

      @Override
      public IndexReport run(JobContext context) {
        return turn.runLocked(context, () -> index(request, context));
      }
    };
  }

  /** The job that reads the files again that could not be used. */
  public Job<IndexReport> retryJob() {
    return new Job<>() {
      @Override
      public String title() {
        return "Reading files again";
      }

      @Override
      public IndexReport run(JobContext context) {
        return turn.runLocked(context, () -> readAgain(context));
      }
    };
  }

  private IndexReport readAgain(JobContext context) {
    List<FileProblem> problems = catalog.problems();
    IndexReportBuilder indexReportBuilder = new IndexReportBuilder();
    SidecarTables tables = new SidecarTables();
    problems.stream().map(FileProblem::folder).distinct().forEach(tables::readCaptions);
    List<Path> gone = problems.stream().map(FileProblem::file).filter(Files::notExists).toList();
    catalog.updateProblems(List.of(), gone);
    List<IndexRun.Found> files =
        problems.stream()
            .filter(p -> !gone.contains(p.file()))
            .map(p -> new IndexRun.Found(p.file(), p.folder(), p.collection()))
            .toList();
    if (!files.isEmpty()) {
      IndexRequest request = IndexRequest.of(files.get(0).folder());
      run(request, tables, indexReportBuilder, context, files);
    }
    return indexReportBuilder.build();
  }

  private void run(
      IndexRequest request,
      SidecarTables tables,
      IndexReportBuilder indexReportBuilder,
      JobContext context,
      List<IndexRun.Found> files) {
    IndexProgress indexProgress = new IndexProgress(context, files.size());
    new IndexRun(
            catalog, reader, model, tables, indexReportBuilder, request, context, indexProgress)
        .all(files.iterator());
  }

  /** Files that were known and are no longer there; a moved one is known by its content by now. */
  private void gone(
      IndexRequest request, Set<Path> searched, IndexReportBuilder indexReportBuilder) {
    Map<Boolean, List<Path>> there =
        catalog.files().stream()
            .filter(file -> searched.stream().anyMatch(file::startsWith))
            .collect(Collectors.partitioningBy(Files::exists));
    List<Path> gone = there.get(false);
    Set<Path> missed = new HashSet<>(catalog.collections().missingFiles());
    missed.retainAll(there.get(true));
    catalog.updateMissing(gone, List.copyOf(missed));
    catalog.updateProblems(
        List.of(),
        catalog.problems().stream()
            .map(FileProblem::file)
            .filter(file -> searched.stream().anyMatch(file::startsWith) && Files.notExists(file))
            .toList());
    if (gone.isEmpty()) {
      return;
    }
    if (request.forgetMissing()) {
      catalog.deleteFiles(gone);
      indexReportBuilder.addWarnings(
          List.of(String.format(Locale.ROOT, "%,d files are gone: forgotten.", gone.size())));
    } else {
      indexReportBuilder.addWarnings(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%,d files that are known are gone from the folders (%s the first): their pictures"
                      + " are kept until kamcl index is run with --forget-gone.",
                  gone.size(),
                  gone.get(0))));
    }
  }

  private static String name(Path folder) {
    Path last = folder.normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  private IndexReport index(IndexRequest asked, JobContext context) {
    IndexReportBuilder indexReportBuilder = new IndexReportBuilder();
    SidecarTables tables = new SidecarTables();
    asked.locationTable().ifPresent(tables::readLocations);
    Map<Path, Path> files = list(asked, tables, indexReportBuilder);
    Set<String> names =
        files.values().stream()
            .map(folder -> asked.collection().orElse(name(folder)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    IndexRequest request = remembered(asked, names);
    List<IndexRun.Found> found = new ArrayList<>(files.size());
    files.forEach(
        (file, folder) ->
            found.add(new IndexRun.Found(file, folder, request.collection().orElse(name(folder)))));
    run(request, tables, indexReportBuilder, context, found);
    gone(request, new HashSet<>(files.values()), indexReportBuilder);
    remember(request.rendering(), names);
    indexReportBuilder.addWarnings(tables.warnings());
    return indexReportBuilder.build();
  }

  /** Scenes are seen as those of their collection were before, where nothing else is asked for. */
  private IndexRequest remembered(IndexRequest request, Set<String> names) {
    Set<BandRendering> looks =
        names.stream().map(catalog.collections()::bandRendering).collect(Collectors.toSet());
    return request.rendering().equals(BandRendering.DEFAULT) && looks.size() == 1
        ? request.withRendering(looks.iterator().next())
        : request;
  }

  private void remember(BandRendering look, Set<String> names) {
    for (ImageCollections.Info collection : catalog.collections().list()) {
      String name = collection.name();
      if (names.contains(name) && !catalog.collections().bandRendering(name).equals(look)) {
        catalog.collections().setBandRendering(name, look);
      }
    }
  }

  /** All files, each with the folder it was found in; a file is indexed once. */
  private Map<Path, Path> list(
      IndexRequest request, SidecarTables tables, IndexReportBuilder indexReportBuilder) {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<KamclException> refused = new ArrayList<>();
    for (Path named : request.paths()) {
      Path path = named.toAbsolutePath().normalize();
      // A file is shelved as it would be with its folder, so that adding that later moves nothing.
      boolean single = Files.isRegularFile(path);
      Path folder = single ? path.getParent() : path;
      try {
        List<Path> found = single ? List.of(path) : reader.list(folder);
        if (found.isEmpty()) {
          throw new KamclException(
              RasterError.NO_IMAGES_IN_FOLDER,
              folder,
              reader.formats().stream().map(ImageFormat::name).toList());
        }
        tables.readCaptions(folder);
        found.forEach(file -> files.putIfAbsent(file, folder));
      } catch (KamclException e) {
        refused.add(e);
        indexReportBuilder.addProblem(path, e.getMessage());
      }
    }
    if (files.isEmpty()) {
      throw refused.isEmpty()
          ? new ExplorerException("Name a folder that holds images.")
          : refused.get(0);
    }
    return files;
  }
}
