package org.kamcl.explorer.domain;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;

/**
 * What a planned run takes, measured by a few real steps.
 *
 * @param device where it runs, such as {@code cpu}
 * @param threads number of threads
 * @param trainingImages images it learns from
 * @param validationImages images that are searched after each epoch
 * @param secondsPerStep median of the measured steps
 * @param pairsPerSecond image-caption pairs per second
 * @param validationSeconds duration of a validation; empty if there are no validation images
 * @param batches steps of an epoch
 * @param epochs planned epochs
 * @param duration of the whole run, with preparation and validation
 * @param memoryBytes largest memory of the process
 * @param memoryTotalBytes memory of the machine
 * @param diskBytes largest size of the run's folder, with its model
 * @param diskFreeBytes free space on the disk of the workspace
 * @param warnings what may go wrong: too little memory or disk, no validation images
 */
public record RunEstimate(
    String device,
    int threads,
    int trainingImages,
    int validationImages,
    double secondsPerStep,
    double pairsPerSecond,
    OptionalDouble validationSeconds,
    int batches,
    int epochs,
    Duration duration,
    long memoryBytes,
    long memoryTotalBytes,
    long diskBytes,
    long diskFreeBytes,
    List<Problem> warnings) {}
