package org.kamcl.explorer.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * Writes log events to the standard error of the process, also while {@link System#err} is turned
 * off for libraries. Named in {@code logback.xml}.
 */
public final class StandardErrorAppender extends OutputStreamAppender<ILoggingEvent> {
  @Override
  public void start() {
    setOutputStream(new FileOutputStream(FileDescriptor.err));
    super.start();
  }
}
