/**
 * What a raster format implements: {@link org.kamcl.explorer.imagery.spi.RasterReader} recognizes
 * and opens the files of a format, {@link org.kamcl.explorer.imagery.spi.RasterDataset} is an open
 * file, {@link org.kamcl.explorer.imagery.spi.RasterInfo} its metadata and {@link
 * org.kamcl.explorer.imagery.spi.SampleGrid} its samples. Works with {@code domain}, {@code geo}
 * (georeferencing metadata) and {@code engine.image}.
 */
@NullMarked
package org.kamcl.explorer.imagery.spi;

import org.jspecify.annotations.NullMarked;
