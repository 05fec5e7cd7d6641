package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.CommandResult;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

/**
 * A workspace with a few photos and a scene that the small model has indexed. All test classes of a
 * process share one.
 */
final class IndexedImages implements BeforeAllCallback {
  /** Photos, which have no location. */
  static final int IMAGES = 9;

  /** Tiles of the scene, which have one. */
  static final int TILES = 6;

  private Path folder;

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    folder =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(IndexedImages.class))
            .getOrComputeIfAbsent(Content.class, key -> new Content(), Content.class)
            .folder();
  }

  /** A folder that is deleted when all tests have ended. */
  private static final class Content implements AutoCloseable {
    private final Path folder;

    Content() {
      try {
        folder = Files.createTempDirectory("kamcl-indexed");
        index();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path folder() {
      return folder;
    }

    private void index() throws IOException {
      TestModels.defaultModel(folder.resolve("workspace/models/small"));
      Path images = Files.createDirectories(folder.resolve("images"));
      for (int i = 0; i < IMAGES; i++) {
        Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
      }
      new GeoTiffWriter(400, 250, 3, 8, at -> at[0] * at[2] + at[1])
          .at(500_000, 5_900_000, 5)
          .epsg(1, 32632)
          .write(images.resolve("scene.tif"));
      Files.writeString(
          images.resolve("captions.csv"),
          "filename,caption\np0.jpg,many boats near a pier\np1.jpg,a green lake\n"
              + "p2.jpg,a green lake\np3.jpg,trees near a road\n");
      CommandResult result = run(folder, "index", images.toString(), "--json");
      assertEquals(0, result.code(), result.err());
      assertEquals(IMAGES + TILES, result.json().get("added").getAsInt());
      assertEquals(IMAGES, result.json().get("withoutLocation").getAsInt());
    }

    @Override
    public void close() throws IOException {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** A folder with {@code workspace} and {@code images}, for further files. */
  Path folder() {
    return folder;
  }

  /** Runs a command in the workspace, unless it names another. */
  CommandResult kamcl(String... command) {
    return run(folder, command);
  }

  private static CommandResult run(Path folder, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--workspace")) {
      all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    }
    return CommandResult.of(all.toArray(String[]::new));
  }

  /** Asserts that a command fails with a sentence that has a text. */
  void assertFailure(String text, String... command) {
    assertFails(1, text, command);
  }

  /** Asserts that a command is refused as wrong use with a sentence that has a text. */
  void assertUsageError(String text, String... command) {
    assertFails(2, text, command);
  }

  private void assertFails(int code, String text, String... command) {
    CommandResult result = kamcl(command);
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains("kamcl: error: "), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains(text), result.err());
    assertFalse(
        result.err().contains("unexpected") || result.err().contains("\tat "), result.err());
  }
}
