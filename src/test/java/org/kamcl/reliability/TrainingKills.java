package org.kamcl.reliability;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.support.KamclProcess;

/** Training and resuming; every process must reach the same bits. */
final class TrainingKills implements KillCase {
  static final String RUN = "soak";
  private static final String SETTINGS =
      "batchSize=4 queueSize=8 batchNormAdaptationImages=8 conceptStartEpoch=1"
          + " tripletStartEpoch=2 queueStartEpoch=2 frozenTextLayers=6 checkpointSteps=3";
  private static final long END_MILLIS = 20_000;
  private static final List<String> HASHES = List.of("state", "weights", "step", "modelEpoch");

  private final SoakInputs inputs;
  private final boolean asWindow;
  private Optional<List<String>> undisturbed = Optional.empty();
  private int kills;

  /**
   * @param asWindow whether the run has a process of its own, which is killed as well at times;
   *     otherwise {@code kamcl train} is the process
   */
  TrainingKills(SoakInputs inputs, boolean asWindow) {
    this.inputs = inputs;
    this.asWindow = asWindow;
  }

  @Override
  public String name() {
    return asWindow ? "run" : "train";
  }

  @Override
  public void prepare(Place place) {}

  @Override
  public ProgramProcess start(Place place) {
    if (asWindow) {
      return ProgramProcess.start(
          place,
          List.of("-Dkamcl.program=" + inputs.program()),
          SoakRuns.class,
          List.of(
              place.workspace().toString(),
              inputs.program().toString(),
              inputs.corpus().toString(),
              "epochs=2 " + SETTINGS));
    }
    List<String> words = new ArrayList<>(List.of("train"));
    if (isFinished(place)) {
      // The process that was killed had completed it.
      words = new ArrayList<>(List.of("runs", "show", RUN));
    } else if (Files.exists(runs(place).resolve(RUN).resolve("run.json"))) {
      words.addAll(List.of("--resume", RUN));
    } else {
      words.addAll(List.of(inputs.corpus().toString(), "--name", RUN, "--from", "default"));
      words.addAll(List.of("--epochs", "2"));
      words.addAll(KamclProcess.settings(SETTINGS));
    }
    words.addAll(List.of("--json", "--workspace", place.workspace().toString()));
    return ProgramProcess.start(
        place, List.of("-Dkamcl.program=" + inputs.program()), Launcher.class, words);
  }

  private static boolean isFinished(Place place) {
    return Files.exists(runs(place).resolve(RUN).resolve("run.json"))
        && new RunStore(runs(place)).find(RUN).status() == RunFolder.Status.FINISHED;
  }

  private static Path runs(Place place) {
    return place.workspace().resolve("runs");
  }

  @Override
  public List<String> afterKill(Place place) {
    // A run outlives the window; of three kills, two concern the run as well.
    if (asWindow && kills++ % 3 != 0) {
      processes(place).forEach(ProcessHandle::destroyForcibly);
    }
    return read(place);
  }

  /** The processes of runs of a place. */
  private static List<ProcessHandle> processes(Place place) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .filter(words -> List.of(words).contains(Launcher.class.getName()))
                    .filter(
                        words ->
                            Stream.of(words)
                                .anyMatch(w -> w.startsWith(place.workspace().toString())))
                    .isPresent())
        .toList();
  }

  /** Waits for the processes of runs of a place; returns whether they ended. */
  private static boolean ended(Place place) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
    while (!processes(place).isEmpty()) {
      if (System.nanoTime() > until) {
        processes(place).forEach(ProcessHandle::destroyForcibly);
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return true;
  }

  private static List<String> read(Place place) {
    List<String> found = new ArrayList<>();
    try {
      for (var run : new RunStore(runs(place)).list()) {
        run.events();
        run.spec();
        run.status();
      }
    } catch (RuntimeException e) {
      found.add("the run cannot be read: " + e);
    }
    return found;
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) {
    List<String> found = new ArrayList<>();
    if (asWindow && !ended(place)) {
      found.add("the process of the run goes on after its end");
    }
    found.addAll(read(place));
    JsonObject end = new JsonObject();
    for (JsonObject event : new RunStore(runs(place)).find(RUN).events()) {
      end = event.get("event").getAsString().equals("end") ? event : end;
    }
    List<String> result = new ArrayList<>();
    for (String hash : HASHES) {
      result.add(hash + " " + end.get(hash));
    }
    new RunStore(runs(place))
        .find(RUN).events().stream()
            .filter(e -> List.of("step", "epoch").contains(e.get("event").getAsString()))
            .forEach(
                event -> {
                  event.remove("pairsPerSecond");
                  event.remove("secondsLeft");
                  event.remove("time");
                  result.add(event.toString());
                });
    if (undisturbed.isEmpty()) {
      undisturbed = Optional.of(result);
      if (!end.has("weights")) {
        found.add("the undisturbed run reports no weights");
      }
    }
    if (!result.equals(undisturbed.get())) {
      found.add(
          "the run differs: " + result.subList(0, 4) + ", not " + undisturbed.get().subList(0, 4));
    }
    return found;
  }
}
