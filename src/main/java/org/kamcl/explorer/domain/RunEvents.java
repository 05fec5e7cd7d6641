package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.error.Problem;

/**
 * What was added to the log of a run since a position.
 *
 * @param position where to continue
 * @param restarted whether the log was rewritten since the given position, because the run resumed
 *     from a checkpoint: everything read earlier is replaced by this
 * @param points values of the steps, in order
 * @param epochs completed epochs, in order
 * @param phases starts of phases, in order
 * @param probes results of the probe queries, by epoch and in the order of the probes
 * @param concepts strengths of concepts, by epoch
 * @param warnings warnings, in order
 */
public record RunEvents(
    RunPosition position,
    boolean restarted,
    List<Point> points,
    List<Epoch> epochs,
    List<Phase> phases,
    List<ProbeResult> probes,
    List<ConceptStrength> concepts,
    List<Problem> warnings) {

  /** Names of the series of {@link Point}s, in the order in which they are shown. */
  public static final List<String> SERIES =
      List.of(
          "total",
          "triplet",
          "infoNce",
          "distillation",
          "momentumContrast",
          "concept",
          "gradientNorm",
          "headLearningRate",
          "imageLearningRate",
          "textLearningRate",
          "pairsPerSecond");

  /** {@link Point#time} of events that an earlier version logged without a time. */
  public static final long NO_TIME = -1;

  /** Nothing new at a position. */
  public static RunEvents none(RunPosition position) {
    return new RunEvents(
        position, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Whether nothing is new. */
  public boolean isEmpty() {
    return !restarted
        && points.isEmpty()
        && epochs.isEmpty()
        && phases.isEmpty()
        && probes.isEmpty()
        && concepts.isEmpty()
        && warnings.isEmpty();
  }

  /**
   * A value of a step.
   *
   * @param series one of {@link #SERIES}; terms of the loss that are off have no points
   * @param step number of the step, from 1
   * @param epoch completed epochs with the share of the present one: 1.5 is the middle of the
   *     second
   * @param time milliseconds since 1970, or {@link #NO_TIME}
   * @param value not a number where the log has none
   */
  public record Point(String series, long step, double epoch, long time, double value) {}

  /**
   * Recall at 1, 5 and 10, percent.
   *
   * @param r1 recall at 1
   * @param r5 recall at 5
   * @param r10 recall at 10
   */
  public record Recall(double r1, double r5, double r10) {}

  /**
   * A completed epoch.
   *
   * @param epoch from 1
   * @param step last step of the epoch
   * @param time milliseconds since 1970, or {@link #NO_TIME}
   * @param loss mean total loss of its steps
   * @param meanRecall mR in validation, percent; empty without validation images
   * @param imageToText captions found by an image; empty without validation images
   * @param textToImage images found by a caption; empty without validation images
   * @param best whether it is the best epoch so far
   */
  public record Epoch(
      int epoch,
      long step,
      long time,
      double loss,
      OptionalDouble meanRecall,
      Optional<Recall> imageToText,
      Optional<Recall> textToImage,
      boolean best) {}

  /**
   * The start of a phase: from here on, the concept loss counts.
   *
   * @param number 2 for the second phase
   * @param epoch its first epoch, from 1
   * @param step last step before it
   */
  public record Phase(int number, int epoch, long step) {}

  /**
   * What a probe query found after an epoch.
   *
   * @param epoch from 1; 0 for the state before the first step
   * @param rank of the wanted image among all validation images, from 1; empty if none is wanted
   * @param wanted file of the wanted image
   * @param top files of the nearest images, best first; at most five
   */
  public record ProbeResult(
      int epoch, String query, OptionalInt rank, Optional<Path> wanted, List<Path> top) {}

  /**
   * How strong a concept is after an epoch.
   *
   * @param epoch from 1
   * @param images validation images whose captions name the concept
   * @param present its mean strength in these images, 0..1
   * @param absent its mean strength in the other validation images, 0..1
   */
  public record ConceptStrength(
      int epoch, String concept, int images, double present, double absent) {}
}
