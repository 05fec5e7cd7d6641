package org.kamcl.reliability;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.kamcl.explorer.api.TrainingRuns;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.KamclProcess;

/**
 * A program that starts a run in a process of its own, as the window does, or resumes it, and waits
 * for its end. Arguments: workspace, program folder, corpus, then the settings of the run.
 */
public final class SoakRuns {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private SoakRuns() {}

  /** Ends with 0 if the run is done. */
  public static void main(String[] args) {
    Workspace workspace = new Workspace(Path.of(args[0]), Optional.of(Path.of(args[1])));
    Map<String, String> settings = new LinkedHashMap<>();
    KamclProcess.settings(args[3]).stream()
        .filter(word -> word.contains("="))
        .forEach(word -> settings.put(word.split("=")[0], word.split("=")[1]));
    RunState state;
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      state = run(context.trainingRuns(), plan(Path.of(args[2]), settings));
    }
    System.exit(state == RunState.DONE ? 0 : 1);
  }

  private static RunPlan plan(Path corpus, Map<String, String> settings) {
    return new RunPlan(
        TrainingKills.RUN,
        "",
        corpus,
        Optional.empty(),
        "default",
        "default",
        settings,
        1,
        "cpu",
        List.of(),
        List.of());
  }

  private static RunState run(TrainingRuns runs, RunPlan plan) {
    if (runs.list().isEmpty()) {
      runs.start(plan, StartTime.NOW).run(JobContext.NONE);
    }
    while (true) {
      RunSummary run = runs.find(TrainingKills.RUN);
      if (run.state().canResume() || run.state() == RunState.QUEUED) {
        runs.resume(TrainingKills.RUN, StartTime.NOW);
      }
      if (run.state().isOver()) {
        return run.state();
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
