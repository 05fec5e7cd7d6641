package org.kamcl.explorer.archive;

/**
 * Identifies a model in an archive.
 *
 * @param hash hash of the files that made its embeddings, or of its weights alone where version 0.1
 *     wrote them; embeddings of different hashes are never mixed
 * @param name name for display
 */
public record ModelId(String hash, String name) {}
