package org.kamcl.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A damaged file never changes an answer silently and never ends in a stack trace. Without the
 * property {@code kamcl.soak.rounds} only a random sample of the damages.
 */
class DamageTest {
  private static final int SAMPLE = 12;
  private static final String PROGRAM = "kamcl.program";

  @TempDir private Path folder;
  private String program;

  @BeforeEach
  void keepProgramFolder() {
    program = System.getProperty(PROGRAM);
  }

  @AfterEach
  void restoreProgramFolder() {
    if (program == null) {
      System.clearProperty(PROGRAM);
    } else {
      System.setProperty(PROGRAM, program);
    }
  }

  @Test
  void damagesAreNeverSilent() throws Exception {
    long seed = Long.getLong("kamcl.soak.seed", System.nanoTime());
    Integer rounds = Integer.getInteger("kamcl.soak.rounds");
    Path results =
        Path.of(
            System.getProperty("kamcl.soak.damages", folder.resolve("damages.jsonl").toString()));
    List<DamageCase> cases =
        new ArrayList<>(
            rounds == null ? DamageDriver.archiveCases(folder) : DamageDriver.cases(folder));
    Collections.shuffle(cases, new Random(seed));
    DamageDriver driver = new DamageDriver(folder, seed, results);
    List<DamageResult> all = new ArrayList<>();
    for (int round = 0; round < (rounds == null ? 1 : rounds); round++) {
      all.addAll(driver.run(rounds == null ? cases.subList(0, SAMPLE) : cases, round));
    }
    System.out.println(DamageResult.table(all));
    assertEquals(
        List.of(),
        all.stream().filter(result -> !result.outcome().isGood()).toList(),
        "seed " + seed);
  }
}
