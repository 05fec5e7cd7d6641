package org.kamcl.explorer.catalog;

import java.nio.file.Path;

/**
 * A file that could not be used.
 *
 * @param file absolute
 * @param folder that was indexed when it was found, absolute
 * @param collection it would belong to
 * @param reason a sentence that names it and says what to do
 */
public record FileProblem(Path file, Path folder, String collection, String reason) {}
