package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.io.FileUtils;

/**
 * Kills processes of the program at seeded times and checks what they leave.
 *
 * <p>System properties: {@code kamcl.soak.seed}, {@code kamcl.soak.kills}, {@code
 * kamcl.soak.results} (a file that receives one JSON line for each kill), {@code kamcl.soak.only}
 * (names of the kinds of work), {@code kamcl.soak.version} (is written to the results).
 */
public final class KillDriver {
  private static final long TERMINATION_MILLIS = 20_000;
  private static final int MOST_KILLS = 6;
  private static final double EARLIEST = 0.3;
  private static final double LATEST = 1.02;
  private static final double TERMINATIONS = 0.25;

  private final WorkRunner runner;
  private final long seed;
  private final Path results;
  private final SplittableRandom random;
  private final List<KillCase> cases = new ArrayList<>();
  private final List<KillResult> done = new ArrayList<>();

  /**
   * @param folder for inputs and workspaces
   * @param results receives the results
   * @param only names of the kinds of work, separated by commas; empty for all
   */
  KillDriver(Path folder, long seed, Path results, String only) {
    this.runner = new WorkRunner(folder);
    this.seed = seed;
    this.results = results;
    this.random = new SplittableRandom(seed);
    SoakInputs inputs = new SoakInputs(folder.resolve("inputs"));
    KillCase index = new IndexKills(inputs);
    KillCase export = new ExportKills(inputs);
    for (KillCase work :
        List.of(
            index,
            new WindowKills(inputs, false),
            export,
            new ImportKills(inputs),
            new WindowKills(inputs, true),
            index,
            export,
            new TrainingKills(inputs, false),
            new TrainingKills(inputs, true))) {
      if (only.isEmpty() || List.of(only.split(",")).contains(work.name())) {
        cases.add(work);
      }
    }
  }

  /** Runs a series and prints its table. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("kamcl-soak");
    Path results = Path.of(System.getProperty("kamcl.soak.results", "target/kills.jsonl"));
    try {
      KillDriver driver =
          new KillDriver(
              folder,
              Long.getLong("kamcl.soak.seed", 1),
              results,
              System.getProperty("kamcl.soak.only", ""));
      driver.run(Integer.getInteger("kamcl.soak.kills", 100));
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    System.out.println(KillResult.table(KillResult.read(results)));
  }

  /** Kills until the given number of kills is reached; the kinds of work take turns. */
  List<KillResult> run(int kills) throws Exception {
    for (int turn = 0; done.size() < kills; turn++) {
      KillCase work = cases.get(turn % cases.size());
      runner.duration(work);
      int most = Math.min(MOST_KILLS, Math.max(1, kills / cases.size()));
      round(work, Math.min(kills - done.size(), 1 + random.nextInt(most)));
    }
    return done;
  }

  private void round(KillCase work, int kills) throws Exception {
    List<KillResult> round = new ArrayList<>();
    try (Place place = runner.place(work)) {
      for (int i = 0; i < kills; i++) {
        boolean killed = kill(work, place, round);
        if (!killed) {
          break;
        }
      }
      if (!round.isEmpty()) {
        List<String> end = runner.complete(work, place);
        for (KillResult result : round) {
          KillResult complete = result.withEnd(end);
          complete.appendTo(results);
          done.add(complete);
        }
      }
    }
  }

  /** Returns whether the process was killed before its end. */
  private boolean kill(KillCase work, Place place, List<KillResult> round) throws Exception {
    double part = EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
    boolean terminate = random.nextDouble() < TERMINATIONS;
    List<String> problems = new ArrayList<>();
    try (ProgramProcess process = work.start(place)) {
      long delay = (long) (part * runner.duration(work));
      if (process.endsWithin(delay)) {
        // The work was done before the kill, or what remained of it.
        return false;
      }
      if (terminate) {
        process.terminate();
        if (!process.endsWithin(TERMINATION_MILLIS)) {
          problems.add("SIGTERM did not end it within " + TERMINATION_MILLIS + " ms");
          process.kill();
        } else if (process.exitCode() != ProgramProcess.TERMINATED && process.exitCode() != 0) {
          problems.add("exit code " + process.exitCode() + " after SIGTERM");
        }
      } else {
        process.kill();
      }
      WorkRunner.addTrace(process, problems);
      problems.addAll(work.afterKill(place));
      round.add(
          new KillResult(
              seed,
              done.size() + round.size(),
              work.name(),
              terminate ? "TERM" : "KILL",
              delay,
              process.exitCode(),
              problems,
              List.of(),
              version()));
      return true;
    }
  }

  private static String version() throws IOException {
    return System.getProperty("kamcl.soak.version", "");
  }
}
