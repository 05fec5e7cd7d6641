package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

class CommandLineTest {
  @TempDir private static Path folder;

  /** Exit code and output of a command. */
  @BeforeAll
  static void createModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
  }

  private static CommandResult kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--help") && !all.contains("--workspace")) {
      all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    }
    return CommandResult.of(all.toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Path writeImages(String name) throws IOException {
    Path images = folder.resolve(name);
    Files.createDirectories(images);
    for (int i = 0; i < 11; i++) {
      Files.write(
          images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
    }
    return images;
  }

  private static List<String> strings(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index",
        "search",
        "caption",
        "embed",
        "evaluate",
        "concepts",
        "concepts build",
        "models",
        "models list",
        "models show",
        "models import",
        "models average",
        "models delete",
        "doctor"
      })
  void everyCommandHasHelp(String command) {
    CommandResult result = kamcl((command + " --help").strip().split(" "));
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("Usage: kamcl"), result.out());
    assertEquals("", result.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fly",
        "index",
        "search",
        "search boats --top many",
        "caption",
        "embed",
        "embed --images x --texts y --out z",
        "embed --texts y --out z --device tpu",
        "evaluate",
        "concepts build x --count many",
        "models",
        "models import",
        "models average small --name x",
        "doctor --colour"
      })
  void usageErrorsExitWithCode2(String command) {
    CommandResult result = kamcl(command.split(" "));
    assertEquals(2, result.code(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("kamcl: error: "), result.err());
  }

  private static CommandResult assertFailure(String text, String... command) {
    return assertFails(1, text, command);
  }

  private static CommandResult assertUsageError(String text, String... command) {
    return assertFails(2, text, command);
  }

  private static CommandResult assertFails(int code, String text, String... command) {
    CommandResult result = kamcl(command);
    assertEquals(code, result.code(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains(text), result.err());
    assertFalse(
        result.err().contains("unexpected") || result.err().contains("\tat "), result.err());
    return result;
  }

  @Test
  void failuresNameTheFileOrOption() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("only broken"));
    Files.writeString(folder.resolve("only broken/x.jpg"), "text");
    Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, '\n'});
    Files.writeString(folder.resolve("one.txt"), "a lake\n");
    String out = path("none.npy");
    assertFailure("empty", "embed", "--images", path("empty"), "--out", out);
    assertFailure("absent", "embed", "--images", path("absent"), "--out", out);
    assertFailure("None of the 1", "embed", "--images", path("only broken"), "--out", out);
    assertFailure("not UTF-8", "embed", "--texts", path("latin.txt"), "--out", out);
    assertFailure("absent.txt", "embed", "--texts", path("absent.txt"), "--out", out);
    assertUsageError(
        "no/where", "embed", "--texts", path("one.txt"), "--out", path("no/where/x.npy"));
    assertUsageError(
        "Existing models: small",
        "embed",
        "--texts",
        path("one.txt"),
        "--out",
        out,
        "--model",
        "big");
    assertFailure("gpu:7", "embed", "--texts", path("one.txt"), "--out", out, "--device", "gpu:7");
    assertFailure(
        "models import",
        "embed",
        "--texts",
        path("one.txt"),
        "--out",
        out,
        "--workspace",
        path("nobody"));
    assertFalse(Files.exists(folder.resolve("none.npy")));
    assertFailure("absent", "evaluate", path("absent"));
    assertFailure("dataset_*.json", "evaluate", path("empty"));
    assertUsageError("format", "evaluate", path("empty"), "--format", "xml");
    assertUsageError("small", "models", "show", "big");
    assertFailure("absent.pth", "models", "import", path("absent.pth"), "--name", "x");
    assertFalse(Files.exists(folder.resolve("nobody")), "a failed command creates no workspace");
  }

  private static Path corpus() throws IOException {
    Path corpus = folder.resolve("corpus");
    writeImages("corpus/images");
    StringBuilder csv = new StringBuilder("filename,caption,split\n");
    for (int i = 0; i < 11; i++) {
      for (int k = 0; k < 3; k++) {
        String split = i < 6 ? "train" : "test";
        csv.append("p" + i + ".jpg,many boats near pier " + i + " " + k + "," + split + "\n");
      }
    }
    csv.append("absent.jpg,nothing,test\n");
    Files.writeString(corpus.resolve("captions.csv"), csv);
    return corpus;
  }

  @Test
  void aCorpusIsEvaluated() throws IOException {
    String corpus = corpus().toString();
    CommandResult result = kamcl("evaluate", corpus, "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals(5, json.get("images").getAsInt());
    assertEquals(15, json.get("captions").getAsInt());
    assertEquals(100, json.getAsJsonObject("textToImage").get("r10").getAsDouble());
    double sum = 0;
    for (String side : List.of("imageToText", "textToImage")) {
      JsonObject metrics = json.getAsJsonObject(side);
      assertTrue(metrics.get("medianRank").getAsDouble() >= 1);
      for (String recall : List.of("r1", "r5", "r10")) {
        sum += metrics.get(recall).getAsDouble();
      }
    }
    assertEquals(sum / 6, json.get("meanRecall").getAsDouble(), 1e-9);
    assertTrue(
        result.err().contains("captions.csv, line 35: the image \"absent.jpg\" is missing"),
        result.err());
    CommandResult plain = kamcl("evaluate", corpus, "--split", "train");
    assertTrue(plain.out().contains("6 images, 18 captions"), plain.out());
    assertUsageError("train, test", "evaluate", corpus, "--split", "val");
    JsonObject interval = json.getAsJsonObject("meanRecallInterval");
    double recall = json.get("meanRecall").getAsDouble();
    assertTrue(interval.get("low").getAsDouble() <= recall);
    assertTrue(interval.get("high").getAsDouble() >= recall);
  }

  @Test
  void twoModelsAreComparedOnTheSameImages() throws IOException {
    String corpus = corpus().toString();
    JsonObject itself = kamcl("evaluate", corpus, "--against", "small", "--json").json();
    JsonObject against = itself.getAsJsonObject("against");
    assertEquals("small", against.get("model").getAsString());
    assertEquals(itself.get("meanRecall"), against.get("meanRecall"));
    assertEquals(0, against.get("difference").getAsDouble());
    assertEquals(
        0,
        against.getAsJsonObject("differenceInterval").get("high").getAsDouble(),
        "no difference in any sample");
    CommandResult plain = kamcl("evaluate", corpus, "--against", "small");
    assertTrue(plain.out().contains("Difference from small, mR"), plain.out());
    assertUsageError("absent", "evaluate", corpus, "--against", "absent");
    assertUsageError("absent", "evaluate", corpus, "--model", "absent", "--against", "small");
  }

  @Test
  void aCorpusIsEvaluatedWithSeveralOrientationsAndAnotherImageSize() throws IOException {
    String corpus = corpus().toString();
    JsonObject one = kamcl("evaluate", corpus, "--json").json();
    JsonObject eight =
        kamcl("evaluate", corpus, "--orientations", "8", "--image-size", "96", "--json").json();
    assertEquals(64, one.get("imageSize").getAsInt());
    assertEquals(96, eight.get("imageSize").getAsInt());
    assertFalse(one.has("orientationAveraged"));
    JsonObject oriented = eight.getAsJsonObject("orientationAveraged");
    assertEquals(8, oriented.get("orientations").getAsInt());
    assertEquals(100, oriented.getAsJsonObject("textToImage").get("r10").getAsDouble());
    JsonObject same =
        kamcl("evaluate", corpus, "--orientations", "2", "--image-size", "64", "--json").json();
    for (String side : List.of("imageToText", "textToImage")) {
      assertEquals(
          one.get(side),
          same.get(side),
          "other orientations do not change the single-view metrics");
    }
    CommandResult plain = kamcl("evaluate", corpus, "--orientations", "8");
    assertTrue(
        plain.out().contains("Mean embedding of 8 orientations of each image:"), plain.out());
    assertTrue(plain.out().contains("bootstrap"), plain.out());
    assertEquals(2, kamcl("evaluate", corpus, "--orientations", "9").code());
    assertEquals(2, kamcl("evaluate", corpus, "--image-size", "100").code());
  }

  @Test
  void conceptsAreBuiltAndWritten() throws IOException {
    String out = path("knowledge");
    CommandResult result = kamcl("concepts", "build", corpus().toString(), "--out", out, "--json");
    assertEquals(0, result.code(), result.err());
    List<String> names =
        StreamSupport.stream(result.json().getAsJsonArray("concepts").spliterator(), false)
            .map(c -> c.getAsJsonObject().get("name").getAsString())
            .toList();
    assertEquals(List.of("many", "boats", "near", "pier", "0", "1", "2"), names);
    assertEquals(
        names, strings(JsonParser.parseString(Files.readString(Path.of(out, "concepts.json")))));
    assertEquals(6, Files.readAllLines(Path.of(out, "tags.txt")).size());
  }

  @Test
  void aModelIsImportedListedShownAndDeleted() throws IOException {
    String workspace = path("other workspace");
    Path file = TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18);
    String words = TestModels.vocabulary(folder.resolve("v.json")).toString();
    String concepts = TestModels.concepts(folder.resolve("k.json")).toString();
    CommandResult result =
        kamcl(
            "models",
            "import",
            file.toString(),
            "--name",
            "mine",
            "--vocabulary",
            words,
            "--concepts",
            concepts,
            "--workspace",
            workspace,
            "--json");
    assertEquals(0, result.code(), result.err());
    assertEquals("mine", result.json().get("name").getAsString());
    CommandResult list = kamcl("models", "list", "--workspace", workspace, "--json");
    assertEquals(
        "mine",
        list.json().getAsJsonArray("models").get(0).getAsJsonObject().get("name").getAsString());
    CommandResult show = kamcl("models", "show", "mine", "--workspace", workspace, "--json");
    assertTrue(show.json().get("weightsIntact").getAsBoolean());
    Path weights = Path.of(workspace, "models", "mine", "weights.safetensors");
    byte[] changed = Files.readAllBytes(weights);
    changed[changed.length - 1] ^= 1;
    Files.write(weights, changed);
    CommandResult damaged = kamcl("models", "show", "mine", "--workspace", workspace, "--json");
    assertFalse(damaged.json().get("weightsIntact").getAsBoolean());
    assertEquals(0, kamcl("models", "delete", "mine", "--workspace", workspace).code());
    assertFalse(Files.exists(weights));
  }

  @Test
  void doctorChecksTheGivenDevice() {
    CommandResult result = kamcl("doctor", "--check", "--json");
    assertEquals(0, result.code(), result.err());
    assertTrue(
        result.json().toString().contains("explorer.doctor.DEVICE_RESULTS_AGREE"), result.out());
    CommandResult absent = kamcl("doctor", "--device", "gpu:9");
    assertEquals(1, absent.code());
    assertTrue(absent.out().contains("gpu:9"), absent.out());
  }
}
