package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Two processes that begin a run of the same name at the same time. */
@Timeout(180)
class RunsOfOneNameTest {
  @TempDir private Path folder;

  private KamclProcess train(String errors) {
    List<String> command =
        new ArrayList<>(List.of("train", folder.resolve("corpus").toString(), "--name", "same"));
    command.addAll(List.of("--from", "small", "--epochs", "1", "--json"));
    command.addAll(KamclProcess.settings("batchSize=4 queueSize=8 batchNormAdaptationImages=8"));
    command.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return new KamclProcess(
        folder.resolve(errors),
        List.of("-Xmx600m", "-XX:TieredStopAtLevel=1"),
        command.toArray(String[]::new));
  }

  @Test
  void oneTrainsAndTheOtherSaysThatTheNameIsTaken() throws Exception {
    TinyCorpus.write(folder.resolve("corpus"), 12, 0);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
    List<Integer> codes = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (KamclProcess one = train("one.txt");
        KamclProcess other = train("other.txt")) {
      for (KamclProcess process : List.of(one, other)) {
        while (process.nextLine() != null) {
          // Read to its end, so that it never waits.
        }
        codes.add(process.await());
        errors.add(process.errors());
      }
    }
    assertEquals(List.of(0, 1), codes.stream().sorted().toList(), errors.toString());
    String loser = errors.get(codes.indexOf(1));
    assertTrue(loser.contains("kamcl: error: ") && loser.contains("\"same\""), loser);
    assertEquals(List.of("same"), names("workspace/runs"));
    assertEquals(List.of("same", "small"), names("workspace/models"));
    RunFolder run = new RunStore(folder.resolve("workspace/runs")).find("same");
    assertEquals(RunFolder.Status.FINISHED, run.status());
    assertTrue(run.eventsProblem().isEmpty());
  }

  private List<String> names(String path) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(path))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".checked.json"))
          .sorted()
          .toList();
    }
  }
}
