package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * What somebody wants to train.
 *
 * @param name of the run and its model; null to be named after the corpus
 * @param corpus folder or file, as it will be read again on resume
 * @param format layout of the corpus as on the command line; null where it is found out
 * @param from a model's name, {@link InitialWeights#PRETRAINED} or {@link InitialWeights#SCRATCH};
 *     null for what the configuration starts from
 * @param configuration {@code default}, {@code reference} or {@code tail}; null for that of the
 *     model it starts from, else {@code default}
 * @param seed of everything random
 * @param settings changed settings of training and network, by name
 * @param command the command line that asked for it
 */
public record RunRequest(
    String name,
    Path corpus,
    String format,
    String from,
    String configuration,
    long seed,
    Map<String, String> settings,
    String command) {}
