package org.kamcl.explorer.spark;

import java.util.Locale;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The main class of {@code kamcl-spark.jar}: {@code spark-submit kamcl-spark.jar --model-folder
 * models/default --output /data/embeddings /data/imagery}.
 */
public final class EmbedJob {
  private static final Logger LOG = LoggerFactory.getLogger(EmbedJob.class);

  private EmbedJob() {}

  /** Runs the job; ends the process with 1 after a failure and 2 after wrong arguments. */
  public static void main(String[] args) {
    int code =
        new CommandLine(new EmbedCommand())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  Throwable known =
                      ErrorText.known(failure).map(Throwable.class::cast).orElse(failure);
                  if (known instanceof KamclException) {
                    LOG.error("{}", ErrorText.of(known, Locale.ENGLISH));
                    LOG.debug("The failure", failure);
                  } else {
                    LOG.error("The job failed", failure);
                  }
                  return 1;
                })
            .execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
