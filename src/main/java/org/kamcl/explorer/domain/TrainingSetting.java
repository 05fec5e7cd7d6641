package org.kamcl.explorer.domain;

/**
 * A setting of training or network.
 *
 * @param name as on the command line, such as {@code headLearningRate}
 * @param group settings that change together, such as {@code optimizer}
 * @param description what it means, with its unit and its range
 * @param value its value in a configuration
 */
public record TrainingSetting(String name, String group, String description, String value) {}
