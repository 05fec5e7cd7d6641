package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run to be created.
 *
 * @param title name shown to people; the name of folder and model is derived from it
 * @param note free text; may be empty
 * @param corpus folder or file
 * @param format format of the corpus as on the command line; empty to detect it
 * @param from initial weights: a model, {@link #PRETRAINED} or {@link #SCRATCH}
 * @param configuration {@code published}, {@code default} or {@code fine-tune}
 * @param settings changed settings of training and network, by name
 * @param seed of all random streams
 * @param device {@code cpu} or {@code gpu:N}
 * @param probes queries that are repeated after each epoch; an empty list means that some are
 *     chosen from the validation captions
 * @param exclusions images of the corpus that are left out
 */
public record RunPlan(
    String title,
    String note,
    Path corpus,
    Optional<String> format,
    String from,
    String configuration,
    Map<String, String> settings,
    long seed,
    String device,
    List<RunProbe> probes,
    List<ExcludedImage> exclusions) {
  /** {@link #from} pretrained encoders. */
  public static final String PRETRAINED = "pretrained";

  /** {@link #from} random weights. */
  public static final String SCRATCH = "scratch";

  /** Copies the collections. */
  public RunPlan {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    probes = List.copyOf(probes);
    exclusions = List.copyOf(exclusions);
  }

  /** The same plan with other settings. */
  public RunPlan withSettings(Map<String, String> changed) {
    return new RunPlan(
        title,
        note,
        corpus,
        format,
        from,
        configuration,
        changed,
        seed,
        device,
        probes,
        exclusions);
  }

  /** The same plan with another title. */
  public RunPlan withTitle(String changed) {
    return new RunPlan(
        changed,
        note,
        corpus,
        format,
        from,
        configuration,
        settings,
        seed,
        device,
        probes,
        exclusions);
  }
}
