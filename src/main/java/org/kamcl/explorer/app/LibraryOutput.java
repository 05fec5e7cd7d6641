package org.kamcl.explorer.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/**
 * Keeps what libraries print away from the terminal, where it would mix with the results and notes
 * of a command. They log through {@code java.util.logging} (GeoTools, JavaFX, ImageIO, HSQLDB), of
 * which the log gets warnings, and slf4j (DJL), and some print (JJ2000). The program itself writes
 * to the streams that it has opened before, and logs through {@link StandardErrorAppender}.
 */
final class LibraryOutput {
  /** The level of the log; set to look for a fault, which needs all output. */
  private static final String LOG_LEVEL = "kamcl.log";

  private LibraryOutput() {}

  /**
   * Turns the output off, unless the property {@code kamcl.log} is set. Call {@link #passOn} next,
   * which takes longer.
   */
  static void silence() {
    if (System.getProperty(LOG_LEVEL) != null) {
      return;
    }
    // HSQLDB, the database of GeoTools' EPSG data, would set up handlers again.
    System.setProperty("hsqldb.reconfig_logging", "false");
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nothing);
    System.setErr(nothing);
    // By default, uncaught exceptions are printed to System.err.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            LoggerFactory.getLogger(LibraryOutput.class)
                .error("Unexpected error in thread {}", thread.getName(), failure));
  }

  /** Passes what libraries log on to the log, unless the property {@code kamcl.log} is set. */
  static void passOn() {
    if (System.getProperty(LOG_LEVEL) == null) {
      LogManager.getLogManager().reset();
      java.util.logging.Logger.getLogger("").addHandler(new LibraryLog());
    }
  }
}
