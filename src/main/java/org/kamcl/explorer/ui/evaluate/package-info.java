/**
 * The perspective Evaluate: figures of a model on a corpus beside published and own earlier ones,
 * categories, confusion, failures, and changes since another model. Works with {@code
 * api.Evaluations} and the pure analyses of {@code evaluation}.
 */
package org.kamcl.explorer.ui.evaluate;
