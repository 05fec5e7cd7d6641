package org.kamcl.explorer.archive;

/**
 * A sentence that came with a file.
 *
 * @param split it belongs to; empty where none is named
 */
public record Caption(String sentence, String split) {}
