package org.kamcl.engine.training.config;

/** How often the state is saved. */
public record CheckpointSettings(double checkpointMinutes, int checkpointSteps) {}
