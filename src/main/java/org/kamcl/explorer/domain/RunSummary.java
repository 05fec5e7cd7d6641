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
    boolean stopping) {}
