package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.support.CommandResult;

/** {@code kamcl caption}. */
class CaptionCommandTest {
  @RegisterExtension private static final IndexedImages ARCHIVE = new IndexedImages();

  @Test
  void captionsOfTheArchiveOrAFileAreRankedForAnImage() throws IOException {
    String image = ARCHIVE.folder().resolve("images/p0.jpg").toString();
    CommandResult result = ARCHIVE.kamcl("caption", image, "--json");
    assertEquals(0, result.code(), result.err());
    assertEquals(
        3, result.json().getAsJsonArray("captions").size(), "each distinct caption is listed once");
    Path list = ARCHIVE.folder().resolve("list.txt");
    Files.writeString(list, "a stadium\n\nmany trees\na road near a lake\n");
    CommandResult listed =
        ARCHIVE.kamcl("caption", image, "--captions", list.toString(), "--top", "2", "--json");
    JsonArray sentences = listed.json().getAsJsonArray("captions");
    assertEquals(2, sentences.size());
    double best = sentences.get(0).getAsJsonObject().get("score").getAsDouble();
    assertTrue(best >= sentences.get(1).getAsJsonObject().get("score").getAsDouble());
    CommandResult scene =
        ARCHIVE.kamcl("caption", ARCHIVE.folder().resolve("images/scene.tif").toString());
    assertTrue(scene.out().lines().count() == 3, scene.out());
  }
}
