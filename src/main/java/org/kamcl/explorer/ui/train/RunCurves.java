package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.ui.chart.CurveData;
import org.kamcl.explorer.ui.chart.Mark;
import org.kamcl.explorer.ui.chart.XAxis;

/** What the log of a run says, as curves. Filled by one thread at a time. */
final class RunCurves {
  /** Name of the curve of mR; the others are those of {@link RunEvents#SERIES}. */
  static final String MEAN_RECALL = "meanRecall";

  /** Names of the curves of recall: images found by captions, then captions found by images. */
  static final List<String> RECALL =
      List.of("image1", "image5", "image10", "caption1", "caption5", "caption10");

  /** Longer times between two events are pauses, milliseconds. */
  private static final long PAUSE = 600_000;

  private final Map<String, CurveData> curves = new TreeMap<>();
  private final Map<String, CurveData> concepts = new TreeMap<>();
  private final Map<String, Integer> conceptImages = new TreeMap<>();
  private final List<RunEvents.Phase> phases = new ArrayList<>();
  private final Map<Integer, Map<String, RunEvents.ProbeResult>> probes = new TreeMap<>();
  private long lastTime = RunEvents.NO_TIME;
  private double seconds;
  private boolean untimed;
  private long divergedStep;

  /** The curves of a log that was read from its beginning. */
  static RunCurves of(RunEvents events) {
    RunCurves curves = new RunCurves();
    curves.add(events);
    return curves;
  }

  /** Adds what was logged since. */
  void add(RunEvents events) {
    int next = 0;
    List<RunEvents.Point> points = events.points();
    for (RunEvents.Epoch epoch : events.epochs()) {
      while (next < points.size() && points.get(next).step() <= epoch.step()) {
        add(points.get(next++));
      }
      add(epoch);
    }
    while (next < points.size()) {
      add(points.get(next++));
    }
    phases.addAll(events.phases());
    for (RunEvents.ProbeResult probe : events.probes()) {
      probes
          .computeIfAbsent(probe.epoch(), epoch -> new LinkedHashMap<>())
          .put(probe.query(), probe);
    }
    for (RunEvents.ConceptStrength strength : events.concepts()) {
      conceptImages.put(strength.concept(), strength.images());
      concepts
          .computeIfAbsent(strength.concept(), name -> new CurveData())
          .append(stepOf(strength.epoch()), strength.epoch(), seconds, strength.present());
    }
  }

  private double stepOf(int epoch) {
    CurveData total = curve("total");
    int nearest = total.nearest(XAxis.EPOCH, epoch);
    return nearest < 0 ? epoch : total.x(XAxis.STEP, nearest);
  }

  private void add(RunEvents.Point point) {
    tick(point.time());
    boolean number = Double.isFinite(point.value());
    if (!number && divergedStep == 0 && point.series().equals("total")) {
      divergedStep = point.step();
    }
    curve(point.series()).append((double) point.step(), point.epoch(), seconds, point.value());
  }

  private void add(RunEvents.Epoch epoch) {
    tick(epoch.time());
    append(MEAN_RECALL, epoch, epoch.meanRecall());
    recall(RECALL.subList(0, 3), epoch, epoch.textToImage());
    recall(RECALL.subList(3, 6), epoch, epoch.imageToText());
  }

  private void recall(
      List<String> names, RunEvents.Epoch epoch, Optional<RunEvents.Recall> recall) {
    append(names.get(0), epoch, value(recall.map(RunEvents.Recall::r1)));
    append(names.get(1), epoch, value(recall.map(RunEvents.Recall::r5)));
    append(names.get(2), epoch, value(recall.map(RunEvents.Recall::r10)));
  }

  private static OptionalDouble value(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private void append(String name, RunEvents.Epoch epoch, OptionalDouble value) {
    if (value.isPresent()) {
      curve(name).append((double) epoch.step(), epoch.epoch(), seconds, value.getAsDouble());
    } else if (!curve(name).isEmpty()) {
      curve(name).appendGap((double) epoch.step(), epoch.epoch(), seconds);
    }
  }

  /** Time of training: the time between two events counts unless it is a pause. */
  private void tick(long time) {
    if (time == RunEvents.NO_TIME) {
      untimed = true;
      return;
    }
    long passed = lastTime == RunEvents.NO_TIME ? 0 : time - lastTime;
    if (passed > 0 && passed <= PAUSE) {
      seconds += passed / 1000.0;
    }
    lastTime = time;
  }

  /** A curve; empty if nothing was logged of it. */
  CurveData curve(String name) {
    return curves.computeIfAbsent(name, added -> new CurveData());
  }

  /** Whether some events have no time, so that the run has no axis of time. */
  boolean isUntimed() {
    return untimed;
  }

  /** The first step whose total loss is not a number; 0 if all are numbers. */
  long divergedStep() {
    return divergedStep;
  }

  /** Last completed epoch before the loss was not a number. */
  int epochBeforeDivergence() {
    CurveData total = curve("total");
    int index = total.nearest(XAxis.STEP, (double) divergedStep);
    return index < 0 ? 0 : (int) total.x(XAxis.EPOCH, index);
  }

  /**
   * Marks where phases begin.
   *
   * @param label text of phase 2
   */
  List<Mark> marks(String label) {
    List<Mark> marks = new ArrayList<>();
    for (RunEvents.Phase phase : phases) {
      if (phase.step() == 0) {
        // The concept loss is on from the start: there is nothing to mark.
        continue;
      }
      CurveData total = curve("total");
      int index = total.nearest(XAxis.STEP, (double) phase.step());
      double time = index < 0 ? 0 : total.x(XAxis.TIME, index);
      marks.add(new Mark((double) phase.step(), phase.epoch() - 1.0, time, label));
    }
    return marks;
  }

  /** Last epoch before phase 2; 0 if there is none. */
  int lastEpochOfPhaseOne() {
    return phases.stream().mapToInt(phase -> phase.epoch() - 1).max().orElse(0);
  }

  /** What the probe queries found, by epoch and query. */
  Map<Integer, Map<String, RunEvents.ProbeResult>> probes() {
    return probes;
  }

  /** The concepts that are named by most images, most first. */
  List<String> concepts(int most) {
    return conceptImages.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Mean strength of a concept in the validation images that have it; null if unknown. */
  @Nullable CurveData concept(String name) {
    return concepts.get(name);
  }
}
