/**
 * The map pane: draws the basemap, footprints, hit markers and the search area, and turns mouse,
 * wheel and key events into map operations. The logic without JavaFX is in {@code
 * org.kamcl.explorer.map}; the hits and the selection come from {@code
 * org.kamcl.explorer.ui.selection}.
 */
package org.kamcl.explorer.ui.map;
