package org.kamcl.explorer.app;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes warnings of {@code java.util.logging} on to the log. The bridge of slf4j would pass them
 * as texts of the program; they often name files, so here they are arguments, which reports leave
 * out.
 */
final class LibraryLog extends Handler {
  /** JavaFX notes at each start that it is on the class path, as it is meant to be. */
  private static final String KNOWN = "Unsupported JavaFX configuration";

  private final SimpleFormatter formatter = new SimpleFormatter();

  LibraryLog() {
    setLevel(Level.WARNING);
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)
        || (record.getMessage() != null && record.getMessage().startsWith(KNOWN))) {
      return;
    }
    String name = record.getLoggerName();
    Logger log = LoggerFactory.getLogger(name == null || name.isEmpty() ? "java" : name);
    String message = formatter.formatMessage(record);
    if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      log.error("{}", message, record.getThrown());
    } else {
      log.warn("{}", message, record.getThrown());
    }
  }

  @Override
  public void flush() {
    // The log writes each line at once.
  }

  @Override
  public void close() {
    // The log belongs to the program.
  }
}
