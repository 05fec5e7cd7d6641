package org.kamcl.engine.training.config;

/** The concepts and their loss. */
public record KnowledgeSettings(
    double conceptLossWeight,
    int conceptStartEpoch,
    boolean conceptPriorInit,
    boolean alignedConceptLabels,
    boolean vocabularyFromTrainOnly,
    boolean conceptHeadsOnly) {}
