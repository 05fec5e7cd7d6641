package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.CommandResult;
import org.kamcl.support.FileNameEncoding;
import org.kamcl.support.Pipes;
import org.kamcl.support.TestModels;

/** Commands that are given pipes, placeholders of downloads, and names with odd characters. */
@Timeout(120)
class UnusualFilesCommandTest {
  @TempDir private static Path folder;

  private static CommandResult run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  private static Path writeImage(String name, int seed) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, ImageBytes.jpeg(TestModels.image(seed, 60 + seed, 50)));
  }

  @BeforeAll
  static void createFiles() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    writeImage("images/a.jpg", 1);
    Files.writeString(folder.resolve("captions.txt"), "boats in a harbor\n");
    Pipes.create(folder.resolve("pipe"));
    for (String name : List.of("csv", "html", "geojson", "txt")) {
      Pipes.create(folder.resolve("pipe." + name));
    }
    Pipes.create(folder.resolve("matrix.names.txt"));
    Files.writeString(
        folder.resolve("vocabulary.json"),
        "{\"word2idx\":{\"boat\":1},\"idx2word\":{\"1\":\"boat\"},\"idx\":1}");
    assertEquals(0, run("index", folder.resolve("images").toString()).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect PIPE",
        "inspect /dev/zero",
        "caption PIPE --captions CAPTIONS",
        "caption IMAGE --captions PIPE",
        "models import PIPE --name x",
        "models import /dev/zero --name x",
        "index PIPE",
        "index IMAGES --locations PIPE",
        "search --like PIPE",
        "search boats --export PIPE.csv",
        "embed --texts PIPE --out OUT",
        "embed --images IMAGES --out PIPE",
        "evaluate PIPE",
        "concepts build PIPE",
        "train PIPE --name x",
        "train IMAGES --config PIPE --name x",
        "models import WEIGHTS --name x --vocabulary PIPE --concepts CAPTIONS",
        "models import WEIGHTS --name x --vocabulary VOCABULARY --concepts PIPE",
        "search boats --area PIPE",
        "search boats --export PIPE.html",
        "search boats --export PIPE.geojson",
        "search boats --export PIPE.txt",
        "embed --texts CAPTIONS --out MATRIX",
        "models calibrate PIPE --model small",
      })
  void pipesAndDevicesAreRefusedAtOnce(String command) {
    String line =
        command
            .replace("PIPE", folder.resolve("pipe").toString())
            .replace(
                "WEIGHTS", folder.resolve("workspace/models/small/weights.safetensors").toString())
            .replace("VOCABULARY", folder.resolve("vocabulary.json").toString())
            .replace("MATRIX", folder.resolve("matrix.npy").toString())
            .replace("IMAGES", folder.resolve("images").toString())
            .replace("IMAGE", folder.resolve("images/a.jpg").toString())
            .replace("CAPTIONS", folder.resolve("captions.txt").toString())
            .replace("OUT", folder.resolve("out.npy").toString());
    CommandResult result = run(line.split(" "));
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains(" is a pipe, a socket or a device."), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "tif", "png", "safetensors", "pth"})
  void placeholdersOfDownloadsAreNamed(String extension) throws IOException {
    Path pointer = folder.resolve("pointer." + extension);
    Files.writeString(pointer, "version https://example.org/spec/v1\noid sha256:1\nsize 9\n");
    Path page = Files.writeString(folder.resolve("page." + extension), "<!DOCTYPE html><html>");
    boolean weights = extension.equals("safetensors") || extension.equals("pth");
    for (String file : List.of(pointer.toString(), page.toString())) {
      CommandResult result =
          weights ? run("models", "import", file, "--name", "x") : run("inspect", file);
      String text = file.contains("pointer") ? "is a Git LFS pointer" : "is a web page (HTML)";
      assertEquals(1, result.code());
      assertTrue(result.err().contains(text), result.err());
      if (!weights) {
        CommandResult caption =
            run("caption", file, "--captions", folder.resolve("captions.txt").toString());
        assertTrue(caption.err().contains(text), caption.err());
      }
    }
  }

  @Test
  void skippedFilesAreCountedAndNamed() throws IOException {
    for (String name : List.of("nas/a.jpg", "nas/@eaDir/a.jpg", "nas/#recycle/b.jpg")) {
      writeImage(name, 7);
    }
    Files.writeString(folder.resolve("nas/._a.jpg"), "x");
    Pipes.create(folder.resolve("nas/pipe.jpg"));
    Files.createSymbolicLink(folder.resolve("nas/again"), folder.resolve("nas"));
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("nas"));
    JsonObject json =
        run("index", folder.resolve("nas").toString(), folder.resolve("other").toString(), "--json")
            .json();
    assertEquals(1, json.get("added").getAsInt());
    assertEquals(0, json.get("unchanged").getAsInt());
    List<String> codes =
        StreamSupport.stream(json.getAsJsonArray("warnings").spliterator(), false)
            .map(warning -> warning.getAsJsonObject().get("code").getAsString())
            .toList();
    assertTrue(codes.contains("explorer.index.SYSTEM_FILES_SKIPPED"), json.toString());
    assertTrue(
        json.toString().contains("2 folders of trash cans") && json.toString().contains("1 hidden"),
        json.toString());
    assertTrue(json.getAsJsonArray("problems").toString().contains("NOT_A_FILE"), json.toString());
    JsonObject other = run("index", folder.resolve("other").toString(), "--json").json();
    assertEquals(0, other.get("added").getAsInt(), other.toString());
    assertEquals(1, other.get("unchanged").getAsInt(), other.toString());
    JsonObject images = run("collections", "list", "--json").json();
    assertTrue(images.toString().contains("\"nas\""), images.toString());
  }

  @Test
  void namesMatchInEitherUnicodeForm() throws IOException {
    FileNameEncoding.assumeUtf8();
    Path file = writeImage("nfd/Zu\u0308rich.jpg", 9);
    Path table =
        Files.writeString(
            folder.resolve("towns.csv"),
            "sep=;\nFile;Latitude;Longitude\nZ\u00fcrich.JPG;47,37;8,54\n");
    JsonObject json =
        run("index", file.getParent().toString(), "--locations", table.toString(), "--json").json();
    assertEquals(0, json.get("withoutLocation").getAsInt(), json.toString());
    assertEquals(0, json.getAsJsonArray("warnings").size(), json.toString());
    CommandResult tag = run("tags", "add", "lake", folder + "/nfd/Z\u00fcrich.jpg");
    assertEquals(0, tag.code(), tag.err());
  }

  @Test
  void escapeSequencesInNamesAreShownEscaped() throws IOException {
    FileNameEncoding.assumeUtf8();
    Path file = writeImage("esc/a\u001b[31m\u009b2J\nb.jpg", 3);
    CommandResult text = run("inspect", file.toString());
    assertEquals(0, text.code(), text.err());
    assertTrue(
        text.out().startsWith(folder + "/esc/a\\u001b[31m\\u009b2J\\u000ab.jpg\n"), text.out());
    CommandResult json = run("inspect", file.toString(), "--json");
    assertTrue(json.out().chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)), json.out());
    assertEquals(file.toString(), json.json().get("file").getAsString());
    CommandResult missing = run("inspect", file + "x");
    assertTrue(missing.err().contains("a\\u001b[31m\\u009b2J"), missing.err());
  }
}
