/**
 * Exports hits for other programs: {@link org.kamcl.explorer.export.HitExporters} lists the formats
 * (GeoJSON, GeoPackage, STAC, CSV, Parquet, file list, HTML report), one {@code HitExporter} each.
 * Works with the records of {@code domain} and the thumbnails of {@code api}.
 */
@NullMarked
package org.kamcl.explorer.export;

import org.jspecify.annotations.NullMarked;
