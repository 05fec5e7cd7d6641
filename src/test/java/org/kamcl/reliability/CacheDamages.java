package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Damages to what the program unpacks into the user's cache: native libraries, the EPSG database.
 */
final class CacheDamages {
  private static final int EXAMPLES = 2;

  private final SoakInputs inputs;
  private final Path program;

  CacheDamages(SoakInputs inputs, Path program) {
    this.inputs = inputs;
    this.program = program;
  }

  private List<String> inspect() throws IOException {
    Path scenes = program.resolve("sample-data").resolve("scenes");
    try (Stream<Path> files = Files.list(scenes)) {
      Path scene =
          files.filter(f -> f.toString().endsWith(".tif")).sorted().findFirst().orElseThrow();
      return process("inspect", scene.toString());
    }
  }

  private List<String> embed() throws IOException {
    Path texts = inputs.folder().resolve("texts.txt");
    if (!Files.exists(texts)) {
      Files.writeString(texts, "many boats near a pier\na green lake\n");
    }
    return process("embed", "--texts", texts.toString(), "--out", "WORKSPACE/vectors.npy");
  }

  private static List<String> process(String... command) {
    List<String> words = new ArrayList<>(List.of(CommandAnswer.PROCESS));
    words.addAll(List.of(command));
    words.addAll(List.of("--json", "--workspace", "WORKSPACE"));
    return words;
  }

  private Path base() throws IOException {
    Path base = inputs.folder().resolve("damages").resolve("cache");
    if (!Files.exists(base)) {
      Path fresh = base.resolveSibling("cache.fresh");
      Files.createDirectories(fresh);
      for (List<String> command : List.of(inspect(), embed())) {
        CommandAnswer answer = CommandAnswer.of(fresh, command);
        if (answer.exit() != 0) {
          throw new IllegalStateException(command + ": " + answer);
        }
      }
      Files.move(fresh, base);
    }
    return base;
  }

  List<DamageCase> cases() throws IOException {
    DamageBase base = new DamageBase(base());
    List<DamageCase> cases = new ArrayList<>();
    add(cases, base, "epsg", List.of(inspect()));
    add(cases, base, "sqlite", List.of(inspect()));
    add(cases, base, "pytorch", List.of(embed()));
    return cases;
  }

  /** Some files below folders whose names begin with a word. */
  private static void add(
      List<DamageCase> cases, DamageBase base, String kind, List<List<String>> commands)
      throws IOException {
    Path cache = base.workspace().resolve(CommandAnswer.CACHE);
    List<Path> chosen;
    try (Stream<Path> files = Files.walk(cache)) {
      chosen =
          files
              .filter(Files::isRegularFile)
              .filter(file -> cache.relativize(file).toString().contains(kind))
              .filter(file -> !file.toString().endsWith("lock") && size(file) > 1)
              .sorted((a, b) -> Long.compare(size(b), size(a)))
              .limit(EXAMPLES)
              .toList();
    }
    for (Path file : chosen) {
      for (FileDamage damage : FileDamage.values()) {
        if (damage != FileDamage.SWAPPED) {
          cases.add(
              new DamageCase(
                  "cache: " + kind + " " + file.getFileName(),
                  damage.name().toLowerCase(Locale.ROOT),
                  false,
                  base,
                  (workspace, random) ->
                      damage.apply(
                          workspace.resolve(base.workspace().relativize(file).toString()),
                          random,
                          Optional.empty()),
                  commands));
        }
      }
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }
}
