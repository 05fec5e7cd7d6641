package org.kamcl.explorer.index;

import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;

/** An image that the model has to embed. */
record EmbeddingTask(SourceFile source, FileEntry file, ImageEntry image) {}
