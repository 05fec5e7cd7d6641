package org.kamcl.explorer.cli.program;

import org.kamcl.engine.runtime.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** The program's version, written by the build. */
public final class VersionProvider implements IVersionProvider {

  /** The version, or {@code unknown} where the build's file is missing. */
  public static String current() {
    return ProgramVersion.current();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"KAMCL Explorer " + current()};
  }
}
