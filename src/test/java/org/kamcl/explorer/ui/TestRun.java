package org.kamcl.explorer.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.RunTimes;

/** A run in memory: what is known about it, and its log. */
final class TestRun {
  private final String name;
  private final RunOrigin origin;
  private final RunTimes times;
  private final List<RunState> states = new ArrayList<>();
  private final List<Object> log = new ArrayList<>();
  private String title;
  private String note;
  private RunProgress progress;
  private Optional<Problem> problem = Optional.empty();
  private Optional<String> model = Optional.empty();

  /** Changes when the log was rewritten. */
  private int generation;

  TestRun(String name, RunState state, RunOrigin origin, RunTimes times, int epochs) {
    this.name = name;
    this.origin = origin;
    this.times = times;
    this.title = name;
    this.note = "";
    this.progress = RunProgress.none(epochs);
    states.add(state);
  }

  RunSummary summary() {
    return new RunSummary(
        name, title, note, state(), origin, progress, times, problem, model, false);
  }

  RunState state() {
    return states.get(states.size() - 1);
  }

  /** The states that the run had, without repetitions. */
  List<RunState> states() {
    return List.copyOf(states);
  }

  void state(RunState changed) {
    if (changed != state()) {
      states.add(changed);
    }
  }

  void title(String changed) {
    title = changed;
  }

  void note(String changed) {
    note = changed;
  }

  void problem(Optional<Problem> changed) {
    problem = changed;
  }

  void model(Optional<String> changed) {
    model = changed;
  }

  /** Adds an entry to the log; the progress follows points and epochs. */
  void log(Object entry) {
    log.add(entry);
    RunProgress before = progress;
    if (entry instanceof RunEvents.Point point) {
      boolean loss = point.series().equals("total");
      boolean speed = point.series().equals("pairsPerSecond");
      progress =
          new RunProgress(
              before.epochs(),
              before.epochsDone(),
              point.step(),
              before.batch(),
              before.batches(),
              before.bestMeanRecall(),
              before.bestEpoch(),
              loss ? OptionalDouble.of(point.value()) : before.lastLoss(),
              speed ? OptionalDouble.of(point.value()) : before.pairsPerSecond(),
              before.phaseTwoEpoch(),
              before.checkpointStep());
    } else if (entry instanceof RunEvents.Epoch epoch) {
      progress =
          new RunProgress(
              before.epochs(),
              epoch.epoch(),
              epoch.step(),
              0,
              before.batches(),
              epoch.best() ? epoch.meanRecall() : before.bestMeanRecall(),
              epoch.best() ? epoch.epoch() : before.bestEpoch(),
              before.lastLoss(),
              before.pairsPerSecond(),
              before.phaseTwoEpoch(),
              epoch.step());
    }
  }

  /** Drops the points and epochs after a step. */
  void rewind(long step) {
    log.removeIf(
        entry ->
            (entry instanceof RunEvents.Point point && point.step() > step)
                || (entry instanceof RunEvents.Epoch epoch && epoch.step() > step));
    generation++;
  }

  RunEvents events(RunPosition since) {
    boolean restarted = since.offset() > 0 && since.check() != generation;
    List<Object> fresh = log.subList(restarted ? 0 : (int) since.offset(), log.size());
    return new RunEvents(
        new RunPosition(log.size(), generation),
        restarted,
        of(fresh, RunEvents.Point.class),
        of(fresh, RunEvents.Epoch.class),
        of(fresh, RunEvents.Phase.class),
        of(fresh, RunEvents.ProbeResult.class),
        of(fresh, RunEvents.ConceptStrength.class),
        of(fresh, Problem.class));
  }

  private static <T> List<T> of(List<Object> entries, Class<T> type) {
    return entries.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
