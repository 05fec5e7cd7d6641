package org.kamcl.explorer.cli.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, written by the build. */
public final class VersionProvider implements IVersionProvider {

  /** The version, or {@code unknown} where the build's file is missing. */
  public static String current() {
    try (InputStream in =
        VersionProvider.class.getResourceAsStream("/org/kamcl/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"KAMCL Explorer " + current()};
  }
}
