/**
 * Charts of curves that grow while they are looked at: points, axes, smoothing, decimation, drawing
 * on a canvas, and export. Knows nothing of runs; works with {@code ui.text}.
 */
@NullMarked
package org.kamcl.explorer.ui.chart;

import org.jspecify.annotations.NullMarked;
