package org.kamcl.explorer.ui.train.wizard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * What runs would take, measured by a few real steps. A measurement serves all plans that differ in
 * title, note, probes and number of epochs only.
 */
final class EstimateViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Map<RunPlan, RunEstimate> measured = new HashMap<>();
  private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private final Map<Preset, RunPlan> waiting = new EnumMap<>(Preset.class);
  private JobViewModel job;
  private int turn;

  EstimateViewModel(ArchiveViewModel archive, JobsViewModel jobs, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** The plan without what does not change the time of a step. */
  private static RunPlan key(RunPlan plan) {
    Map<String, String> settings = new LinkedHashMap<>(plan.settings());
    settings.remove("epochs");
    settings.remove("patience");
    return new RunPlan(
        "",
        "",
        plan.corpus(),
        plan.format(),
        plan.from(),
        plan.configuration(),
        settings,
        1,
        plan.device(),
        List.of(),
        plan.exclusions());
  }

  /**
   * Measures a plan, and then the presets that are not measured yet.
   *
   * @param presets plans of the presets that the weights allow
   */
  void measure(RunPlan plan, Map<Preset, RunPlan> presets) {
    waiting.clear();
    presets.forEach(
        (preset, other) -> {
          if (!measured.containsKey(key(other)) && !key(other).equals(key(plan))) {
            waiting.put(preset, other);
          }
        });
    cancelRunning();
    start(plan, true);
  }

  private void start(RunPlan plan, boolean shown) {
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    int own = ++turn;
    if (shown) {
      problem.set("");
    }
    measuring.set(true);
    job =
        jobs.start(
            messages.text("wizard.measure.job"),
            services.get().trainingRuns().preflight(plan),
            estimate -> {
              measured.put(key(plan), estimate);
              revision.set(revision.get() + 1);
              next(own);
            },
            () -> next(own),
            failure -> {
              if (shown && own == turn) {
                problem.set(errors.format(failure));
              }
              next(own);
            });
  }

  private void next(int own) {
    if (own != turn) {
      return;
    }
    job = null;
    Optional<Preset> first = waiting.keySet().stream().findFirst();
    if (first.isPresent() && problem.get().isEmpty()) {
      start(waiting.remove(first.get()), false);
    } else {
      measuring.set(false);
    }
  }

  /** Ends the measurement. */
  void cancel() {
    waiting.clear();
    cancelRunning();
    measuring.set(false);
  }

  private void cancelRunning() {
    turn++;
    if (job != null) {
      job.cancel();
      job = null;
    }
  }

  /** Forgets all measurements, as for another corpus. */
  void clear() {
    cancel();
    measured.clear();
    problem.set("");
    revision.set(revision.get() + 1);
  }

  /** The measurement of a plan, with its number of epochs; empty if it is not measured. */
  Optional<RunEstimate> estimate(RunPlan plan, int epochs) {
    return Optional.ofNullable(measured.get(key(plan))).map(found -> scaled(found, epochs));
  }

  /** The measurement of a plan with its own number of epochs; empty if it is not measured. */
  Optional<RunEstimate> estimate(RunPlan plan) {
    return Optional.ofNullable(measured.get(key(plan)));
  }

  private static RunEstimate scaled(RunEstimate found, int epochs) {
    double epoch = epochSeconds(found);
    double seconds = found.duration().toMillis() / 1000.0 + (epochs - found.epochs()) * epoch;
    return new RunEstimate(
        found.device(),
        found.threads(),
        found.trainingImages(),
        found.validationImages(),
        found.secondsPerStep(),
        found.pairsPerSecond(),
        found.validationSeconds(),
        found.batches(),
        epochs,
        Duration.ofMillis(Math.round(1000 * Math.max(0, seconds))),
        found.memoryBytes(),
        found.memoryTotalBytes(),
        found.diskBytes(),
        found.diskFreeBytes(),
        found.warnings());
  }

  /** Duration of an epoch with its validation. */
  static double epochSeconds(RunEstimate found) {
    return found.batches() * found.secondsPerStep() + found.validationSeconds().orElse(0);
  }

  /** Whether a measurement is running. */
  ReadOnlyBooleanProperty measuringProperty() {
    return measuring.getReadOnlyProperty();
  }

  /** Why the plan cannot be measured; empty if it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Changes when there are other measurements. */
  ReadOnlyIntegerProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }
}
