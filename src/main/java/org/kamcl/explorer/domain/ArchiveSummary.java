package org.kamcl.explorer.domain;

import java.util.List;

/**
 * What an archive holds.
 *
 * @param images searchable pictures
 * @param withoutLocation how many of them have no place
 * @param collections their names
 * @param model that they can be searched with, or will be indexed with; empty if there is none
 */
public record ArchiveSummary(
    int images, int withoutLocation, List<String> collections, String model) {}
