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
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.catalog.IndexedPicture;

/** Stores what a run finds, batch by batch, each of them whole. Belongs to one thread. */
final class BatchWriter {
  /** Pictures of one transaction: what a killed run loses at most, a second of work. */
  private static final int BATCH = 32;

  private final Catalog catalog;
  private final ModelSource model;
  private final Tally tally;
  private final Set<Path> known;
  private final List<IndexedPicture> ready = new ArrayList<>();
  private final List<Catalog.Refreshed> refreshed = new ArrayList<>();
  private final Map<Path, FileProblem> problems = new HashMap<>();
  private final Set<Path> solved = new HashSet<>();

  BatchWriter(Catalog catalog, ModelSource model, Tally tally) {
    this.catalog = catalog;
    this.model = model;
    this.tally = tally;
    this.known = catalog.problems().stream().map(FileProblem::file).collect(Collectors.toSet());
  }

  /** A picture that the model has seen. */
  void add(IndexedPicture picture) {
    ready.add(picture);
    if (ready.size() >= BATCH) {
      flush();
    }
  }

  /** A file whose content is known already. */
  void refresh(Catalog.Refreshed file) {
    refreshed.add(file);
    if (refreshed.size() >= BATCH) {
      flush();
    }
  }

  /** A file that cannot be used. */
  void problem(FileProblem problem) {
    tally.problem(problem.file(), problem.reason());
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
      int placeless = (int) ready.stream().filter(p -> p.picture().footprint().isEmpty()).count();
      tally.added(ready.size(), placeless);
      ready.clear();
    }
    if (!refreshed.isEmpty()) {
      catalog.refresh(refreshed);
      refreshed.clear();
    }
    solved.removeAll(problems.keySet());
    catalog.noteProblems(List.copyOf(problems.values()), solved);
    problems.clear();
    solved.clear();
  }
}
