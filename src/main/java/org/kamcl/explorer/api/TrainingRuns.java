package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.job.Job;

/**
 * The training runs of a workspace. Each run has a process of its own, which outlives the window;
 * one runs at a time unless the user wants otherwise, the others wait in a queue. Blocking; call
 * from any thread but the JavaFX thread.
 */
public interface TrainingRuns {
  /** When a run that is stopped ends. */
  enum StopTime {
    /** After the running step. */
    NOW,
    /** After the validation of the present epoch. */
    AFTER_EPOCH
  }

  /** When a run that can run begins. */
  enum StartTime {
    /** At once if no other run is running, otherwise after those that wait already. */
    IN_TURN,
    /** At once, beside other runs. */
    NOW
  }

  /**
   * A number that changes when a run changes: a state, a point, an epoch, a title. Cheap (a few
   * milliseconds with hundreds of runs); views poll it about once per second and read the rest when
   * it has changed. Also starts the next run of the queue where none is running.
   */
  long revision();

  /** All runs, the newest first. */
  List<RunSummary> list();

  /**
   * A run.
   *
   * @throws org.kamcl.error.KamclException if there is none of this name
   */
  RunSummary find(String name);

  /** The running runs that belong to a window or a terminal: {@link #detach} was not called. */
  List<RunSummary> attached();

  /** Lets running runs go on by themselves, until they are started anew. */
  void detach(List<String> names);

  /** Memory of the process that works on a run; empty if none does or the system does not tell. */
  Optional<RunMemory> memory(String name);

  /**
   * The folder of a run, with its log, {@code metrics.csv} and the file for TensorBoard.
   *
   * @throws org.kamcl.error.KamclException if there is none of this name
   */
  Path folder(String name);

  /**
   * What was logged since a position.
   *
   * @param since {@link RunPosition#START} or the position of the last call
   * @throws org.kamcl.error.KamclException if there is no such run or its log cannot be read
   */
  RunEvents events(String name, RunPosition since);

  /**
   * Creates a job that creates a run and starts it or lets it wait.
   *
   * @return the run as it was created; the job fails if the plan does not fit the corpus or the
   *     models
   */
  Job<RunSummary> start(RunPlan plan, StartTime when);

  /**
   * Creates a job that measures what a run would take, by three real steps and a validation in
   * another process. Keeps nothing.
   */
  Job<RunEstimate> preflight(RunPlan plan);

  /**
   * Creates a job that suggests probe queries: validation captions of different images, evenly
   * spread over the corpus.
   *
   * @param count number of probes
   */
  Job<List<RunProbe>> suggestProbes(RunPlan plan, int count);

  /**
   * The settings of training and network with their values in a configuration.
   *
   * @param configuration {@code published}, {@code default} or {@code fine-tune}
   * @param language of the descriptions
   */
  List<TrainingSetting> settings(String configuration, Locale language);

  /**
   * Checks changed settings.
   *
   * @return what is wrong, by the name of the setting; empty if nothing is
   */
  Map<String, Problem> checkSettings(String configuration, Map<String, String> settings);

  /** Lets a paused or failed run continue, or wait for its turn. */
  void resume(String name, StartTime when);

  /** Pauses a running run after its running step, or takes a waiting run out of the queue. */
  void pause(String name);

  /**
   * Ends a run for good; the weights of its best epoch become its model, in another process where
   * none works on it. A run without a checkpoint has no model.
   *
   * @param when matters only while the run is running
   * @throws org.kamcl.error.KamclException if it is over already
   */
  void stop(String name, StopTime when);

  /**
   * Changes settings of a run that is not running: epochs, learning rates, weight decay, clipping,
   * patience and the time between checkpoints.
   *
   * @param settings by name
   * @throws org.kamcl.error.KamclException if one cannot be changed or has a wrong value
   */
  void changeSettings(String name, Map<String, String> settings);

  /** The plan of a run, to start a similar one. */
  RunPlan plan(String name);

  /** Changes the title of a run. */
  void rename(String name, String title);

  /** Changes the note of a run. */
  void note(String name, String text);

  /**
   * Changes the probe queries of a run, from its next validation on.
   *
   * @throws org.kamcl.error.KamclException if a wanted image is not a validation image of the run
   */
  void setProbes(String name, List<RunProbe> probes);

  /** The probe queries of a run, as given or as chosen from its validation captions. */
  List<RunProbe> probes(String name);

  /**
   * Deletes a run that is not running; its model is kept. It can be restored until the services are
   * closed.
   */
  void delete(String name);

  /**
   * Restores a deleted run.
   *
   * @throws org.kamcl.error.KamclException if it was not deleted, or another has its name now
   */
  void restore(String name);
}
