package org.kamcl.engine.training.config;

/** The concepts and their loss. */
public record KnowledgeSettings(
    @Setting("weight of the concept loss, for each side") double conceptLossWeight,
    @Setting("first epoch of phase 2, which adds the concept loss") int conceptStartEpoch,
    @Setting(
            "whether the biases of the concept heads start at the frequency of each concept; otherwise at one half")
        boolean conceptPriorInit,
    @Setting(
            "whether an image is given its own concept labels; the published code looks them up by position in a reshuffled split, which gives nearly all images the labels of another one")
        boolean alignedConceptLabels,
    @Setting(
            "whether the vocabulary is built from training captions alone; the published one also counts the test captions")
        boolean vocabularyFromTrainOnly) {}
