package org.kamcl.explorer.catalog;

/**
 * Identifies a model in the catalog.
 *
 * @param hash hash of the files that made its embeddings, or of its weights alone in rows of
 *     version 0.1; embeddings of different hashes are never mixed. {@link Catalog#identify} finds
 *     it.
 * @param name name for display
 */
public record ModelId(String hash, String name) {}
