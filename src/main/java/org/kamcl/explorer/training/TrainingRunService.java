package org.kamcl.explorer.training;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.ProcessMemory;
import org.kamcl.engine.training.run.RunEnding;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.engine.training.run.Trainer;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.TrainingRuns;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.job.Job;

/**
 * The training runs of a workspace. Their folders are authoritative; everything else can be built
 * from them. Thread-safe.
 */
public final class TrainingRunService implements TrainingRuns, AutoCloseable {
  private final RunStore runs;
  private final RunHistories histories;
  private final RunSummaries summaries;
  private final RunQueue queue;
  private final RunCreator creator;
  private final RunTrash trash;
  private final RunPreflight preflight;

  /** Runs that were running when they were last looked at: they can end without a changed file. */
  private final Set<String> active = new HashSet<>();

  /**
   * The runs of a workspace.
   *
   * @param workspace its folder
   * @param pretrained folder of the pretrained encoders, if there is one
   * @param index keeps what was read from the logs
   * @param launcher starts the processes of the runs
   */
  public TrainingRunService(
      Path workspace,
      RunStore runs,
      ModelStore models,
      Optional<Path> pretrained,
      RunIndex index,
      ProgramLauncher launcher) {
    this.runs = runs;
    this.histories = new RunHistories(index);
    this.summaries = new RunSummaries(histories);
    this.queue = new RunQueue(runs, summaries, launcher, workspace);
    this.creator = new RunCreator(runs, models, pretrained);
    this.trash = new RunTrash(runs);
    this.preflight = new RunPreflight(workspace, runs, launcher);
  }

  @Override
  public long revision() {
    queue.startNext();
    Set<String> watched;
    synchronized (active) {
      watched = Set.copyOf(active);
    }
    long revision = 0;
    for (RunFolder run : runs.list()) {
      long one = run.name().hashCode() * 31L + new RunFiles(run).stamp().value();
      if (watched.contains(run.name())) {
        one = one * 31 + (run.lock().isTaken() ? 1 : 2) + (run.isRequested() ? 4 : 0);
      }
      revision += one * 0x9E3779B97F4A7C15L;
    }
    return revision;
  }

  @Override
  public List<RunSummary> list() {
    List<RunFolder> folders = runs.list();
    List<RunSummary> all =
        folders.stream()
            .map(summaries::of)
            .sorted(
                Comparator.comparing((RunSummary run) -> run.times().created())
                    .reversed()
                    .thenComparing(RunSummary::name))
            .toList();
    synchronized (active) {
      active.clear();
      all.stream()
          .filter(run -> run.state() == RunState.RUNNING)
          .forEach(run -> active.add(run.name()));
    }
    Set<String> present = folders.stream().map(RunFolder::name).collect(Collectors.toSet());
    summaries.retain(present);
    histories.save(present);
    return all;
  }

  @Override
  public RunSummary find(String name) {
    RunSummary run = summaries.of(runs.find(name));
    if (run.state() == RunState.RUNNING) {
      synchronized (active) {
        active.add(name);
      }
    }
    return run;
  }

  @Override
  public List<RunSummary> attached() {
    return runs.list().stream()
        .filter(run -> summaries.state(run) == RunState.RUNNING)
        .filter(run -> !new RunFiles(run).isDetached())
        .map(summaries::of)
        .toList();
  }

  @Override
  public void detach(List<String> names) {
    names.forEach(name -> new RunFiles(runs.find(name)).detach());
  }

  @Override
  public Optional<RunMemory> memory(String name) {
    RunFolder run = runs.find(name);
    if (run.lock().isTaken()) {
      return new RunFiles(run)
          .launched()
          .flatMap(launched -> ProcessMemory.of(launched.pid()))
          .map(memory -> new RunMemory(memory.resident(), memory.peak()));
    }
    long peak = histories.of(run).peakMemory;
    return peak > 0 ? Optional.of(new RunMemory(0, peak)) : Optional.empty();
  }

  @Override
  public Path folder(String name) {
    return runs.find(name).path();
  }

  @Override
  public RunEvents events(String name, RunPosition since) {
    return RunEventReader.read(runs.find(name), since);
  }

  @Override
  public Job<RunSummary> start(RunPlan plan, StartTime when) {
    return context -> {
      RunFolder run = creator.create(plan, context::checkCancelled);
      begin(run, when);
      return summaries.of(run);
    };
  }

  /** Creates a run without starting it; it is paused at its first step. */
  public RunSummary create(RunPlan plan) {
    return summaries.of(creator.create(plan, () -> {}));
  }

  private void begin(RunFolder run, StartTime when) {
    if (when == StartTime.NOW) {
      queue.start(run);
    } else {
      queue.add(run);
    }
  }

  @Override
  public Job<RunEstimate> preflight(RunPlan plan) {
    return context -> preflight.measure(plan, context);
  }

  @Override
  public Job<List<RunProbe>> suggestProbes(RunPlan plan, int count) {
    return context -> creator.suggestProbes(plan, count, context::checkCancelled);
  }

  @Override
  public List<TrainingSetting> settings(String configuration, Locale language) {
    return RunSettings.of(configuration, language);
  }

  @Override
  public Map<String, Problem> checkSettings(String configuration, Map<String, String> settings) {
    return RunSettings.check(configuration, settings);
  }

  @Override
  public void resume(String name, StartTime when) {
    RunFolder run = runs.find(name);
    RunState state = summaries.state(run);
    boolean waits = state == RunState.QUEUED && when == StartTime.NOW;
    if (!state.canResume() && !waits) {
      throw new KamclException(TrainingRunError.CANNOT_RESUME, name, text(state));
    }
    begin(run, when);
  }

  @Override
  public void pause(String name) {
    RunFolder run = runs.find(name);
    RunFiles files = new RunFiles(run);
    RunState state = summaries.state(run);
    if (state == RunState.QUEUED) {
      files.leaveQueue();
    } else if (state == RunState.RUNNING) {
      if (run.lock().isTaken()) {
        run.requestStop(false);
      } else {
        // Its process has not begun with the run.
        end(files);
      }
    } else {
      throw new KamclException(TrainingRunError.CANNOT_PAUSE, name, text(state));
    }
  }

  private static void end(RunFiles files) {
    files
        .launched()
        .filter(RunProcesses::isStarting)
        .flatMap(launched -> ProcessHandle.of(launched.pid()))
        .ifPresent(ProcessHandle::destroy);
    files.forgetProcess();
  }

  @Override
  public void stop(String name, StopTime when) {
    RunFolder run = runs.find(name);
    RunState state = summaries.state(run);
    if (state.isOver()) {
      throw new KamclException(TrainingRunError.CANNOT_STOP, name, text(state));
    }
    if (!run.lock().isTaken()) {
      end(run, state);
    } else if (when == StopTime.AFTER_EPOCH) {
      run.requestStopAfterEpoch();
    } else {
      run.requestStop(true);
    }
  }

  /** Ends a run on which no process works. */
  private void end(RunFolder run, RunState state) {
    RunFiles files = new RunFiles(run);
    if (state == RunState.RUNNING) {
      // Its process has not begun with the run.
      end(files);
    }
    files.leaveQueue();
    if (run.hasCheckpoint()) {
      run.announceEnd();
      queue.end(run);
    } else {
      RunEnding.withoutModel(run);
    }
  }

  @Override
  public void changeSettings(String name, Map<String, String> settings) {
    Trainer.changeSettings(runs.find(name), settings);
  }

  @Override
  public RunPlan plan(String name) {
    RunFolder run = runs.find(name);
    return creator.plan(run, title(run));
  }

  private static String title(RunFolder run) {
    String title = new RunFiles(run).labels().title();
    return title == null ? run.name() : title;
  }

  @Override
  public void rename(String name, String title) {
    RunFiles files = new RunFiles(runs.find(name));
    RunFiles.Labels labels = files.labels();
    String stripped = title.strip();
    files.labels(
        new RunFiles.Labels(stripped.isEmpty() ? null : stripped, labels.note(), labels.device()));
  }

  @Override
  public void note(String name, String text) {
    RunFiles files = new RunFiles(runs.find(name));
    RunFiles.Labels labels = files.labels();
    files.labels(new RunFiles.Labels(labels.title(), text, labels.device()));
  }

  @Override
  public void setProbes(String name, List<RunProbe> probes) {
    creator.setProbes(runs.find(name), probes);
  }

  @Override
  public List<RunProbe> probes(String name) {
    return creator.probes(runs.find(name));
  }

  @Override
  public void delete(String name) {
    RunFolder run = runs.find(name);
    if (summaries.state(run) == RunState.RUNNING) {
      throw new KamclException(TrainingRunError.CANNOT_DELETE, name);
    }
    trash.delete(run);
  }

  @Override
  public void restore(String name) {
    trash.restore(name);
  }

  /** Starts the run that has waited longest, if none is running; after a run has ended. */
  public void startNext() {
    queue.startNext();
  }

  /** The runs that wait, in the order of their turns. */
  public List<RunSummary> queued() {
    return queue.waiting().stream().map(summaries::of).toList();
  }

  /** Notes that this process works on a run, which no longer waits. */
  public void register(String name) {
    RunFiles files = new RunFiles(runs.find(name));
    boolean startedForIt =
        files.launched().map(l -> l.pid() == ProcessHandle.current().pid()).orElse(false);
    if (!startedForIt) {
      // Its output goes elsewhere; what an earlier process wrote is not the reason of this one.
      files.forgetLog();
    }
    files.launched(RunProcesses.launched(ProcessHandle.current()));
    files.leaveQueue();
  }

  /** The name of a state. */
  public static ErrorCode text(RunState state) {
    return switch (state) {
      case QUEUED -> TrainingRunError.STATE_QUEUED;
      case RUNNING -> TrainingRunError.STATE_RUNNING;
      case PAUSED -> TrainingRunError.STATE_PAUSED;
      case STOPPED -> TrainingRunError.STATE_STOPPED;
      case FAILED -> TrainingRunError.STATE_FAILED;
      case DONE -> TrainingRunError.STATE_DONE;
    };
  }

  /** Deletes for good what was deleted; running runs go on. */
  @Override
  public void close() {
    trash.empty();
  }
}
