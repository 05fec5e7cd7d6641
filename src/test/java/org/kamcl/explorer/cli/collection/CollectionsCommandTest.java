package org.kamcl.explorer.cli.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

/** {@code kamcl collections} and {@code kamcl tags}. */
class CollectionsCommandTest {
  @TempDir private static Path folder;
  private Path images;
  private byte[] intact;

  private CommandResult kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @BeforeAll
  static void createModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
  }

  @BeforeEach
  void indexImages() throws IOException {
    for (String file : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
      Files.deleteIfExists(folder.resolve("workspace").resolve(file));
    }
    images = Files.createDirectories(folder.resolve("Towns"));
    for (int i = 0; i < 4; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
    }
    intact = Files.readAllBytes(images.resolve("p3.jpg"));
    Files.write(images.resolve("p3.jpg"), Arrays.copyOf(intact, intact.length / 2));
    Files.writeString(images.resolve("captions.csv"), "filename,caption\np0.jpg,a pier\n");
    CommandResult result = kamcl("index", images.toString());
    assertEquals(0, result.code(), result.err());
  }

  @Test
  void collectionsAreListedRenamedAndRemoved() throws IOException {
    Files.delete(images.resolve("p2.jpg"));
    kamcl("index", images.toString());
    JsonObject json = kamcl("collections", "list", "--json").json();
    JsonObject towns = json.getAsJsonArray("collections").get(0).getAsJsonObject();
    assertEquals("Towns", towns.get("name").getAsString());
    assertEquals(3, towns.get("images").getAsInt());
    assertEquals(3, towns.get("withoutLocation").getAsInt());
    assertEquals(3, towns.get("withoutDate").getAsInt());
    assertEquals(1, towns.get("captions").getAsInt());
    assertEquals(
        images.resolve("p2.jpg").toString(), json.getAsJsonArray("missing").get(0).getAsString());
    assertEquals(0, kamcl("collections", "rename", "Towns", "Cities").code());
    assertTrue(kamcl("collections", "list").out().contains("Cities"));
    CommandResult failed = kamcl("collections", "remove", "Towns");
    assertEquals(CommandRunner.FAILURE, failed.code());
    assertTrue(failed.err().contains("Cities"), failed.err());
    CommandResult removed = kamcl("collections", "remove", "Cities", "--json");
    assertEquals(3, removed.json().get("images").getAsInt());
    assertEquals(
        0, kamcl("collections", "list", "--json").json().getAsJsonArray("collections").size());
    assertTrue(Files.exists(images.resolve("p0.jpg")));
  }

  @Test
  void filesWithProblemsAreListedAndRetried() throws IOException {
    JsonObject json = kamcl("collections", "problems", "--json").json();
    JsonObject problem = json.getAsJsonArray("problems").get(0).getAsJsonObject();
    assertEquals(images.resolve("p3.jpg").toString(), problem.get("file").getAsString());
    assertTrue(problem.get("message").getAsString().contains("p3.jpg"));
    assertTrue(problem.get("code").getAsString().startsWith("engine.image."));
    assertEquals(
        1,
        kamcl("collections", "problems", "--retry", "--json")
            .json()
            .getAsJsonArray("problems")
            .size());
    Files.write(images.resolve("p3.jpg"), intact);
    CommandResult again = kamcl("collections", "problems", "--retry");
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("1 images added"), again.out());
    assertTrue(again.out().contains("No problems"), again.out());
    assertEquals(
        4,
        kamcl("collections", "list", "--json")
            .json()
            .getAsJsonArray("collections")
            .get(0)
            .getAsJsonObject()
            .get("images")
            .getAsInt());
  }

  @Test
  void tagsAreAddedListedAndRemoved() {
    String first = images.resolve("p0.jpg").toString();
    String second = images.resolve("p1.jpg").toString();
    CommandResult added = kamcl("tags", "add", "to do", first, second, "--json");
    assertEquals(0, added.code(), added.err());
    assertEquals(2, added.json().get("images").getAsInt());
    CommandResult failed =
        kamcl("tags", "add", "to do", first, folder.resolve("nowhere.jpg").toString());
    assertEquals(CommandRunner.FAILURE, failed.code());
    assertTrue(failed.err().contains("nowhere.jpg"), failed.err());
    kamcl("tags", "remove", "to do", first);
    JsonObject tags = kamcl("tags", "list", "--json").json();
    assertEquals(1, tags.getAsJsonArray("tags").size());
    assertEquals(second, kamcl("tags", "list", "to do").out().strip());
  }
}
