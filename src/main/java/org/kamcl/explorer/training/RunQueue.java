package org.kamcl.explorer.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.file.PrivateFiles;

/**
 * The runs that wait for their turn. Every program that looks at the runs starts the next one when
 * none is running: windows, commands, and a run that has ended. A lock lets one of them decide at a
 * time.
 */
final class RunQueue {
  private static final String LOCK = ".queue.lock";

  private final RunStore runs;
  private final RunSummaries summaries;
  private final ProgramLauncher launcher;
  private final Path workspace;

  /**
   * @param workspace folder of the workspace
   */
  RunQueue(RunStore runs, RunSummaries summaries, ProgramLauncher launcher, Path workspace) {
    this.runs = runs;
    this.summaries = summaries;
    this.launcher = launcher;
    this.workspace = workspace;
  }

  /** Starts a run at once. */
  void start(RunFolder run) {
    launch(run, List.of());
  }

  /** Ends a run that has a checkpoint at once, in a process of its own that stores its model. */
  void end(RunFolder run) {
    launch(run, List.of("--stop"));
  }

  private void launch(RunFolder run, List<String> options) {
    RunFiles files = new RunFiles(run);
    RunFiles.Labels labels = files.labels();
    List<String> command = new ArrayList<>(List.of("train", "--resume", run.name()));
    command.addAll(options);
    command.addAll(List.of("--workspace", workspace.toAbsolutePath().toString()));
    if (labels.device() != null) {
      command.addAll(List.of("--device", labels.device()));
    }
    try {
      Process process = launcher.start(command, files.log());
      files.launched(RunProcesses.launched(process.toHandle()));
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.PROCESS_NOT_STARTED, run.name());
    }
    files.leaveQueue();
  }

  /** Lets a run wait for its turn, which may come at once. */
  void add(RunFolder run) {
    new RunFiles(run).queue(System.currentTimeMillis());
    startNext();
  }

  /** Starts the run that has waited longest, if none is running. */
  synchronized void startNext() {
    List<RunFolder> all = runs.list();
    if (all.stream().noneMatch(run -> new RunFiles(run).queued().isPresent())) {
      return;
    }
    try {
      PrivateFiles.createFolders(runs.path());
      try (FileChannel channel =
              FileChannel.open(
                  runs.path().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        // Where another program decides, there is nothing to do.
        if (lock != null && all.stream().noneMatch(this::isRunning)) {
          waiting().stream().findFirst().ifPresent(this::start);
        }
      }
    } catch (OverlappingFileLockException e) {
      // Another part of this program decides.
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.PROCESS_NOT_STARTED, runs.path());
    }
  }

  private boolean isRunning(RunFolder run) {
    return summaries.state(run) == RunState.RUNNING;
  }

  /** The runs that wait, the next one first. */
  List<RunFolder> waiting() {
    return runs.list().stream()
        .filter(run -> summaries.state(run) == RunState.QUEUED)
        .sorted(
            Comparator.comparingLong(
                    (RunFolder run) ->
                        new RunFiles(run).queued().map(RunFiles.Queued::since).orElse(0L))
                .thenComparing(RunFolder::name))
        .toList();
  }
}
