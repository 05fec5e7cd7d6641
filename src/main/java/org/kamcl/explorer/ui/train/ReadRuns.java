package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TrainingRuns;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunSummary;

/**
 * What was read of the runs: their curves, and how far their logs were read. Used on the JavaFX
 * thread; only what {@link #reading} returns runs in the background.
 */
final class ReadRuns {
  private final Map<String, RunCurves> curves = new HashMap<>();
  private final Map<String, RunPosition> positions = new HashMap<>();

  /** The last revision, with the runs that were shown then. */
  private @Nullable Revision last;

  record Revision(long revision, Set<String> shown) {}

  /** What was read of a run: new curves, or what is to be added to those that are there. */
  record News(String name, RunEvents events, @Nullable RunCurves replaced) {}

  /**
   * What was read.
   *
   * @param runs all runs; null if they are as before
   * @param memory of the processes of the run that is shown
   */
  record Result(
      Revision revision,
      @Nullable List<RunSummary> runs,
      List<News> news,
      Optional<RunMemory> memory) {}

  /**
   * Reads what is new since the last time.
   *
   * @param names the runs whose curves are shown
   * @param shown the run whose memory is shown
   */
  Supplier<Result> reading(TrainingRuns runs, Collection<String> names, Optional<String> shown) {
    Revision before = last;
    Map<String, RunPosition> from = new HashMap<>();
    for (String name : names) {
      from.put(name, positions.getOrDefault(name, RunPosition.START));
    }
    return () -> read(runs, before, from, shown);
  }

  private static Result read(
      TrainingRuns runs,
      @Nullable Revision before,
      Map<String, RunPosition> from,
      Optional<String> shown) {
    long revision = runs.revision();
    Optional<RunMemory> memory = shown.flatMap(name -> memory(runs, name));
    Revision read = new Revision(revision, from.keySet());
    if (read.equals(before)) {
      return new Result(read, null, List.of(), memory);
    }
    List<RunSummary> list = runs.list();
    Set<String> names = new HashSet<>();
    list.forEach(run -> names.add(run.name()));
    List<News> news = new ArrayList<>();
    from.forEach(
        (name, position) -> {
          if (names.contains(name)) {
            RunEvents events = runs.events(name, position);
            boolean whole = events.restarted() || position.equals(RunPosition.START);
            if (whole || !events.isEmpty()) {
              news.add(new News(name, events, whole ? RunCurves.of(events) : null));
            }
          }
        });
    return new Result(read, list, news, memory);
  }

  /** The memory of a run, which can be deleted meanwhile. */
  private static Optional<RunMemory> memory(TrainingRuns runs, String name) {
    try {
      return runs.memory(name);
    } catch (KamclException e) {
      return Optional.empty();
    }
  }

  /** Takes over what was read. */
  void add(Result result) {
    last = result.revision();
    for (News news : result.news()) {
      if (news.replaced() != null) {
        curves.put(news.name(), news.replaced());
      } else {
        curves.getOrDefault(news.name(), new RunCurves()).add(news.events());
      }
      positions.put(news.name(), news.events().position());
    }
  }

  /** Forgets all other runs. */
  void retain(Set<String> names) {
    curves.keySet().retainAll(names);
    positions.keySet().retainAll(names);
  }

  /** Reads the runs the next time even if nothing is new. */
  void readAgain() {
    last = null;
  }

  /** The curves of a run; empty until they are read. */
  RunCurves curves(String name) {
    return curves.getOrDefault(name, new RunCurves());
  }
}
