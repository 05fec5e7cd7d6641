package org.kamcl.explorer.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Locale;

/**
 * Writes log events to the standard error of the process, also while {@link System#err} is turned
 * off for libraries: the level, the class, the message, and the stack trace of a failure.
 */
final class StandardErrorAppender extends OutputStreamAppender<ILoggingEvent> {
  @Override
  public void start() {
    OwnEventsFilter filter = new OwnEventsFilter();
    filter.setContext(getContext());
    filter.start();
    addFilter(filter);
    Line line = new Line();
    line.setContext(getContext());
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
    lines.setContext(getContext());
    lines.setLayout(line);
    lines.start();
    setEncoder(lines);
    setOutputStream(new FileOutputStream(FileDescriptor.err));
    super.start();
  }

  private static final class Line extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
      String logger = event.getLoggerName();
      String line =
          String.format(
              Locale.ROOT,
              "%-5s %s: %s%n",
              event.getLevel(),
              logger.substring(logger.lastIndexOf('.') + 1),
              event.getFormattedMessage());
      return event.getThrowableProxy() == null
          ? line
          : line + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
  }
}
