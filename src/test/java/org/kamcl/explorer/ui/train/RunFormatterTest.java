package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.RunTimes;
import org.kamcl.explorer.ui.text.Messages;

class RunFormatterTest {
  private final RunFormatter formatter =
      new RunFormatter(new Messages(Locale.ENGLISH), Clock.systemUTC());

  /** A run of 30 epochs with 5 batches, best at epoch 6. */
  private String progress(RunState state, int epochsDone, int batch) {
    return formatter.progress(
        new RunSummary(
            "run",
            "run",
            "",
            state,
            new RunOrigin(
                Path.of("corpus"),
                "corpus",
                Optional.empty(),
                "scratch",
                "adapter",
                Map.of(),
                1,
                "",
                "",
                "",
                Optional.empty()),
            new RunProgress(
                30,
                epochsDone,
                epochsDone * 5L + batch,
                batch,
                5,
                OptionalDouble.of(7.8),
                6,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                0),
            RunTimes.of(Instant.EPOCH),
            Optional.empty(),
            Optional.empty(),
            false));
  }

  @Test
  void aRunInProgressNamesItsStep() {
    assertEquals("Epoch 15 of 30, step 3 of 5", progress(RunState.RUNNING, 14, 3));
    assertEquals("Epoch 15 of 30, step 0 of 5", progress(RunState.RUNNING, 14, 0));
    assertEquals("Epoch 15 of 30, step 3 of 5", progress(RunState.PAUSED, 14, 3));
  }

  @Test
  void aRunThatHasEndedNamesItsCompleteEpochs() {
    assertEquals("30 of 30 epochs", progress(RunState.DONE, 30, 0));
    assertEquals(
        "14 of 30 epochs, none better than epoch 6",
        progress(RunState.DONE, 14, 0),
        "early stopping");
    assertEquals("14 of 30 epochs", progress(RunState.STOPPED, 14, 0));
    assertEquals("14 of 30 epochs", progress(RunState.PAUSED, 14, 0));
    assertEquals("Epoch 15 of 30, step 3 of 5", progress(RunState.STOPPED, 14, 3));
  }
}
