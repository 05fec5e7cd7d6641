/**
 * The map's logic without a user interface toolkit: projections, the viewport, the spatial index of
 * footprints, the layout of hit markers, the map tile scheme with its queue and renderer, the
 * basemap and the gazetteer.
 *
 * <p>Everything works on plain arrays and on records of {@code org.kamcl.explorer.domain}, so that
 * it is tested without a window. {@code org.kamcl.explorer.ui.map} draws the results with JavaFX.
 * Longitudes and latitudes are degrees in WGS 84. World coordinates are defined by {@link
 * org.kamcl.explorer.map.Projection}.
 */
@NullMarked
package org.kamcl.explorer.map;

import org.jspecify.annotations.NullMarked;
