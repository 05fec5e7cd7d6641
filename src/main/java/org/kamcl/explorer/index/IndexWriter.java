package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;

/**
 * Stores the results of a run in batches, each in one transaction, and counts them in the report.
 * Not thread-safe.
 */
final class IndexWriter {
  /** Images of one transaction; a killed run loses at most these, about a second of work. */
  private static final int BATCH_SIZE = 32;

  private final Catalog catalog;
  private final ModelSource model;
  private final IndexReportBuilder report;
  private final Set<Path> filesWithProblems;
  private final List<EmbeddedImage> images = new ArrayList<>();
  private final List<FileUpdate> updates = new ArrayList<>();
  private final Map<Path, FileProblem> problems = new HashMap<>();
  private final Set<Path> solved = new HashSet<>();

  IndexWriter(Catalog catalog, ModelSource model, IndexReportBuilder report) {
    this.catalog = catalog;
    this.model = model;
    this.report = report;
    this.filesWithProblems =
        catalog.files().problems().stream().map(FileProblem::file).collect(Collectors.toSet());
  }

  /** Adds an image with its embedding. */
  void add(EmbeddedImage image) {
    images.add(image);
    if (images.size() >= BATCH_SIZE) {
      flush();
    }
  }

  /** Updates the metadata of a file whose images are embedded already. */
  void update(FileUpdate file) {
    report.countUnchanged(
        file.images().size(),
        (int) file.images().stream().filter(image -> image.footprint().isEmpty()).count());
    updates.add(file);
    if (updates.size() >= BATCH_SIZE) {
      flush();
    }
  }

  /** Stores that a file cannot be used. */
  void addProblem(FileProblem problem) {
    report.addProblem(problem.problem());
    problems.put(problem.file(), problem);
    if (problems.size() >= BATCH_SIZE) {
      flush();
    }
  }

  /** Removes the stored problem of a file that can be read again. */
  void markReadable(Path file) {
    if (filesWithProblems.contains(file)) {
      solved.add(file);
    }
  }

  /** Stores what is not stored yet. */
  void flush() {
    if (!images.isEmpty()) {
      catalog.save(model.id(), images);
      report.countAdded(
          images.size(),
          (int) images.stream().filter(i -> i.image().footprint().isEmpty()).count());
      images.clear();
    }
    if (!updates.isEmpty()) {
      catalog.updateFiles(updates);
      updates.clear();
    }
    solved.removeAll(problems.keySet());
    catalog.files().updateProblems(List.copyOf(problems.values()), solved);
    problems.clear();
    solved.clear();
  }
}
