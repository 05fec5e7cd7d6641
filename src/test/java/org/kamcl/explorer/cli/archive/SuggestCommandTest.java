package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogDamage;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** {@code kamcl suggest} with a small model; one archive for all tests. */
class SuggestCommandTest {
  private static final int PLAIN = 6;

  @TempDir private static Path folder;

  private static CommandResult run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @BeforeAll
  static void index() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Path plain = Files.createDirectories(folder.resolve("plain"));
    for (int i = 0; i < PLAIN; i++) {
      Files.write(
          plain.resolve("q" + i + ".png"), ImageBytes.png(TestModels.image(20 + i, 64, 64)));
    }
    // A copy of q0, and images with captions.
    Files.write(plain.resolve("twin.png"), ImageBytes.png(TestModels.image(20, 64, 64)));
    TinyCorpus.write(folder.resolve("described"), 3, 0);
    CommandResult indexed = run("index", plain.toString(), folder.resolve("described").toString());
    assertEquals(0, indexed.code(), indexed.err());
  }

  private static Set<String> names(JsonObject document) {
    Set<String> names = new HashSet<>();
    for (var suggestion : document.getAsJsonArray("suggestions")) {
      Path file = Path.of(suggestion.getAsJsonObject().get("file").getAsString());
      assertTrue(names.add(String.valueOf(file.getFileName())), names.toString());
    }
    return names;
  }

  @Test
  void imagesWithoutCaptionsAreSuggestedOnceWithReasons() {
    CommandResult result = run("suggest", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals(PLAIN + 1, json.get("candidates").getAsInt());
    assertEquals(3, json.get("captioned").getAsInt());
    assertEquals(1, json.get("same").getAsInt());
    assertEquals(PLAIN, names(json).size());
    JsonArray suggestions = json.getAsJsonArray("suggestions");
    for (int i = 0; i < PLAIN; i++) {
      JsonObject one = suggestions.get(i).getAsJsonObject();
      assertEquals(i + 1, one.get("rank").getAsInt());
      assertTrue(one.get("uncertainty").getAsDouble() > 0);
      double distance = one.get("distance").getAsDouble();
      assertTrue(distance > 0 && distance <= 2, distance + "");
      assertFalse(one.getAsJsonArray("unsure").isEmpty());
    }
    CommandResult again = run("suggest", "--count", "2", "--json");
    assertEquals(suggestions.get(0), again.json().getAsJsonArray("suggestions").get(0));
    assertEquals(2, again.json().getAsJsonArray("suggestions").size());
    CommandResult described = run("suggest", "--collection", "described", "--json");
    assertEquals(0, described.json().get("candidates").getAsInt());
  }

  @Test
  void theTableBecomesACorpusWhenItIsFilledIn() throws IOException {
    Path out = folder.resolve("to-caption");
    assertEquals(0, run("suggest", "--count", "3", "--out", out.toString()).code());
    Path table = out.resolve("captions.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    assertEquals("filename,caption,split,rank,uncertainty,distance,unsure", lines.get(0));
    assertEquals(4, lines.size());
    lines.replaceAll(line -> line.replaceFirst("\",,train", "\",\"a farm, with trees\",train"));
    lines.add(lines.get(1).replace("a farm, with trees", "fields"));
    Files.write(table, lines);
    Corpus corpus = new CorpusReader(Optional.empty(), true).read(out);
    assertEquals(3, corpus.split("train").size());
    assertEquals(4, corpus.captionCount());
    // What people filled in is not overwritten.
    CommandResult refused = run("suggest", "--count", "3", "--out", out.toString());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("is not empty"), refused.err());
    assertEquals(lines, Files.readAllLines(table));
  }

  @Test
  void imagesWithDamagedEmbeddingsAreLeftOutAndNamed() {
    Path catalog = folder.resolve("workspace").resolve(Catalog.FILE_NAME);
    long image;
    try (Catalog open = Catalog.open(catalog)) {
      image =
          open.images().stream()
              .filter(one -> one.file().endsWith("q3.png"))
              .findFirst()
              .orElseThrow()
              .id();
    }
    CatalogDamage.apply(catalog, CatalogDamage.Kind.SIGNS_FLIPPED, List.of(image));
    try {
      CommandResult result = run("suggest", "--json");
      JsonArray skipped = result.json().getAsJsonArray("skipped");
      assertEquals(1, skipped.size(), result.out());
      String message = skipped.get(0).getAsJsonObject().get("message").getAsString();
      assertTrue(message.contains("q3.png"), message);
      assertFalse(names(result.json()).contains("q3.png"));
      assertTrue(run("suggest").err().contains("q3.png"));
    } finally {
      CatalogDamage.apply(catalog, CatalogDamage.Kind.SIGNS_FLIPPED, List.of(image));
    }
  }

  @Test
  void wrongOptionsAreRefused() {
    CommandResult many = run("suggest", "--count", "1001");
    assertEquals(2, many.code());
    assertTrue(many.err().contains("from 1 to 1,000"), many.err());
    String corpus = TinyCorpus.write(folder.resolve("tiny"), 2, 6).toString();
    assertEquals(2, run("suggest", "--evaluate", corpus, "--out", "x").code());
    assertEquals(2, run("suggest", "--evaluate", corpus, "--seeds", "0").code());
    CommandResult small = run("suggest", "--evaluate", corpus, "--count", "4");
    assertTrue(small.err().contains("fewer than --count 4"), small.err());
    assertTrue(run("suggest", "--evaluate", corpus, "--split", "test").err().contains("test"));
  }

  @Test
  void theChoiceIsMeasuredAgainstARandomOne() {
    Path corpus = TinyCorpus.write(folder.resolve("measured"), 3, 12);
    CommandResult result =
        run(
            "suggest",
            "--evaluate",
            corpus.toString(),
            "--count",
            "2",
            "--seeds",
            "1",
            "--model",
            "small",
            "--set",
            "epochs=1",
            "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject one = result.json().getAsJsonArray("seeds").get(0).getAsJsonObject();
    assertEquals(6, one.get("pool").getAsInt());
    assertEquals(6, one.get("heldOut").getAsInt());
    double difference = one.get("chosen").getAsDouble() - one.get("random").getAsDouble();
    assertEquals(difference, result.json().get("meanDifference").getAsDouble(), 1e-9);
    JsonObject interval = one.getAsJsonObject("difference");
    assertTrue(interval.get("low").getAsDouble() <= difference + 1e-9);
    assertTrue(interval.get("high").getAsDouble() >= difference - 1e-9);
    // Nothing is left of the runs.
    assertFalse(Files.exists(folder.resolve("workspace/runs")) && hasFiles());
  }

  private static boolean hasFiles() {
    try (var files = Files.list(folder.resolve("workspace/runs"))) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
