/** Places: coordinate systems, footprints. GeoTools stays here and in {@code imagery}. */
package org.kamcl.explorer.geo;
