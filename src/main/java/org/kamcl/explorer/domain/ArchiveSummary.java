package org.kamcl.explorer.domain;

import java.util.List;

/**
 * Counts and names of an archive.
 *
 * @param images number of searchable images
 * @param withoutLocation number of images without a location
 * @param collections names of the collections
 * @param model name of the model that the archive was last indexed with, or will be indexed with;
 *     empty if there is none
 */
public record ArchiveSummary(
    int images, int withoutLocation, List<String> collections, String model) {}
