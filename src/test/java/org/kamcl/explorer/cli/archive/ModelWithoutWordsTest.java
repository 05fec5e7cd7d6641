package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.support.CommandResult;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.PlainTransformerFiles;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpora;

/** An archive whose model is an image encoder alone. */
class ModelWithoutWordsTest {
  private static final int IMAGES = 8;
  private static final String CODE = "engine.inference.MODEL_WITHOUT_WORDS";

  @TempDir private static Path folder;

  @BeforeAll
  static void importAndIndex() throws IOException {
    Path file =
        PlainTransformerFiles.write(
            folder.resolve("eyes.safetensors"), "", PlainTransformerFiles.tensors());
    CommandResult imported = kamcl("models", "import", file.toString(), "--name", "eyes");
    assertEquals(0, imported.code(), imported.err());
    assertTrue(imported.out().contains("without words"), imported.out());
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
    }
    Files.writeString(
        images.resolve("captions.csv"), "filename,caption\np0.jpg,many boats near a pier\n");
    new GeoTiffWriter(300, 200, 3, 8, at -> at[0] * at[2] + at[1])
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32632)
        .write(folder.resolve("scene.tif"));
    CommandResult indexed = kamcl("index", images.toString(), "--model", "eyes", "--json");
    assertEquals(0, indexed.code(), indexed.err());
    assertEquals(IMAGES, indexed.json().get("added").getAsInt());
  }

  private static CommandResult kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void anImageFindsItselfFirstAndTheOthersBySimilarity() {
    String example = folder.resolve("images/p3.jpg").toString();
    CommandResult result = kamcl("search", "--like", example, "--json");
    assertEquals(0, result.code(), result.err());
    double before = 2;
    for (JsonElement element : result.json().getAsJsonArray("hits")) {
      JsonObject hit = element.getAsJsonObject();
      double rate = hit.get("falseMatchRate").getAsDouble();
      assertTrue(rate > 0 && rate <= 1, hit.toString());
      assertTrue(hit.get("score").getAsDouble() <= before, hit.toString());
      before = hit.get("score").getAsDouble();
    }
    JsonObject first = result.json().getAsJsonArray("hits").get(0).getAsJsonObject();
    assertEquals(example, first.get("file").getAsString());
    assertEquals(1, first.get("score").getAsDouble(), 1e-4);
    String notes = kamcl("search", "--like", example).err();
    assertTrue(notes.contains("The model eyes has no words, so false match rates"), notes);
    assertFalse(notes.contains("models calibrate"), "which this model refuses: " + notes);
  }

  @Test
  void whereverATextEntersTheSameErrorSaysThatTheModelHasNoWords() throws IOException {
    String image = folder.resolve("images/p1.jpg").toString();
    String texts = Files.writeString(folder.resolve("texts.txt"), "a pier\n").toString();
    for (List<String> command :
        List.of(
            List.of("search", "a pier"),
            List.of("search", "--like", image, "a pier"),
            List.of("search", "--captions", "a pier"),
            List.of("search", "--captions", "--like", image),
            List.of("caption", image),
            List.of("explain", image, "a pier"),
            List.of("localize", folder.resolve("scene.tif").toString(), "a pier"),
            List.of(
                "embed",
                "--texts",
                texts,
                "--out",
                folder.resolve("t.npy").toString(),
                "--model",
                "eyes"))) {
      List<String> args = new ArrayList<>(command);
      args.add("--json");
      CommandResult result = kamcl(args.toArray(String[]::new));
      assertEquals(1, result.code(), command + result.out());
      assertEquals(
          CODE,
          result.json().getAsJsonObject("error").get("code").getAsString(),
          command + result.out());
    }
    String sentence = kamcl("search", "a pier").err();
    assertTrue(sentence.contains("The model eyes has an image encoder only"), sentence);
  }

  @Test
  void neitherTrainingNorConceptsNorCalibrationBeginsWithoutWords() throws IOException {
    Path corpus = TinyCorpora.rsitmd(folder.resolve("corpus"), 6);
    for (List<String> command :
        List.of(
            List.of("train", corpus.toString(), "--from", "eyes", "--config", "adapter"),
            List.of("models", "add-concepts", "eyes", "--corpus", corpus.toString()),
            List.of("models", "calibrate", corpus.toString(), "--model", "eyes"),
            List.of("evaluate", corpus.toString(), "--model", "eyes"))) {
      List<String> args = new ArrayList<>(command);
      args.add("--json");
      CommandResult result = kamcl(args.toArray(String[]::new));
      assertEquals(1, result.code(), command + result.out() + result.err());
      assertEquals(
          CODE,
          result.json().getAsJsonObject("error").get("code").getAsString(),
          command + result.out());
    }
  }

  @Test
  void thingsThatNeedNoWordsWork() {
    assertEquals(0, kamcl("suggest", "--count", "2").code());
    assertEquals(0, kamcl("search", "--sort", "name").code());
    CommandResult shown = kamcl("models", "show", "eyes");
    assertTrue(shown.out().contains("no words, 64 values, no concepts"), shown.out());
    assertTrue(shown.out().contains("pixels         mean 0.4850 0.4560 0.4060"), shown.out());
    assertTrue(shown.out().contains("initialized    imported from eyes.safetensors"), shown.out());
    Workspace workspace = Workspace.choose(folder.resolve("workspace"), Map.of());
    try (ExplorerContext context =
        ExplorerContext.open(workspace, Optional.empty(), DeviceChoice.CPU)) {
      assertFalse(context.model().orElseThrow().words());
      assertEquals(List.of(), context.search().suggestions("pi", 5));
      assertEquals(IMAGES, context.plots().principalComponents(() -> false).size());
    }
  }

  @Test
  void aScoreMapOfAnExampleImageIsDrawn() {
    CommandResult map =
        kamcl(
            "localize",
            folder.resolve("scene.tif").toString(),
            "like:#3",
            "--out",
            folder.resolve("map.tif").toString());
    assertEquals(0, map.code(), map.err());
    assertTrue(Files.exists(folder.resolve("map.tif")));
  }
}
