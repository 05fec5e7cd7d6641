/**
 * The tour of the window in three steps, and the offer to open an own folder. Shown by {@code
 * ui.shell}.
 */
@NullMarked
package org.kamcl.explorer.ui.tour;

import org.jspecify.annotations.NullMarked;
