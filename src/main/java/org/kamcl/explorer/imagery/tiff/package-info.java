/**
 * Reads TIFF and BigTIFF files of either byte order: directories, strips and tiles ("chunks"),
 * compressions, predictors and sample types, without interpreting georeferencing or colors. {@link
 * org.kamcl.explorer.imagery.tiff.TiffFile} parses the directories, {@link
 * org.kamcl.explorer.imagery.tiff.TiffImage} reads regions of an image. Codecs are libraries where
 * one gives equal results (docs/decisions/0011-tiff-codecs.md).
 */
package org.kamcl.explorer.imagery.tiff;
