/** Localized texts and formatters for durations, coordinates, scores and errors. */
package org.kamcl.explorer.ui.text;
