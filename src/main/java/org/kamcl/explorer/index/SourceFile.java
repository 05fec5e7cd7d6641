package org.kamcl.explorer.index;

import java.nio.file.Path;

/**
 * A file to index.
 *
 * @param path absolute
 * @param folder the indexed folder that it was found in, absolute
 * @param collection name of the collection that it belongs to unless it is in another one already
 */
public record SourceFile(Path path, Path folder, String collection) {}
