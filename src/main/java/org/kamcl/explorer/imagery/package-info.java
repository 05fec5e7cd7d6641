/** Pixels: plain pictures and GeoTIFF scenes, cut into pictures and read as RGB. */
package org.kamcl.explorer.imagery;
