package org.kamcl.explorer.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets warnings and errors of the program pass, not what its libraries log. The property {@code
 * kamcl.log} lets everything pass.
 */
final class OwnEventsFilter extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean shown =
        event.getLoggerName().startsWith("org.kamcl.")
            && event.getLevel().isGreaterOrEqual(Level.WARN);
    return shown || System.getProperty("kamcl.log") != null
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }
}
