package org.kamcl.explorer.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is being prepared, as it is kept until it is started.
 *
 * @param step number of the open step, from 0
 * @param title of the run; may be empty
 * @param corpus folder or file; empty if none is chosen
 * @param from initial weights, as in {@link RunPlan#from}
 * @param configuration as in {@link RunPlan#configuration}
 * @param settings changed settings by name, also those with a value that is not allowed
 * @param seed of all random streams, as typed
 * @param device as in {@link RunPlan#device}
 * @param decisions chosen answers by question
 */
public record TrainingDraft(
    int step,
    String title,
    Optional<String> corpus,
    String from,
    String configuration,
    Map<String, String> settings,
    String seed,
    String device,
    Map<String, String> decisions) {
  /** Copies the collections. */
  public TrainingDraft {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
  }
}
