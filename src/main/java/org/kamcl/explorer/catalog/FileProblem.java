package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import org.kamcl.error.Problem;

/**
 * A file that could not be indexed.
 *
 * @param file absolute
 * @param folder the indexed folder that it was found in, absolute
 * @param collection name of the collection that it would belong to
 * @param problem why it could not be indexed
 */
public record FileProblem(Path file, Path folder, String collection, Problem problem) {}
