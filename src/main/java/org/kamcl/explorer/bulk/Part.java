package org.kamcl.explorer.bulk;

import java.util.List;

/**
 * What one task made.
 *
 * @param files its files, also those that could not be used
 * @param images the embedded images, in the order of the vectors
 */
public record Part(List<FileRow> files, List<ImageRow> images) {}
