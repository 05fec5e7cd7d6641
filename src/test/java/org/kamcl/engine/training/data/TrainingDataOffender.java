package org.kamcl.engine.training.data;

import org.kamcl.engine.training.loss.TrainingLossOffender;

/** Violates architecture rules so that a test can check that violations are found. */
public record TrainingDataOffender(TrainingLossOffender cycle) {}
