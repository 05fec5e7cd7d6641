package org.kamcl.support;

import java.util.function.IntFunction;

/**
 * A kind of file whose content is made to cost much: nesting, repetition, or a promise of sizes
 * that are not there. It is built for a size, so that a test can double it.
 *
 * @param name what is hostile about it
 * @param file its name, whose extension selects the reader
 * @param size a size for which reading takes a measurable time
 * @param content the bytes for a size; about proportional to it, except where the file only
 *     promises much
 */
public record HostileInput(String name, String file, int size, IntFunction<byte[]> content) {
  @Override
  public String toString() {
    return name;
  }
}
