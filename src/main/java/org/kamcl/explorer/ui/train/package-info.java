/**
 * The Train perspective: the runs, the live curves of those that are shown, and what the probe
 * queries find. {@code ui.train.wizard} creates runs in its place. Works with {@code ui.chart} and
 * {@code ui.shell}.
 */
@NullMarked
package org.kamcl.explorer.ui.train;

import org.jspecify.annotations.NullMarked;
