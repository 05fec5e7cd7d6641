package org.kamcl.engine.explain;

import java.nio.file.Path;

/**
 * An image file with a text that describes it.
 *
 * @param file in a format that {@code engine.image} decodes
 * @param text a caption
 */
public record DescribedImage(Path file, String text) {}
