package org.kamcl.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real signals end every long command and the window in time, with their exit codes, and lose
 * nothing. Without the property {@code kamcl.soak.signals} only one signal; other tests send them
 * to training, indexing and the window, and tell all commands to end without a process.
 */
@DisabledOnOs(OS.WINDOWS)
class SignalTest {
  private static final String SHORT_KINDS = "average,concepts,embed texts";

  @TempDir private Path folder;

  @Test
  void signalledWorkEndsInTimeAndIsCompletedLater() throws Exception {
    long seed = Long.getLong("kamcl.soak.seed", System.nanoTime());
    Path results =
        Path.of(
            System.getProperty(
                "kamcl.soak.signalResults", folder.resolve("signals.jsonl").toString()));
    Integer signals = Integer.getInteger("kamcl.soak.signals");
    String only = System.getProperty("kamcl.soak.only", "");
    if (signals == null && only.isEmpty()) {
      List<String> kinds = List.of(SHORT_KINDS.split(","));
      only = kinds.get((int) Math.floorMod(seed, (long) kinds.size()));
    }
    SignalDriver driver = new SignalDriver(folder.resolve("soak"), seed, results, only);
    List<KillResult> done = driver.run(signals == null ? 1 : signals);
    System.out.println(KillResult.table(done));
    assertEquals(List.of(), done.stream().filter(r -> !r.isGood()).toList(), "seed " + seed);
  }
}
