/** Writes hits into files for other programs: GeoJSON, CSV, lists of files, pages with pictures. */
package org.kamcl.explorer.export;
