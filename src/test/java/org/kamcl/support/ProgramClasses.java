package org.kamcl.support;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes of the program without those of tests. */
public final class ProgramClasses {
  private ProgramClasses() {}

  /**
   * Reads the classes. The option of ArchUnit for this knows {@code target/test-classes} only, and
   * the profile "cluster" builds into {@code target/cluster}.
   */
  public static JavaClasses read() {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains("/test-classes/"))
        .importPackages("org.kamcl");
  }
}
