package org.kamcl.engine.training.run;

import org.jspecify.annotations.Nullable;

/**
 * A query that is repeated after each epoch of a run.
 *
 * @param query sentence in the language of the captions
 * @param wanted file name in the corpus of the validation image that it describes; null for none
 */
public record Probe(String query, @Nullable String wanted) {}
