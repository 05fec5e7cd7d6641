package org.kamcl.explorer.index;

import java.util.List;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;

/**
 * The images of a file as they are to be stored.
 *
 * @param source the file
 * @param file the file's entry in the catalog
 * @param images one for each tile, or one for the whole file
 */
record FilePlan(SourceFile source, FileEntry file, List<ImageEntry> images) {}
