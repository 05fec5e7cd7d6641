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
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageCollections;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.RasterLook;
import org.kamcl.explorer.imagery.PictureReader;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/**
 * Makes folders of images searchable. What is known by its content and the model is passed over;
 * what cannot be used is reported; what is finished is kept, whatever happens afterwards.
 */
public final class IndexBuilder {
  private final Catalog catalog;
  private final PictureReader reader;
  private final ModelSource model;
  private final IndexTurn turn;

  /**
   * @param catalog that remembers
   * @param reader of the files
   * @param model is loaded only if something is new
   */
  public IndexBuilder(Catalog catalog, PictureReader reader, ModelSource model) {
    this.catalog = catalog;
    this.reader = reader;
    this.model = model;
    this.turn = new IndexTurn(catalog.file().toAbsolutePath().getParent());
  }

  /** The job that does what is asked; it may be run again, and does what is new then. */
  public Job<IndexReport> job(IndexRequest request) {
    String names =
        String.join(
            ", ", request.folders().stream().map(folder -> name(folder.toAbsolutePath())).toList());
    return new Job<>() {
      @Override
      public String title() {
        return "Indexing " + names;
      }

      @Override
      public IndexReport run(JobContext context) {
        return turn.take(context, () -> index(request, context));
      }
    };
  }

  /** The job that reads the files again that could not be used. */
  public Job<IndexReport> again() {
    return new Job<>() {
      @Override
      public String title() {
        return "Reading files again";
      }

      @Override
      public IndexReport run(JobContext context) {
        return turn.take(context, () -> readAgain(context));
      }
    };
  }

  private IndexReport readAgain(JobContext context) {
    List<FileProblem> problems = catalog.problems();
    Tally tally = new Tally();
    SideTables tables = new SideTables();
    problems.stream().map(FileProblem::folder).distinct().forEach(tables::readCaptions);
    List<Path> gone = problems.stream().map(FileProblem::file).filter(Files::notExists).toList();
    catalog.noteProblems(List.of(), gone);
    List<IndexRun.Found> files =
        problems.stream()
            .filter(p -> !gone.contains(p.file()))
            .map(p -> new IndexRun.Found(p.file(), p.folder(), p.collection()))
            .toList();
    if (!files.isEmpty()) {
      IndexRequest request = IndexRequest.of(files.get(0).folder());
      run(request, tables, tally, context, files);
    }
    return tally.report();
  }

  private void run(
      IndexRequest request,
      SideTables tables,
      Tally tally,
      JobContext context,
      List<IndexRun.Found> files) {
    Pieces pieces = new Pieces(context, files.size());
    new IndexRun(catalog, reader, model, tables, tally, request, context, pieces)
        .all(files.iterator());
  }

  /** Files that were known and are no longer there; a moved one is known by its content by now. */
  private void gone(IndexRequest request, Set<Path> searched, Tally tally) {
    Map<Boolean, List<Path>> there =
        catalog.files().stream()
            .filter(file -> searched.stream().anyMatch(file::startsWith))
            .collect(Collectors.partitioningBy(Files::exists));
    List<Path> gone = there.get(false);
    Set<Path> missed = new HashSet<>(catalog.collections().missing());
    missed.retainAll(there.get(true));
    catalog.mark(gone, List.copyOf(missed));
    catalog.noteProblems(
        List.of(),
        catalog.problems().stream()
            .map(FileProblem::file)
            .filter(file -> searched.stream().anyMatch(file::startsWith) && Files.notExists(file))
            .toList());
    if (gone.isEmpty()) {
      return;
    }
    if (request.forgetGone()) {
      catalog.forget(gone);
      tally.warn(
          List.of(String.format(Locale.ROOT, "%,d files are gone: forgotten.", gone.size())));
    } else {
      tally.warn(
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
    Tally tally = new Tally();
    SideTables tables = new SideTables();
    asked.places().ifPresent(tables::readPlaces);
    Map<Path, Path> files = list(asked, tables, tally);
    Set<String> names =
        files.values().stream()
            .map(folder -> asked.collection().orElse(name(folder)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    IndexRequest request = remembered(asked, names);
    List<IndexRun.Found> found = new ArrayList<>(files.size());
    files.forEach(
        (file, folder) ->
            found.add(new IndexRun.Found(file, folder, request.collection().orElse(name(folder)))));
    run(request, tables, tally, context, found);
    gone(request, new HashSet<>(files.values()), tally);
    remember(request.look(), names);
    tally.warn(tables.warnings());
    return tally.report();
  }

  /** Scenes are seen as those of their collection were before, where nothing else is asked for. */
  private IndexRequest remembered(IndexRequest request, Set<String> names) {
    Set<RasterLook> looks =
        names.stream().map(catalog.collections()::look).collect(Collectors.toSet());
    return request.look().equals(RasterLook.DEFAULT) && looks.size() == 1
        ? request.seen(looks.iterator().next())
        : request;
  }

  private void remember(RasterLook look, Set<String> names) {
    for (ImageCollections.Info collection : catalog.collections().list()) {
      String name = collection.name();
      if (names.contains(name) && !catalog.collections().look(name).equals(look)) {
        catalog.collections().show(name, look);
      }
    }
  }

  /** All files, each with the folder it was found in; a file is indexed once. */
  private static Map<Path, Path> list(IndexRequest request, SideTables tables, Tally tally) {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<ExplorerException> refused = new ArrayList<>();
    for (Path named : request.folders()) {
      Path path = named.toAbsolutePath().normalize();
      // A file is shelved as it would be with its folder, so that adding that later moves nothing.
      boolean single = Files.isRegularFile(path);
      Path folder = single ? path.getParent() : path;
      try {
        List<Path> found = single ? List.of(path) : PictureReader.list(folder);
        if (found.isEmpty()) {
          throw new ExplorerException(
              "There is no image in "
                  + folder
                  + " (JPEG, PNG, BMP, GIF, WebP, JPEG 2000 or TIFF).");
        }
        tables.readCaptions(folder);
        found.forEach(file -> files.putIfAbsent(file, folder));
      } catch (ExplorerException e) {
        refused.add(e);
        tally.problem(path, e.getMessage());
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
