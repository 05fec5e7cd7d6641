package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.ui.evaluate.OfferedCorpus.Origin;

/** The corpora that a workspace knows. */
final class KnownCorpora {
  private KnownCorpora() {}

  /**
   * Corpora of evaluations, of runs, of the next run, those that were made from images of the
   * archive and those that were chosen lately, each once, in this order. Corpora that are not there
   * any more are left out, unless a model was evaluated on them. Reads files.
   */
  static List<OfferedCorpus> of(ExplorerServices services, List<Summary> evaluations) {
    Map<Path, OfferedCorpus> all = new LinkedHashMap<>();
    for (Summary one : evaluations) {
      Path place = place(one.setting().location());
      all.putIfAbsent(
          place, new OfferedCorpus(one.setting().corpus(), place, Origin.EVALUATED, ""));
    }
    for (RunSummary run : services.trainingRuns().list()) {
      RunOrigin origin = run.origin();
      add(all, origin.corpus(), origin.corpusName(), Origin.TRAINED, run.title());
    }
    services
        .trainingCorpora()
        .draft()
        .flatMap(TrainingDraft::corpus)
        .flatMap(KnownCorpora::path)
        .ifPresent(place -> add(all, place, "", Origin.RECENT, ""));
    services.trainingCorpora().made().forEach(place -> add(all, place, "", Origin.MADE, ""));
    services.evaluations().recentCorpora().forEach(place -> add(all, place, "", Origin.RECENT, ""));
    return List.copyOf(all.values());
  }

  private static void add(
      Map<Path, OfferedCorpus> all, Path location, String name, Origin origin, String run) {
    Path place = place(location);
    if (!all.containsKey(place) && Files.exists(place)) {
      all.put(place, new OfferedCorpus(name.isEmpty() ? name(place) : name, place, origin, run));
    }
  }

  private static Path place(Path location) {
    return location.toAbsolutePath().normalize();
  }

  /** The name of the folder, or of the file that lists the corpus. */
  private static String name(Path place) {
    Path last = place.getFileName();
    return last == null ? place.toString() : last.toString();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      // What is typed for the next run need not be a path.
      return Optional.empty();
    }
  }
}
