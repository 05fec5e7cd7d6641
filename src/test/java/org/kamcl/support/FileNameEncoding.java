package org.kamcl.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.kamcl.file.FileNames;

/** The encoding of file names of the machine that runs the tests. */
public final class FileNameEncoding {
  private FileNameEncoding() {}

  /** Skips a test that creates files with letters that a locale such as C does not have. */
  public static void assumeUtf8() {
    assumeTrue(
        "UTF-8".equals(FileNames.encoding()),
        "the encoding of file names is " + FileNames.encoding());
  }
}
