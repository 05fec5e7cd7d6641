package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.EmbeddedImage;
import org.kamcl.explorer.catalog.FileProblem;

/** Stores what a run finds, batch by batch, each of them whole. Belongs to one thread. */
final class BatchWriter {
  /** Pictures of one transaction: what a killed run loses at most, a second of work. */
  private static final int BATCH = 32;

  private final Catalog catalog;
  private final ModelSource model;
  private final IndexReportBuilder indexReportBuilder;
  private final Set<Path> known;
  private final List<EmbeddedImage> ready = new ArrayList<>();
  private final List<Catalog.FileUpdate> refreshed = new ArrayList<>();
  private final Map<Path, FileProblem> problems = new HashMap<>();
  private final Set<Path> solved = new HashSet<>();

  BatchWriter(Catalog catalog, ModelSource model, IndexReportBuilder indexReportBuilder) {
    this.catalog = catalog;
    this.model = model;
    this.indexReportBuilder = indexReportBuilder;
    this.known = catalog.problems().stream().map(FileProblem::file).collect(Collectors.toSet());
  }

  /** A picture that the model has seen. */
  void add(EmbeddedImage picture) {
    ready.add(picture);
    if (ready.size() >= BATCH) {
      flush();
    }
  }

  /** A file whose content is known already. */
  void refresh(Catalog.FileUpdate file) {
    refreshed.add(file);
    if (refreshed.size() >= BATCH) {
      flush();
    }
  }

  /** A file that cannot be used. */
  void problem(FileProblem problem) {
    indexReportBuilder.addProblem(problem.file(), problem.reason());
    problems.put(problem.file(), problem);
    if (problems.size() >= BATCH) {
      flush();
    }
  }

  /** A file that could be read. */
  void good(Path file) {
    if (known.contains(file)) {
      solved.add(file);
    }
  }

  /** Stores what waits. */
  void flush() {
    if (!ready.isEmpty()) {
      catalog.save(model.id(), ready);
      int placeless = (int) ready.stream().filter(p -> p.image().footprint().isEmpty()).count();
      indexReportBuilder.countAdded(ready.size(), placeless);
      ready.clear();
    }
    if (!refreshed.isEmpty()) {
      catalog.updateFiles(refreshed);
      refreshed.clear();
    }
    solved.removeAll(problems.keySet());
    catalog.updateProblems(List.copyOf(problems.values()), solved);
    problems.clear();
    solved.clear();
  }
}
