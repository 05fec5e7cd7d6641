/**
 * Assigning a coordinate reference system (CRS) to files that have coordinates but no known CRS: a
 * banner that offers it, a pane with file selection, CRS search and a preview, and their view
 * models. Uses {@code org.kamcl.explorer.api.MissingCrs}; the map shows the previewed footprint.
 */
package org.kamcl.explorer.ui.crs;
