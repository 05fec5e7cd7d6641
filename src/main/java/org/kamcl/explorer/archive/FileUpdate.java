package org.kamcl.explorer.archive;

import java.util.List;

/**
 * A file whose content is known already, with what is new about it.
 *
 * @param images whose places are to be brought up to date; empty leaves them as they are
 */
public record FileUpdate(FileEntry file, List<ImageEntry> images) {}
