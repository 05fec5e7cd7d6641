/** Localized texts and formatters for durations, coordinates, scores and errors. */
@NullMarked
package org.kamcl.explorer.ui.text;

import org.jspecify.annotations.NullMarked;
