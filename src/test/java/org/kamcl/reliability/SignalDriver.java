package org.kamcl.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.io.FileUtils;

/**
 * Sends signals at seeded times to every long command and to the window, and checks how they end:
 * in time, with the exit code of the signal, without a stack trace, with nothing unfinished left,
 * and so that the work can be completed to the undisturbed result.
 *
 * <p>System properties: {@code kamcl.soak.seed}, {@code kamcl.soak.signals} (how many), {@code
 * kamcl.soak.signalResults}, {@code kamcl.soak.only} (names of the kinds of work), {@code
 * kamcl.soak.version}.
 */
public final class SignalDriver {
  /** From the signal to the end; a command that is between two safe points is ended after 5 s. */
  static final long END_MILLIS = 10_000;

  /** From the second signal to the end. */
  static final long AT_ONCE_MILLIS = 2_000;

  private static final int INTERRUPTED = 130;
  private static final double EARLIEST = 0.2;
  private static final double LATEST = 1.0;
  private static final int PAUSE_MILLIS = 300;

  /** One or two signals and the exit code of the first. */
  private enum Signals {
    INT("INT", INTERRUPTED),
    TERM("TERM", ProgramProcess.TERMINATED),
    INT_TWICE("INT", INTERRUPTED),
    TERM_INT("TERM", ProgramProcess.TERMINATED);

    private final String first;
    private final int code;

    Signals(String first, int code) {
      this.first = first;
      this.code = code;
    }

    boolean isTwice() {
      return this == INT_TWICE || this == TERM_INT;
    }
  }

  private final WorkRunner runner;
  private final long seed;
  private final Path results;
  private final SplittableRandom random;
  private final List<KillCase> cases = new ArrayList<>();
  private final List<KillResult> done = new ArrayList<>();

  SignalDriver(Path folder, long seed, Path results, String only) {
    this.runner = new WorkRunner(folder);
    this.seed = seed;
    this.results = results;
    this.random = new SplittableRandom(seed);
    SoakInputs inputs = new SoakInputs(folder.resolve("inputs"));
    List<KillCase> all =
        new ArrayList<>(
            List.of(
                new IndexKills(inputs),
                new TrainingKills(inputs, false),
                new ImportKills(inputs),
                new ExportKills(inputs),
                new WindowKills(inputs, false),
                new WindowKills(inputs, true)));
    all.addAll(CommandWork.all(inputs));
    all.stream()
        .filter(work -> only.isEmpty() || List.of(only.split(",")).contains(work.name()))
        .forEach(cases::add);
  }

  /** Runs a series and prints its table. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("kamcl-signals");
    Path results = Path.of(System.getProperty("kamcl.soak.signalResults", "target/signals.jsonl"));
    try {
      new SignalDriver(
              folder,
              Long.getLong("kamcl.soak.seed", 1),
              results,
              System.getProperty("kamcl.soak.only", ""))
          .run(Integer.getInteger("kamcl.soak.signals", 56));
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    System.out.println(KillResult.table(KillResult.read(results)));
  }

  /** Takes turns: every kind of work with every kind of signal. */
  List<KillResult> run(int signals) throws Exception {
    for (int turn = 0; done.size() < signals; turn++) {
      KillCase work = cases.get(turn % cases.size());
      Signals kind = Signals.values()[(turn + turn / cases.size()) % Signals.values().length];
      one(work, kind);
    }
    return done;
  }

  private void one(KillCase work, Signals kind) throws Exception {
    long delay =
        (long) (runner.duration(work) * (EARLIEST + (LATEST - EARLIEST) * random.nextDouble()));
    long pause = random.nextInt(PAUSE_MILLIS);
    try (Place place = runner.place(work)) {
      List<String> after = new ArrayList<>();
      int code;
      try (ProgramProcess process = work.start(place)) {
        if (process.endsWithin(delay)) {
          // The work was done before; another turn has another time.
          return;
        }
        process.signal(kind.first);
        boolean atOnce = kind.isTwice() && !process.endsWithin(pause);
        if (atOnce) {
          process.signal("INT");
        }
        if (!process.endsWithin(atOnce ? AT_ONCE_MILLIS : END_MILLIS)) {
          after.add("did not end in time");
          process.kill();
        }
        code = process.exitCode();
        // A second signal of another kind may end a program whose handlers are not yet installed.
        // A signal that arrives when the program is ending after its work changes nothing.
        if (code != kind.code && code != 0 && !(atOnce && code == INTERRUPTED)) {
          after.add("exit code " + code);
        }
        WorkRunner.addTrace(process, after);
        if (!process.err().isBlank() && process.err().contains("error")) {
          after.add("said: " + process.err().strip());
        }
        if (!atOnce) {
          List<String> leftovers = place.leftovers();
          if (!leftovers.isEmpty()) {
            after.add("leftovers: " + leftovers);
          }
        }
      }
      after.addAll(work.afterKill(place));
      KillResult result =
          new KillResult(
              seed,
              done.size(),
              work.name(),
              kind.name(),
              delay,
              code,
              after,
              runner.complete(work, place),
              System.getProperty("kamcl.soak.version", ""));
      result.appendTo(results);
      done.add(result);
    }
  }
}
