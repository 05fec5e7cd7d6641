package org.kamcl.explorer.domain;

import java.util.Optional;

/**
 * A query that is repeated after each epoch of a run, so that a person sees what it learns.
 *
 * @param query sentence in the language of the captions
 * @param wanted file name, as in the corpus, of the validation image that it describes; empty for a
 *     query without a right answer
 */
public record RunProbe(String query, Optional<String> wanted) {}
