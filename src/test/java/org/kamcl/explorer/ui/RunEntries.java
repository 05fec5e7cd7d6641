package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.RunEvents;

/** Entries of the log of a run, for {@link InMemoryTrainingRuns#log}. */
public final class RunEntries {
  private RunEntries() {}

  /** A value of a step. */
  public static RunEvents.Point point(String series, long step, double epoch, double value) {
    return new RunEvents.Point(
        series, step, epoch, InMemoryTrainingRuns.FIRST.toEpochMilli() + step * 1000, value);
  }

  /** A validated epoch. */
  public static RunEvents.Epoch epoch(int epoch, long step, double meanRecall, boolean best) {
    RunEvents.Recall recall = new RunEvents.Recall(meanRecall / 2, meanRecall, meanRecall * 1.5);
    return new RunEvents.Epoch(
        epoch,
        step,
        InMemoryTrainingRuns.FIRST.toEpochMilli() + step * 1000,
        10.0 / epoch,
        OptionalDouble.of(meanRecall),
        Optional.of(recall),
        Optional.of(recall),
        best);
  }

  /** What a probe found. */
  public static RunEvents.ProbeResult probe(
      int epoch, String query, int rank, Path wanted, List<Path> top) {
    return new RunEvents.ProbeResult(epoch, query, OptionalInt.of(rank), Optional.of(wanted), top);
  }
}
