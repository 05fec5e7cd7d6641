/**
 * Indexing and similarity search. {@link org.kamcl.explorer.index.IndexBuilder} takes files into
 * the catalog in four steps: change detection, planning, embedding and storing. {@link
 * org.kamcl.explorer.index.EmbeddingIndex} finds similar embeddings, {@link
 * org.kamcl.explorer.index.EmbeddingStore} keeps them in memory. Reads pixels with {@code imagery},
 * embeds them with the engine, and stores results in {@code catalog}.
 */
package org.kamcl.explorer.index;
