package org.kamcl.engine.training.config;

/** How often the state is saved. */
public record CheckpointSettings(
    @Setting("minutes between checkpoints") double checkpointMinutes,
    @Setting("steps between checkpoints; 0 uses minutes only") int checkpointSteps) {}
