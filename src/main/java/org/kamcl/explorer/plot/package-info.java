/**
 * Plots of vectors in the plane: principal components, t-SNE and clusters. Plain numbers without
 * catalog, model or UI toolkit; {@code concepts} uses it.
 */
@NullMarked
package org.kamcl.explorer.plot;

import org.jspecify.annotations.NullMarked;
