package org.kamcl.explorer.index;

import org.kamcl.explorer.catalog.FileEntry;
import org.kamcl.explorer.catalog.ImageEntry;

/** An image that the model has to embed. */
record EmbeddingTask(SourceFile source, FileEntry file, ImageEntry image) {}
