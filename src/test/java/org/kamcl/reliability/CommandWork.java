package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.support.TestModels;

/**
 * A command whose result is what it prints and the files that it writes: it leaves them as they
 * were, or complete, and can be run again.
 */
final class CommandWork implements KillCase {
  private final String name;
  private final SoakInputs inputs;
  private final List<String> command;
  private final boolean archive;
  private final List<String> undisturbed = new ArrayList<>();

  /**
   * @param command the words WORKSPACE, EXPORT, CORPUS, IMAGES stand for the folders
   * @param archive whether the workspace has an archive
   */
  CommandWork(String name, SoakInputs inputs, boolean archive, List<String> command) {
    this.name = name;
    this.inputs = inputs;
    this.archive = archive;
    this.command = command;
  }

  /** The long commands that no other kind of work runs. */
  static List<KillCase> all(SoakInputs inputs) {
    List<KillCase> all = new ArrayList<>();
    add(all, inputs, "embed", "embed --images IMAGES --out EXPORT/vectors.npy --json");
    add(all, inputs, "embed texts", "embed --texts IMAGES/captions.csv --out EXPORT/v.npy --json");
    add(all, inputs, "calibrate", "models calibrate CORPUS --model own --json");
    add(all, inputs, "average", "models average own other --name EXPORT_NAME --json");
    add(all, inputs, "concepts", "concepts build CORPUS --count 12 --out EXPORT/concepts --json");
    add(all, inputs, "evaluate", "evaluate CORPUS --split train --model own --json");
    add(
        all,
        inputs,
        "explain",
        "explain --evaluate CORPUS --split train --images 6 --model own --json");
    all.add(new CommandWork("doctor", inputs, true, List.of("doctor", "--deep", "--json")));
    return all;
  }

  private static void add(List<KillCase> all, SoakInputs inputs, String name, String command) {
    all.add(new CommandWork(name, inputs, false, List.of(command.split(" "))));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare(Place place) throws IOException, InterruptedException {
    if (archive) {
      ArchiveTemplate.copyTo(inputs, place);
    } else {
      TestModels.defaultModel(place.workspace().resolve("models/own"), SoakInputs.IMAGE_SIZE);
      TestModels.defaultModel(place.workspace().resolve("models/other"), SoakInputs.IMAGE_SIZE);
    }
  }

  @Override
  public ProgramProcess start(Place place) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(
          word.replace("EXPORT_NAME", "mean")
              .replace("EXPORT", place.export().toString())
              .replace("CORPUS", inputs.largeCorpus().toString())
              .replace("IMAGES", inputs.images().toString()));
    }
    if (Files.exists(place.workspace().resolve("models/mean"))) {
      // The process that was ended had completed it.
      words = new ArrayList<>(List.of("models", "show", "mean"));
    }
    words.addAll(List.of("--workspace", place.workspace().toString()));
    return ProgramProcess.start(
        place, List.of("-Dkamcl.program=" + inputs.program()), Launcher.class, words);
  }

  @Override
  public List<String> afterKill(Place place) throws IOException {
    List<String> found = new ArrayList<>();
    if (!undisturbed.isEmpty()) {
      for (String file : files(place)) {
        // A file is absent, the complete new one, or what was there before.
        if (!undisturbed.contains(file) && !isPartial(file) && !file.contains("models/")) {
          found.add("not complete: " + file);
        }
      }
    }
    return found;
  }

  private static boolean isPartial(String file) {
    return file.contains(".part");
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) throws IOException {
    List<String> result = files(place);
    if (undisturbed.isEmpty()) {
      undisturbed.addAll(result);
      if (!archive && result.isEmpty()) {
        return List.of("nothing was written");
      }
    }
    return result.equals(undisturbed)
        ? List.of()
        : List.of("the result differs: " + result + ", not " + undisturbed);
  }

  /** The exported files and those of the models, each with a hash of its content without dates. */
  private static List<String> files(Place place) throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    for (Path start : List.of(place.export(), place.workspace().resolve("models"))) {
      if (Files.exists(start)) {
        try (Stream<Path> files = Files.walk(start)) {
          for (Path file : files.filter(CommandWork::isResult).toList()) {
            hashes.put(start.getParent().relativize(file).toString(), hash(file));
          }
        }
      }
    }
    return hashes.entrySet().stream().map(Object::toString).toList();
  }

  /** Not the record of checked models, which names times. */
  private static boolean isResult(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().equals(".checked.json");
  }

  private static String hash(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals("SHA256SUMS")) {
      // It changes with the days in the other files.
      return "";
    }
    return name.endsWith(".json")
        ? DigestUtils.sha256Hex(
            Files.readString(file).replaceAll("\"\\d{4}-\\d\\d-\\d\\d[^\"]*\"", ""))
        : DigestUtils.sha256Hex(Files.readAllBytes(file));
  }
}
