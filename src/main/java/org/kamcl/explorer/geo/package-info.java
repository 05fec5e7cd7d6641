/**
 * Coordinates on the ground: from the georeferencing metadata of an image and its sidecar files
 * ({@link org.kamcl.explorer.geo.GeoreferenceReader}) to a CRS and a transform to WGS 84 ({@link
 * org.kamcl.explorer.geo.Georeference}), and from there to footprints. {@link
 * org.kamcl.explorer.geo.CrsRegistry} finds the CRSs of the EPSG dataset for people.
 *
 * <p>A CRS takes one path: a code is resolved by GeoTools; WKT and GeoTIFF keys become a {@code
 * CrsDefinition}, which GeoTools builds. {@code DatumShifts} adds the shift to WGS 84 for the place
 * of the image. GeoTools is used here and in {@code imagery} only.
 */
package org.kamcl.explorer.geo;
