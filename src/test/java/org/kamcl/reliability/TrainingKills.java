package org.kamcl.reliability;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.support.KamclProcess;

/** Training and resuming; every process must reach the same bits. */
final class TrainingKills implements KillCase {
  private static final String RUN = "soak";
  private static final List<String> HASHES = List.of("state", "weights", "step", "modelEpoch");

  private final SoakInputs inputs;
  private Optional<List<String>> undisturbed = Optional.empty();

  TrainingKills(SoakInputs inputs) {
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return "train";
  }

  @Override
  public void prepare(Place place) {}

  @Override
  public ProgramProcess start(Place place) {
    List<String> words = new ArrayList<>(List.of("train"));
    if (isFinished(place)) {
      // The process that was killed had completed it.
      words = new ArrayList<>(List.of("runs", "show", RUN));
    } else if (Files.exists(runs(place).resolve(RUN).resolve("run.json"))) {
      words.addAll(List.of("--resume", RUN));
    } else {
      words.addAll(List.of(inputs.corpus().toString(), "--name", RUN, "--from", "default"));
      words.addAll(List.of("--epochs", "2"));
      words.addAll(
          KamclProcess.settings(
              "batchSize=4 queueSize=8 batchNormAdaptationImages=8 conceptStartEpoch=1"
                  + " tripletStartEpoch=2 queueStartEpoch=2 frozenTextLayers=6 checkpointSteps=3"));
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
    List<String> found = new ArrayList<>(afterKill(place));
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
