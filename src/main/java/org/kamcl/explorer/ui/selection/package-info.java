/**
 * The hits of the current search and which of them are selected, hovered and marked. Shared by the
 * map, the results and the details, which do not know each other.
 */
@NullMarked
package org.kamcl.explorer.ui.selection;

import org.jspecify.annotations.NullMarked;
