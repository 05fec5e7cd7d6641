package org.kamcl.explorer.domain;

import java.util.Optional;
import org.kamcl.error.Problem;

/**
 * A training run.
 *
 * @param name identifies the run; name of its folder and of its model, never changes
 * @param title name shown to people; equal to the name until it is changed
 * @param note free text of the user; may be empty
 * @param problem why it failed, or what needs attention; empty if nothing does
 * @param model name of its model in the registry; empty until the run is over
 * @param stopping whether it was asked to pause or stop and has not done so yet
 */
public record RunSummary(
    String name,
    String title,
    String note,
    RunState state,
    RunOrigin origin,
    RunProgress progress,
    RunTimes times,
    Optional<Problem> problem,
    Optional<String> model,
    boolean stopping) {

  /** The same run in another state. */
  public RunSummary withState(RunState changed) {
    return new RunSummary(
        name, title, note, changed, origin, progress, times, problem, model, stopping);
  }

  /** The same run with another title. */
  public RunSummary withTitle(String changed) {
    return new RunSummary(
        name, changed, note, state, origin, progress, times, problem, model, stopping);
  }

  /** The same run with another note. */
  public RunSummary withNote(String changed) {
    return new RunSummary(
        name, title, changed, state, origin, progress, times, problem, model, stopping);
  }

  /** The same run at another point. */
  public RunSummary withProgress(RunProgress changed) {
    return new RunSummary(
        name, title, note, state, origin, changed, times, problem, model, stopping);
  }

  /** The same run at other times. */
  public RunSummary withTimes(RunTimes changed) {
    return new RunSummary(
        name, title, note, state, origin, progress, changed, problem, model, stopping);
  }

  /** The same run with another problem, or none. */
  public RunSummary withProblem(Optional<Problem> changed) {
    return new RunSummary(
        name, title, note, state, origin, progress, times, changed, model, stopping);
  }

  /** The same run with its model. */
  public RunSummary withModel(Optional<String> changed) {
    return new RunSummary(
        name, title, note, state, origin, progress, times, problem, changed, stopping);
  }
}
