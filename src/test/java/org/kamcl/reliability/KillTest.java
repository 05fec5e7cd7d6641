package org.kamcl.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexing, training, exporting, importing and the window survive kills at random times. Without
 * the property {@code kamcl.soak.kills} only work that no other test kills.
 */
class KillTest {
  private static final int SHORT = 3;
  private static final String SHORT_KINDS = "first start,export,import";

  @TempDir private Path folder;

  @Test
  void killedWorkIsCompletedAsIfItHadNotBeenKilled() throws Exception {
    long seed = Long.getLong("kamcl.soak.seed", System.nanoTime());
    Path results =
        Path.of(System.getProperty("kamcl.soak.results", folder.resolve("kills.jsonl").toString()));
    Integer kills = Integer.getInteger("kamcl.soak.kills");
    String only = System.getProperty("kamcl.soak.only", kills == null ? SHORT_KINDS : "");
    KillDriver driver = new KillDriver(folder.resolve("soak"), seed, results, only);
    List<KillResult> done = driver.run(kills == null ? SHORT : kills);
    System.out.println(KillResult.table(done));
    assertEquals(List.of(), done.stream().filter(r -> !r.isGood()).toList(), "seed " + seed);
  }
}
