/**
 * The hits of the current search and which of them are selected, hovered and marked. Shared by the
 * map, the results and the details, which do not know each other.
 */
package org.kamcl.explorer.ui.selection;
