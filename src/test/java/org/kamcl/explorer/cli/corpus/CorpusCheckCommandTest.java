package org.kamcl.explorer.cli.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.ExclusionFile;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TinyCorpus;

/** {@code kamcl corpus check} on a corpus with a leak and a broken image. */
class CorpusCheckCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void createCorpus() throws IOException {
    Path corpus = TinyCorpus.write(folder.resolve("corpus"), 5, 2);
    Files.copy(corpus.resolve("p005.jpg"), corpus.resolve("leak.jpg"));
    Files.writeString(corpus.resolve("broken.jpg"), "text");
    Files.writeString(
        corpus.resolve("captions.csv"),
        "leak.jpg,boats near a lake,train\nbroken.jpg,a road near trees,train\n",
        StandardOpenOption.APPEND);
  }

  private static CommandResult check(String... more) {
    List<String> all =
        new ArrayList<>(List.of("corpus", "check", folder.resolve("corpus").toString()));
    all.addAll(List.of(more));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void reportNamesFindingsAndWritesTheExclusions() {
    Path table = folder.resolve("exclusions.csv");
    CommandResult result = check("--exclude", table.toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("val p005.jpg, train leak.jpg"), result.out());
    assertTrue(result.out().contains("broken.jpg"), result.out());
    assertEquals(
        List.of(new Exclusion("train", "broken.jpg"), new Exclusion("train", "leak.jpg")),
        ExclusionFile.read(table));
  }

  @Test
  void jsonHasAllFindings() {
    CommandResult result = check("--json", "--leaks", "keep");
    assertEquals(0, result.code(), result.err());
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertEquals(9, json.get("images").getAsInt());
    assertEquals(7, json.getAsJsonObject("splits").get("train").getAsInt());
    assertEquals(2, json.getAsJsonArray("leaks").get(0).getAsJsonArray().size());
    assertEquals(1, json.getAsJsonArray("broken").size());
    assertEquals(1, json.getAsJsonArray("exclusions").size());
    assertTrue(json.getAsJsonObject("words").get("concepts").isJsonArray());
    assertEquals(
        2, json.getAsJsonObject("captions").getAsJsonObject("perImage").get("1").getAsInt());
  }
}
