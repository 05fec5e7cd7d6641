package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.context.Workspace;

/** Importing a checkpoint: the model is complete or absent. */
final class ImportKills implements KillCase {
  private static final String MODEL = "soak";

  private final SoakInputs inputs;
  private String undisturbed = "";

  ImportKills(SoakInputs inputs) {
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public void prepare(Place place) {}

  @Override
  public ProgramProcess start(Place place) throws IOException {
    List<String> words = new ArrayList<>(List.of("models"));
    if (Files.exists(model(place))) {
      // The process that was killed had completed it.
      words.addAll(List.of("show", MODEL));
    } else {
      words.addAll(List.of("import", inputs.checkpoint().toString(), "--name", MODEL));
      words.addAll(List.of("--vocabulary", inputs.vocabulary().toString()));
      words.addAll(List.of("--concepts", inputs.concepts().toString()));
    }
    words.addAll(List.of("--workspace", place.workspace().toString()));
    return ProgramProcess.start(
        place, List.of("-Dkamcl.program=" + inputs.program()), Launcher.class, words);
  }

  private static Path model(Place place) {
    return place.workspace().resolve("models").resolve(MODEL);
  }

  @Override
  public List<String> afterKill(Place place) throws IOException {
    ModelStore store = new Workspace(place.workspace(), java.util.Optional.empty()).models();
    List<String> names = store.list().stream().map(ModelStore.StoredModel::name).toList();
    if (!Files.exists(model(place))) {
      return names.isEmpty() ? List.of() : List.of("models without a folder: " + names);
    }
    return !undisturbed.isEmpty() && !hashes(model(place)).equals(undisturbed)
        ? List.of("the model is not complete: " + hashes(model(place)))
        : List.of();
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) throws IOException {
    if (undisturbed.isEmpty()) {
      undisturbed = hashes(model(place));
    }
    return hashes(model(place)).equals(undisturbed)
        ? List.of()
        : List.of("the model differs: " + hashes(model(place)) + ", not " + undisturbed);
  }

  private static String hashes(Path folder) throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String text = file.getFileName().toString();
        hashes.put(
            text,
            text.equals("model.json")
                // The card names the day of the import.
                ? DigestUtils.sha256Hex(
                    Files.readString(file).replaceAll("\"\\d{4}-\\d\\d-\\d\\d[^\"]*\"", ""))
                : DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    }
    return hashes.toString();
  }
}
