package org.kamcl.engine.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's version, written by the build. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** The version, or {@code unknown} where the build's file is missing. */
  public static String current() {
    try (InputStream in =
        ProgramVersion.class.getResourceAsStream("/org/kamcl/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
