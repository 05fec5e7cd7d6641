package org.kamcl.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.explorer.catalog.Catalog;

/** Damages to an archive: the catalog and its rows, the vector cache, the files of the model. */
final class ArchiveDamages {
  private static final String MODEL = "own";
  private static final List<List<String>> SEARCH =
      List.of(
          List.of(
              "search",
              "a river through green fields",
              "--top",
              "90",
              "--json",
              "--no-history",
              "--workspace",
              "WORKSPACE"));
  private static final List<List<String>> SAVED =
      List.of(
          List.of(
              "search", "--saved", "kept", "--json", "--no-history", "--workspace", "WORKSPACE"));
  private static final List<List<String>> CAPTION =
      List.of(
          List.of(
              "search",
              "river",
              "--captions",
              "--json",
              "--no-history",
              "--workspace",
              "WORKSPACE"));

  private final SoakInputs inputs;
  private final Path program;

  ArchiveDamages(SoakInputs inputs, Path program) {
    this.inputs = inputs;
    this.program = program;
  }

  /** The undamaged workspace: sample images and generated rows, indexed with its own model. */
  private Path base() throws Exception {
    Path base = inputs.folder().resolve("damages").resolve("archive");
    if (Files.exists(base)) {
      return base;
    }
    Path fresh = base.resolveSibling("archive.fresh");
    Path model = fresh.resolve("models").resolve(MODEL);
    Files.createDirectories(model);
    try (Stream<Path> files = Files.list(program.resolve("models").resolve("default"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    Path images = program.resolve("sample-data").resolve("tiles");
    List<String> index =
        List.of(
            "index",
            images.toString(),
            "--locations",
            images.resolve("locations.csv").toString(),
            "--model",
            MODEL,
            "--workspace",
            "WORKSPACE");
    run(fresh, index);
    Files.copy(fresh.resolve(Catalog.FILE_NAME), base.resolveSibling("earlier.db"));
    ArchiveTemplate.addRows(fresh.resolve(Catalog.FILE_NAME), inputs.images());
    run(
        fresh,
        List.of("search", "a green park", "--save", "kept", "--json", "--workspace", "WORKSPACE"));
    run(fresh, SEARCH.get(0));
    Files.move(fresh, base);
    return base;
  }

  private static void run(Path workspace, List<String> command) {
    CommandAnswer answer = CommandAnswer.of(workspace, command);
    if (answer.exit() != 0) {
      throw new IllegalStateException(command + ": " + answer);
    }
  }

  /** All cases. */
  List<DamageCase> cases() throws Exception {
    DamageBase base = new DamageBase(base());
    List<DamageCase> cases = new ArrayList<>();
    Path earlier = base.workspace().resolveSibling("earlier.db");
    for (FileDamage damage : FileDamage.values()) {
      if (damage != FileDamage.SWAPPED) {
        cases.add(file(base, Catalog.FILE_NAME, damage, false, Optional.empty(), SEARCH));
      }
      cases.add(file(base, "vectors-", damage, false, Optional.of(otherCache(base)), SEARCH));
      for (String name : modelFiles(base)) {
        String path = "models/" + MODEL + "/" + name;
        // A model without hashes is one of an earlier version, and a card has a description.
        boolean mustSay = !name.equals("model.json") && !name.equals("SHA256SUMS");
        cases.add(file(base, path, damage, mustSay, Optional.of(other(base, name)), SEARCH));
      }
    }
    cases.add(restored(base, earlier));
    for (List<String> row : RowDamages.ROWS) {
      cases.add(
          new DamageCase(
              "row", row.get(0), false, base, (w, r) -> change(w, row.get(1), r), SEARCH));
    }
    for (List<String> row : RowDamages.CAPTIONS) {
      cases.add(
          new DamageCase(
              "row", row.get(0), false, base, (w, r) -> change(w, row.get(1), r), CAPTION));
    }
    for (List<String> row : RowDamages.SAVED) {
      cases.add(
          new DamageCase(
              "saved search", row.get(0), false, base, (w, r) -> change(w, row.get(1), r), SAVED));
    }
    for (String column : List.of("filter", "feedback")) {
      for (String value : List.of("''", "'{'", "'[]'", "'{\"top\":\"x\"}'", "char(0)")) {
        cases.add(
            new DamageCase(
                "saved search",
                column + " = " + value,
                false,
                base,
                (w, r) -> change(w, "UPDATE searches SET " + column + " = " + value, r),
                SAVED));
      }
    }
    cases.add(
        new DamageCase(
            "row",
            "captions index, emptied",
            false,
            base,
            (w, r) -> change(w, "INSERT INTO caption_words(caption_words) VALUES('delete-all')", r),
            CAPTION));
    return cases;
  }

  private static List<String> modelFiles(DamageBase base) throws IOException {
    try (Stream<Path> files = Files.list(base.workspace().resolve("models").resolve(MODEL))) {
      return files
          .map(file -> file.getFileName().toString())
          // The others are not read by the commands of the cases.
          .filter(name -> !name.equals("CARD.md") && !name.equals("training.json"))
          .sorted()
          .toList();
    }
  }

  private static DamageCase file(
      DamageBase base,
      String path,
      FileDamage damage,
      boolean mustSay,
      Optional<Path> other,
      List<List<String>> commands) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new DamageCase(
        name.equals("vectors-") ? "vector cache" : name,
        damage.name().toLowerCase(java.util.Locale.ROOT),
        mustSay,
        base,
        (workspace, random) -> {
          Optional<Path> file = find(workspace, path);
          return file.isPresent() && damage.apply(file.get(), random, other);
        },
        commands);
  }

  /** The file of a path whose name may be a beginning. */
  private static Optional<Path> find(Path workspace, String path) throws IOException {
    Path exact = workspace.resolve(path);
    if (Files.isRegularFile(exact)) {
      return Optional.of(exact);
    }
    try (Stream<Path> files = Files.list(exact.getParent())) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(exact.getFileName().toString()))
          .findFirst();
    }
  }

  /** An earlier catalog is put back beside the newer cache, and more is added. */
  private static DamageCase restored(DamageBase base, Path earlier) {
    return new DamageCase(
        "catalog.db",
        "restored, other rows",
        false,
        base,
        (workspace, random) -> {
          Path catalog = workspace.resolve(Catalog.FILE_NAME);
          Path newer = workspace.resolve("newer.db");
          Files.move(catalog, newer);
          Files.copy(earlier, catalog);
          // The same rows with other vectors: the answer must come from these.
          change(
              workspace,
              "UPDATE embeddings SET vector = (SELECT e.vector FROM embeddings e WHERE"
                  + " e.image_id = 82 - embeddings.image_id) WHERE image_id < 40",
              random);
          return true;
        },
        List.of(SEARCH.get(0)));
  }

  private static boolean change(Path workspace, String sql, SplittableRandom random)
      throws SQLException {
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve(Catalog.FILE_NAME));
        Statement statement = open.createStatement()) {
      String id = "" + (1 + random.nextInt(81));
      for (String one : sql.split(";")) {
        statement.execute(one.replace("ID", id));
      }
    }
    // The rows are read where no cache holds them; half of the cases have one.
    if (random.nextBoolean()) {
      try {
        Optional<Path> cache = find(workspace, "vectors-");
        if (cache.isPresent()) {
          Files.delete(cache.get());
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  /** A cache of another archive: the same with other vectors. */
  private Path otherCache(DamageBase base) throws Exception {
    Path other = base.workspace().resolveSibling("other.cache");
    if (!Files.exists(other)) {
      Path copy = base.workspace().resolveSibling("other");
      base.copyTo(copy);
      Files.delete(find(copy, "vectors-").orElseThrow());
      run(
          copy,
          List.of(
              "index", inputs.images().toString(), "--model", MODEL, "--workspace", "WORKSPACE"));
      run(copy, SEARCH.get(0));
      Files.copy(find(copy, "vectors-").orElseThrow(), other);
      FileUtils.deleteDirectory(copy.toFile());
    }
    return other;
  }

  /** Another valid file of the kind. */
  private static Path other(DamageBase base, String name) throws IOException {
    Path other = base.workspace().resolveSibling("other-" + name);
    if (Files.exists(other)) {
      return other;
    }
    Path file = base.workspace().resolve("models").resolve(MODEL).resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    if (name.endsWith(".safetensors")) {
      // Other values behind the same header, as of another training.
      for (int i = bytes.length / 2; i < bytes.length - 1; i += 37) {
        bytes[i] = (byte) (bytes[i] ^ 3);
      }
    } else if (name.endsWith(".txt") || name.equals("concepts.json")) {
      List<String> lines =
          new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
      Collections.swap(lines, 3, 5);
      Collections.swap(lines, 10, 20);
      bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    } else {
      bytes =
          new String(bytes, StandardCharsets.UTF_8)
              .replace("0.4", "0.3")
              .replace("\"imageSize\": 192", "\"imageSize\": 160")
              .getBytes(StandardCharsets.UTF_8);
    }
    return Files.write(other, bytes);
  }
}
