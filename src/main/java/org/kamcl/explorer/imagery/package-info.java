/**
 * Pixels: finds image files, splits scenes into tiles, and reads images as RGB for the model and
 * the window. {@link org.kamcl.explorer.imagery.ImageLoader} is the entry point; {@link
 * org.kamcl.explorer.imagery.RasterReaders} lists the formats, one {@link
 * org.kamcl.explorer.imagery.spi.RasterReader} each. To add a format, implement that interface and
 * list the class in {@code META-INF/services}. Works with {@code geo} (footprints), {@code domain}
 * and {@code engine.image} (decoding as in training). AWT and ImageIO stay within this package.
 */
package org.kamcl.explorer.imagery;
