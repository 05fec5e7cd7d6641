/** The start page, shown for an empty archive and before the first search. */
package org.kamcl.explorer.ui.explore.start;
