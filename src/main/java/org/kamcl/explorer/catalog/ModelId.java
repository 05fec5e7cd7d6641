package org.kamcl.explorer.catalog;

/**
 * Identifies a model in the catalog.
 *
 * @param hash hash of its weights; embeddings of different hashes are never mixed
 * @param name name for display
 */
public record ModelId(String hash, String name) {}
