package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.error.Problem;

/**
 * The result of an indexing run.
 *
 * @param added images that were added to the archive
 * @param unchanged images that were in the archive already
 * @param withoutLocation images of this run without a location
 * @param missingCrs files of this run that have coordinates but no CRS, by path
 * @param problems files and folders that could not be used; each names its file
 * @param warnings other remarks, such as rows of tables that could not be used
 */
public record IndexReport(
    int added,
    int unchanged,
    int withoutLocation,
    List<Path> missingCrs,
    List<Problem> problems,
    List<Problem> warnings) {}
