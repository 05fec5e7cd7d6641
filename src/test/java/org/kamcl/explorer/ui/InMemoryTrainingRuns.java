package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.TrainingRuns;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.RunTimes;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.job.Job;

/**
 * Training runs without processes: tests add points and change states, and the actions of the user
 * change states at once.
 */
public final class InMemoryTrainingRuns implements TrainingRuns {
  /** Creation time of the first run; each further run is a minute younger. */
  public static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");

  private final Map<String, TestRun> runs = new LinkedHashMap<>();
  private final Map<String, TestRun> deleted = new LinkedHashMap<>();
  private final Map<String, RunPlan> plans = new TreeMap<>();
  private final Map<String, List<RunProbe>> probes = new TreeMap<>();
  private Optional<KamclException> failure = Optional.empty();
  private Optional<RunEstimate> estimate = Optional.empty();
  private Optional<RunMemory> memory = Optional.empty();
  private final Set<String> detached = new TreeSet<>();
  private int created;
  private long revision;

  /** Adds a run as it would be after its creation, in a state. */
  public synchronized RunSummary add(String name, RunState state, int epochs) {
    return add(name, state, epochs, Path.of("corpus"));
  }

  /** Adds a run that has ended and whose model, of its name, started from another model. */
  public synchronized RunSummary addTrained(String name, String from, Path corpus) {
    RunPlan plan = TestRunPlans.plan(name, corpus, from, "fine-tune", 2);
    add(name, plan, RunState.RUNNING, 2);
    finish(name);
    return find(name);
  }

  /** Adds a run that was trained on a corpus. */
  public synchronized RunSummary add(String name, RunState state, int epochs, Path corpus) {
    RunPlan plan = TestRunPlans.plan(name, corpus, RunPlan.SCRATCH, "default", epochs);
    return add(name, plan, state, epochs);
  }

  private RunSummary add(String name, RunPlan plan, RunState state, int epochs) {
    RunOrigin origin = TestRunPlans.origin(name, plan);
    TestRun run =
        new TestRun(name, state, origin, RunTimes.of(FIRST.plusSeconds(60L * created++)), epochs);
    run.title(plan.title());
    run.note(plan.note());
    plans.put(name, plan);
    probes.put(name, plan.probes());
    runs.put(name, run);
    revision++;
    return run.summary();
  }

  private synchronized void change(String name, Consumer<TestRun> change) {
    change.accept(run(name));
    revision++;
  }

  /** Sets the state of a run. */
  public void setState(String name, RunState state) {
    change(name, run -> run.state(state));
  }

  /** The states that a run had, without repetitions. */
  public synchronized List<RunState> states(String name) {
    return run(name).states();
  }

  /** Ends a run that has a model of its name. */
  public void finish(String name) {
    change(
        name,
        run -> {
          run.state(RunState.DONE);
          run.model(Optional.of(name));
        });
  }

  /** Fails a run. */
  public void fail(String name, Problem problem) {
    change(
        name,
        run -> {
          run.state(RunState.FAILED);
          run.problem(Optional.of(problem));
        });
  }

  /**
   * Logs entries of a run: {@link RunEvents.Point}, {@link RunEvents.Epoch}, {@link
   * RunEvents.Phase}, {@link RunEvents.ProbeResult}, {@link RunEvents.ConceptStrength} or {@link
   * Problem}. Progress follows points and epochs.
   */
  public void log(String name, Object... entries) {
    change(name, run -> List.of(entries).forEach(run::log));
  }

  /** Drops the points and epochs of a run after a step, as a resume from a checkpoint does. */
  public void rewind(String name, long step) {
    change(name, run -> run.rewind(step));
  }

  /** Makes every further action fail; empty for none. */
  public synchronized void failWith(Optional<KamclException> problem) {
    failure = problem;
  }

  /** Sets the result of {@link #preflight}. */
  public synchronized void estimate(RunEstimate result) {
    estimate = Optional.of(result);
  }

  private void act() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private boolean isBusy() {
    return runs.values().stream().anyMatch(run -> run.state() == RunState.RUNNING);
  }

  @Override
  public synchronized long revision() {
    return revision;
  }

  @Override
  public synchronized List<RunSummary> list() {
    return runs.values().stream()
        .map(TestRun::summary)
        .sorted(Comparator.comparing((RunSummary run) -> run.times().created()).reversed())
        .toList();
  }

  @Override
  public synchronized RunSummary find(String name) {
    return run(name).summary();
  }

  private TestRun run(String name) {
    TestRun run = runs.get(name);
    if (run == null) {
      throw new KamclException(LegacyError.SENTENCE, "There is no run " + name + ".");
    }
    return run;
  }

  @Override
  public synchronized List<RunSummary> attached() {
    return list().stream()
        .filter(run -> run.state() == RunState.RUNNING && !detached.contains(run.name()))
        .toList();
  }

  @Override
  public synchronized void detach(List<String> names) {
    detached.addAll(names);
  }

  @Override
  public synchronized Optional<RunMemory> memory(String name) {
    return memory;
  }

  /** Sets the memory of the processes. */
  public synchronized void memory(RunMemory now) {
    memory = Optional.of(now);
  }

  @Override
  public Path folder(String name) {
    return Path.of("runs", name);
  }

  @Override
  public synchronized RunEvents events(String name, RunPosition since) {
    return run(name).events(since);
  }

  @Override
  public Job<RunSummary> start(RunPlan plan, StartTime when) {
    return context -> {
      synchronized (this) {
        act();
        String name = plan.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        boolean waits = when == StartTime.IN_TURN && isBusy();
        return add(
            name,
            plan,
            waits ? RunState.QUEUED : RunState.RUNNING,
            Integer.parseInt(plan.settings().getOrDefault("epochs", "40")));
      }
    };
  }

  @Override
  public Job<RunEstimate> preflight(RunPlan plan) {
    return context -> {
      synchronized (this) {
        act();
        return estimate.orElse(TestRunPlans.ESTIMATE);
      }
    };
  }

  @Override
  public Job<List<RunProbe>> suggestProbes(RunPlan plan, int count) {
    return context -> {
      List<RunProbe> all = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        all.add(new RunProbe("caption " + i, Optional.of("image" + i + ".jpg")));
      }
      return all;
    };
  }

  @Override
  public List<TrainingSetting> settings(String configuration, Locale language) {
    return TestRunPlans.settings(configuration, language);
  }

  @Override
  public Map<String, Problem> checkSettings(String configuration, Map<String, String> settings) {
    return TestRunPlans.check(settings);
  }

  @Override
  public synchronized void resume(String name, StartTime when) {
    act();
    boolean waits = when == StartTime.IN_TURN && isBusy();
    change(
        name,
        run -> {
          run.state(waits ? RunState.QUEUED : RunState.RUNNING);
          run.problem(Optional.empty());
        });
  }

  @Override
  public synchronized void pause(String name) {
    act();
    setState(name, RunState.PAUSED);
  }

  @Override
  public synchronized void stop(String name, StopTime when) {
    act();
    change(
        name,
        run -> {
          run.state(RunState.STOPPED);
          run.model(Optional.of(name));
        });
  }

  @Override
  public synchronized void changeSettings(String name, Map<String, String> settings) {
    act();
    Map<String, String> all = new LinkedHashMap<>(plan(name).settings());
    all.putAll(settings);
    plans.put(name, plan(name).withSettings(all));
    revision++;
  }

  @Override
  public synchronized RunPlan plan(String name) {
    return plans.get(run(name).summary().name());
  }

  @Override
  public synchronized void rename(String name, String title) {
    act();
    change(name, run -> run.title(title));
  }

  @Override
  public synchronized void note(String name, String text) {
    act();
    change(name, run -> run.note(text));
  }

  @Override
  public synchronized void setProbes(String name, List<RunProbe> changed) {
    act();
    probes.put(run(name).summary().name(), List.copyOf(changed));
    revision++;
  }

  @Override
  public synchronized List<RunProbe> probes(String name) {
    return probes.getOrDefault(run(name).summary().name(), List.of());
  }

  @Override
  public synchronized void delete(String name) {
    act();
    deleted.put(name, run(name));
    runs.remove(name);
    revision++;
  }

  @Override
  public synchronized void restore(String name) {
    act();
    TestRun run = deleted.remove(name);
    if (run == null) {
      throw new KamclException(LegacyError.SENTENCE, "The run " + name + " was not deleted.");
    }
    runs.put(name, run);
    revision++;
  }
}
