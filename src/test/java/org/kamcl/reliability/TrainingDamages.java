package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.support.KamclProcess;

/** Damages to the files of a run that was killed and is resumed. */
final class TrainingDamages {
  private static final String RUN = "soak";

  private final SoakInputs inputs;

  TrainingDamages(SoakInputs inputs) {
    this.inputs = inputs;
  }

  private List<String> train() {
    List<String> words = new ArrayList<>(List.of("train", inputs.corpus().toString()));
    words.addAll(List.of("--name", RUN, "--from", "default", "--epochs", "2", "--json"));
    words.addAll(
        KamclProcess.settings(
            "batchSize=4 queueSize=8 batchNormAdaptationImages=8 frozenTextLayers=6"
                + " checkpointSteps=3"));
    words.addAll(List.of("--workspace", "WORKSPACE"));
    return words;
  }

  /** A run that was killed in its second epoch: with best weights and two checkpoints. */
  private Path base() throws Exception {
    Path base = inputs.folder().resolve("damages").resolve("run");
    if (Files.exists(base)) {
      return base;
    }
    Place place = new Place(base.resolveSibling("run.place"));
    List<String> words =
        train().stream().map(w -> w.replace("WORKSPACE", place.workspace().toString())).toList();
    try (ProgramProcess process =
        ProgramProcess.start(
            place,
            List.of("-Dkamcl.program=" + inputs.program()),
            org.kamcl.explorer.app.Launcher.class,
            words)) {
      long checkpoints = 0;
      while (checkpoints < 3 && !process.endsWithin(20)) {
        checkpoints =
            process.out().lines().filter(l -> l.contains("\"event\":\"checkpoint\"")).count();
      }
      if (checkpoints < 3) {
        throw new IllegalStateException("No checkpoints: " + process.out() + process.err());
      }
      process.kill();
    }
    Files.move(place.workspace(), base);
    FileUtils.deleteDirectory(base.resolveSibling("run.place").toFile());
    return base;
  }

  List<DamageCase> cases() throws Exception {
    DamageBase base = new DamageBase(base());
    Path run = base.workspace().resolve("runs").resolve(RUN);
    List<String> names;
    try (Stream<Path> files = Files.list(run)) {
      names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(
                  name -> !name.equals("lock") && !name.contains("next") && !name.endsWith(".part"))
              .sorted()
              .toList();
    }
    List<DamageCase> cases = new ArrayList<>();
    for (String name : names) {
      for (FileDamage damage : FileDamage.values()) {
        Optional<Path> other = other(run, name);
        cases.add(
            new DamageCase(
                "run: " + name,
                damage.name().toLowerCase(java.util.Locale.ROOT),
                false,
                base,
                (workspace, random) ->
                    damage.apply(
                        workspace.resolve("runs").resolve(RUN).resolve(name), random, other),
                commands(name)));
      }
    }
    return cases;
  }

  /**
   * Steps after an earlier checkpoint are repeated, so that the events differ where the log ends
   * before the kill; the trained model must not.
   */
  private static List<List<String>> commands(String name) {
    List<String> resume = List.of("train", "--resume", RUN, "--json", "--workspace", "WORKSPACE");
    return name.startsWith("checkpoint")
        ? List.of(resume, List.of(CommandAnswer.FILES, "models/" + RUN))
        : List.of(resume);
  }

  /** Another file of the kind. */
  private static Optional<Path> other(Path run, String name) throws IOException {
    String other =
        switch (name) {
          case "checkpoint.safetensors" -> "checkpoint.previous.safetensors";
          case "checkpoint.previous.safetensors" -> "checkpoint.safetensors";
          case "best.safetensors" -> "start.safetensors";
          case "start.safetensors" -> "best.safetensors";
          default -> "";
        };
    Path file = run.resolve(other);
    return !other.isEmpty() && Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
