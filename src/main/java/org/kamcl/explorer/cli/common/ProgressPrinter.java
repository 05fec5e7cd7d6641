package org.kamcl.explorer.cli.common;

import java.time.Duration;
import java.util.Locale;

/**
 * Prints the progress of a long command: count, rate and time left. On a terminal, one line is
 * updated; otherwise a line is printed every five seconds. Each update is a safe point at which the
 * command ends if the process was told to.
 */
public final class ProgressPrinter implements AutoCloseable {
  private static final long TERMINAL_PAUSE = 200_000_000L;
  private static final long LOG_PAUSE = 5_000_000_000L;
  private static final double SECOND = 1e9;

  private final CommandOutput commandOutput;
  private final ProgressSubject subject;
  private final long alreadyDone;
  private long total;
  private final long start = System.nanoTime();
  private long shown = start;
  private boolean written;

  public ProgressPrinter(CommandOutput commandOutput, ProgressSubject subject, long total) {
    this(commandOutput, subject, total, 0);
  }

  /**
   * @param alreadyDone what was done before, which says nothing about the rate
   */
  ProgressPrinter(
      CommandOutput commandOutput, ProgressSubject subject, long total, long alreadyDone) {
    this.commandOutput = commandOutput;
    this.subject = subject;
    this.total = total;
    this.alreadyDone = alreadyDone;
  }

  /** Updates the count and the total. */
  void update(long done, long of) {
    total = of;
    update(done);
  }

  /**
   * Updates the count.
   *
   * @throws java.util.concurrent.CancellationException if the process was told to end
   */
  public void update(long done) {
    commandOutput.shutdown().check();
    long now = System.nanoTime();
    long pause = commandOutput.terminal() ? TERMINAL_PAUSE : LOG_PAUSE;
    if (now - shown < pause || done <= alreadyDone) {
      return;
    }
    shown = now;
    double rate = (done - alreadyDone) / ((now - start) / SECOND);
    String line =
        subject.line(
            CommandOutput.locale(),
            String.format(Locale.ROOT, "%,d", done),
            String.format(Locale.ROOT, "%,d", total),
            String.format(Locale.ROOT, "%.1f", rate),
            formatDuration(Duration.ofSeconds((long) ((total - done) / rate))));
    if (commandOutput.terminal()) {
      commandOutput.err().print("\r" + line + "\u001b[K");
      written = true;
    } else {
      commandOutput.err().println(line);
    }
    commandOutput.err().flush();
  }

  public static String formatDuration(Duration left) {
    return left.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  double seconds() {
    return (System.nanoTime() - start) / SECOND;
  }

  @Override
  public void close() {
    if (written) {
      commandOutput.err().print("\r\u001b[K");
      commandOutput.err().flush();
    }
  }
}
