package org.kamcl.engine.training.run;

/**
 * What a run takes on this machine, measured by a few steps of its slowest epochs.
 *
 * @param threads number of threads of an operation
 * @param trainingImages images it learns from
 * @param validationImages images that are searched after each epoch
 * @param secondsPerStep median duration of a step with the loading of its images
 * @param pairsPerSecond image-caption pairs per second
 * @param validationSeconds duration of a validation; 0 without validation images
 * @param prepareSeconds duration of the preparation before the first step
 * @param checkpointSeconds duration of a checkpoint
 * @param batches steps of an epoch
 * @param epochs planned epochs
 * @param memoryBytes largest memory of this process; 0 if the system does not tell
 * @param diskBytes largest size of the run's folder and its model
 */
public record RunMeasurement(
    int threads,
    int trainingImages,
    int validationImages,
    double secondsPerStep,
    double pairsPerSecond,
    double validationSeconds,
    double prepareSeconds,
    double checkpointSeconds,
    int batches,
    int epochs,
    long memoryBytes,
    long diskBytes) {}
