package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

class ExplainCommandTest {
  @TempDir private static Path folder;
  private static String image;

  @BeforeAll
  static void createModel() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Path file = folder.resolve("lake.jpg");
    Files.write(file, ImageBytes.jpeg(TestModels.image(3, 90, 60)));
    image = file.toString();
  }

  private static CommandResult explain(String... args) {
    return CommandResult.withModel(folder.resolve("workspace"), "small", "explain", args);
  }

  private static double sum(JsonObject grid) {
    double sum = 0;
    for (JsonElement value : grid.getAsJsonArray("values")) {
      sum += value.getAsDouble();
    }
    return sum;
  }

  @Test
  void explanationIsOneDocumentWhoseSharesAddUpToTheScore() {
    CommandResult result =
        explain(image, "boats near pier, lake^2 -trees", "--method", "contribution", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    double score = json.get("score").getAsDouble();
    JsonObject where = json.getAsJsonObject("where");
    assertEquals("contribution", where.get("method").getAsString());
    assertTrue(where.get("term").isJsonNull());
    assertEquals(
        score, sum(where.getAsJsonObject("total")) + where.get("remainder").getAsDouble(), 1e-4);
    double parts = 0;
    for (JsonElement part : json.getAsJsonArray("parts")) {
      parts += part.getAsJsonObject().get("score").getAsDouble();
    }
    assertEquals(score, parts, 1e-4);
    assertEquals(5, json.getAsJsonArray("words").size());
    assertEquals(3, json.getAsJsonArray("attention").size());
    assertEquals(3, json.getAsJsonArray("pooling").size());
    assertEquals(image, json.get("image").getAsString());
    JsonObject attention = json.getAsJsonArray("attention").get(0).getAsJsonObject();
    assertTrue(!attention.has("layers"));
    JsonObject heads =
        explain(image, "boats", "--json", "--heads")
            .json()
            .getAsJsonArray("attention")
            .get(0)
            .getAsJsonObject();
    assertEquals(6, heads.getAsJsonArray("layers").size());
  }

  @Test
  void heatMapOfATermIsWrittenAsAnImage() {
    Path png = folder.resolve("where.png");
    CommandResult result =
        explain(image, "boats near pier, lake", "--term", "lake", "--heatmap", png.toString());
    assertEquals(0, result.code(), result.err());
    RgbImage painted = ImageDecoder.decode(png);
    assertEquals(90, painted.width());
    assertEquals(60, painted.height());
    assertTrue(result.out().contains("lake"), result.out());
    for (String method : List.of("gradient", "occlusion", "GradCam")) {
      JsonObject where =
          explain(image, "lake", "--method", method, "--json").json().getAsJsonObject("where");
      assertEquals(method.toLowerCase(Locale.ROOT), where.get("method").getAsString());
    }
  }

  @Test
  void aFigureHasTheImageBelowTheMapAndALegend() {
    Path png = folder.resolve("figure.png");
    CommandResult result =
        explain(image, "a lake", "--heatmap", png.toString(), "--legend", "--opacity", "1");
    assertEquals(0, result.code(), result.err());
    RgbImage figure = ImageDecoder.decode(png);
    assertEquals(90 * 6 + 32, figure.width());
    assertTrue(figure.height() > 2 * 60 * 6 + 32, figure.height() + " rows");
    int bottom = figure.height() - 17;
    int darkest = 255;
    for (int x = 16; x < figure.width() - 16; x++) {
      darkest = Math.min(darkest, figure.sample(x, 30, 0));
      assertTrue(figure.sample(x, bottom, 1) < 255, "the image ends at the margin");
      assertEquals(255, figure.sample(x, bottom + 1, 1), "below it is the margin");
    }
    assertTrue(darkest < 64, "the query is written at the top");
  }

  @Test
  void wrongArgumentsAreUsageErrors() {
    assertEquals(2, explain().code());
    assertEquals(2, explain(image).code());
    assertEquals(2, explain(image, "lake", "--method", "guess").code());
    assertTrue(explain(image, "lake", "--method", "guess").err().contains("occlusion"));
    assertEquals(2, explain(image, "lake", "--opacity", "1.5").code());
    assertEquals(2, explain(image, "lake", "--evaluate", folder.toString()).code());
    assertEquals(2, explain("--evaluate", folder.toString(), "--images", "0").code());
    assertEquals(2, explain(image, ", -lake").code());
    assertEquals(1, explain(folder.resolve("missing.jpg").toString(), "lake").code());
    CommandResult unknown = explain("#7", "lake");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("#7"), unknown.err());
    CommandResult unwritten =
        explain(image, "lake", "--heatmap", folder.resolve("no/such/where.png").toString());
    assertEquals(1, unwritten.code());
    assertTrue(unwritten.err().contains("where.png"), unwritten.err());
  }

  @Test
  void thePointingGameIsPlayedOnScenesWithRegions() throws IOException {
    Path data = Files.createDirectories(folder.resolve("regions/imgs")).getParent();
    Files.write(data.resolve("imgs/city.jpg"), ImageBytes.jpeg(TestModels.image(5, 300, 200)));
    Files.writeString(
        data.resolve("anno.json"),
        "[{\"caption\": \"a lake beside trees\", \"jpg_name\": \"city.jpg\", \"points\":"
            + " [[[0, 0], [299, 0], [299, 199], [0, 199]]]}]");
    CommandResult result = explain("--evaluate", data.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals(1, json.get("queries").getAsInt());
    JsonArray methods = json.getAsJsonArray("pointingGame");
    assertEquals(9, methods.size());
    assertEquals("scoremap", methods.get(0).getAsJsonObject().get("method").getAsString());
    for (JsonElement method : methods) {
      JsonObject wins = method.getAsJsonObject().getAsJsonObject("wins");
      assertEquals(1, wins.get("mean").getAsDouble(), "the region is the whole image");
    }
    CommandResult text = explain("--evaluate", data.toString());
    assertTrue(text.out().contains("pointing game, 1 queries with regions"), text.out());
    Files.writeString(data.resolve("anno.json"), "[]");
    assertEquals(1, explain("--evaluate", data.toString()).code());
  }

  @Test
  void heatMapsAreEvaluatedOnACorpus() {
    Path corpus = TinyCorpus.write(folder.resolve("corpus"), 1, 3);
    CommandResult result = explain("--evaluate", corpus.toString(), "--images", "2", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals(2, json.get("images").getAsInt());
    assertEquals("small", json.get("model").getAsString());
    for (String protocol : List.of("pixels", "cells")) {
      JsonArray methods = json.getAsJsonArray(protocol);
      assertEquals(6, methods.size());
      JsonObject first = methods.get(0).getAsJsonObject();
      assertEquals("combined", first.get("method").getAsString());
      assertTrue(first.getAsJsonObject("deletion").get("low").getAsDouble() <= 1);
    }
    assertEquals(0, json.get("left").getAsInt());
    CommandResult text = explain("--evaluate", corpus.toString(), "--images", "1");
    assertTrue(text.out().contains("gradcam"), text.out());
    CommandResult again = explain("--evaluate", corpus.toString(), "--images", "2", "--json");
    assertEquals(result.out(), again.out(), "what is kept has the same figures");
    CommandResult limited =
        explain("--evaluate", corpus.toString(), "--images", "3", "--minutes", "1e-6", "--json");
    assertEquals(2, limited.json().get("images").getAsInt(), limited.err());
    assertEquals(1, limited.json().get("left").getAsInt());
    CommandResult rest =
        explain("--evaluate", corpus.toString(), "--images", "2", "--seed", "2", "--json");
    assertEquals(2, rest.json().get("seed").getAsInt(), rest.err());
    assertNotEquals(json.get("cells"), rest.json().get("cells"));
    assertEquals(2, explain("--evaluate", corpus.toString(), "--minutes", "0").code());
    assertEquals(2, explain("--evaluate", corpus.toString(), "--split", "none").code());
  }
}
