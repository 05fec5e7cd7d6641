package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Exclusion;

/**
 * The request to create a run.
 *
 * @param name of the run and its model; null for a name derived from the corpus
 * @param corpus folder or file
 * @param format of the corpus as on the command line; null to detect it
 * @param from name of a model, {@link InitialWeights#PRETRAINED} or {@link InitialWeights#SCRATCH};
 *     null for the default of the configuration
 * @param configuration {@code published}, {@code default}, {@code fine-tune}, {@code adapter} or
 *     {@code concepts}; null for that of the model, or {@code default}
 * @param seed of all random streams
 * @param settings changed settings of training and network, by name
 * @param command the command line of the request
 * @param exclusions images of the corpus that the run leaves out
 * @param probes queries that are repeated after each epoch; empty to choose some
 */
public record RunRequest(
    String name,
    Path corpus,
    @Nullable String format,
    String from,
    String configuration,
    long seed,
    Map<String, String> settings,
    String command,
    List<Exclusion> exclusions,
    List<Probe> probes) {
  /** Copies the lists. */
  public RunRequest {
    exclusions = List.copyOf(exclusions);
    probes = List.copyOf(probes);
  }

  /** A request that leaves out no image. */
  public RunRequest(
      String name,
      Path corpus,
      String format,
      String from,
      String configuration,
      long seed,
      Map<String, String> settings,
      String command) {
    this(name, corpus, format, from, configuration, seed, settings, command, List.of());
  }

  /** A request without probes of its own. */
  public RunRequest(
      String name,
      Path corpus,
      String format,
      String from,
      String configuration,
      long seed,
      Map<String, String> settings,
      String command,
      List<Exclusion> exclusions) {
    this(name, corpus, format, from, configuration, seed, settings, command, exclusions, List.of());
  }
}
