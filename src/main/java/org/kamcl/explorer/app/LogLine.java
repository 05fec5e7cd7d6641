package org.kamcl.explorer.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.report.PersonalText;

/**
 * A log event as lines of text. What is not written in the program's source, such as a file in a
 * message or the message of a failure, is marked as {@link PersonalText}.
 */
final class LogLine {
  private static final String OWN = "org.kamcl.";
  private static final String PLACEHOLDER = "{}";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private LogLine() {}

  /** The event with the failure that it reports, ending with a line break. */
  static String of(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
        .append(' ')
        .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
        .append(" [")
        .append(event.getThreadName())
        .append("] ")
        .append(event.getLoggerName())
        .append(": ")
        .append(message(event))
        .append('\n');
    if (event.getThrowableProxy() != null) {
      append(line, "", event.getThrowableProxy());
    }
    return line.toString();
  }

  private static String message(ILoggingEvent event) {
    // Libraries join texts before they log them.
    if (!event.getLoggerName().startsWith(OWN)) {
      return PersonalText.mark(event.getFormattedMessage());
    }
    String pattern = event.getMessage();
    Object[] arguments =
        event.getArgumentArray() == null ? new Object[0] : event.getArgumentArray();
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Object argument : arguments) {
      int found = pattern.indexOf(PLACEHOLDER, at);
      if (found < 0) {
        break;
      }
      text.append(pattern, at, found).append(PersonalText.mark(argument));
      at = found + PLACEHOLDER.length();
    }
    return text.append(pattern.substring(at)).toString();
  }

  private static void append(StringBuilder lines, String prefix, IThrowableProxy failure) {
    lines.append(prefix).append(failure.getClassName());
    if (failure instanceof ThrowableProxy proxy
        && proxy.getThrowable() instanceof KamclException known) {
      lines.append(' ').append(known.problem().code());
    }
    if (failure.getMessage() != null) {
      lines.append(": ").append(PersonalText.mark(failure.getMessage()));
    }
    lines.append('\n');
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    for (int i = 0; i < frames.length - failure.getCommonFrames(); i++) {
      lines.append("    ").append(frames[i].getSTEAsString()).append('\n');
    }
    for (IThrowableProxy suppressed : failure.getSuppressed()) {
      append(lines, "Suppressed: ", suppressed);
    }
    IThrowableProxy cause = failure.getCause();
    if (cause != null && !cause.isCyclic()) {
      append(lines, "Caused by: ", cause);
    }
  }
}
