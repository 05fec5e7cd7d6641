package org.kamcl.explorer.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Configures what the log shows on standard error: warnings of the program, and everything from the
 * level in the property {@code kamcl.log} on. What libraries log is for developers and goes to the
 * {@link LogFile} only; the program reports what matters in its own words. Found as a service of
 * Logback, which would take longer to read the same from an XML file.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String LEVEL = "kamcl.log";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    StandardErrorAppender appender = new StandardErrorAppender();
    appender.setContext(context);
    appender.setName("STDERR");
    appender.start();
    String level = System.getProperty(LEVEL);
    context.getLogger("org.kamcl").setLevel(level == null ? Level.WARN : Level.toLevel(level));
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level == null ? Level.OFF : Level.toLevel(level));
    root.addAppender(appender);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
