package org.kamcl.engine.training.loss;

import org.kamcl.engine.training.data.TrainingDataOffender;

/** Violates architecture rules so that a test can check that violations are found. */
public record TrainingLossOffender(TrainingDataOffender cycle) {}
