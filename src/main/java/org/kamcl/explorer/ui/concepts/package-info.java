/**
 * The Concepts perspective: the model's concepts in the archive, what a word became of in the
 * corpus, and a plot of the embeddings. Works with {@code ui.selection}, {@code ui.explore} and
 * {@code ui.shell}.
 */
package org.kamcl.explorer.ui.concepts;
