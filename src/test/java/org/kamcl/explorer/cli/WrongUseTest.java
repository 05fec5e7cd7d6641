package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Arguments that no command can work with. */
@Timeout(120)
class WrongUseTest {
  @TempDir private static Path folder;

  private static CommandResult run(List<String> words) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(
          word.replace("IMAGES", folder.resolve("images").toString())
              .replace("IMAGE", folder.resolve("images/a.jpg").toString())
              .replace("CORPUS", folder.resolve("corpus").toString())
              .replace("NOTES", folder.resolve("notes.txt").toString())
              .replace("OUT", folder.resolve("out").toString())
              .replace("_", " "));
    }
    int end = all.contains("--") ? all.indexOf("--") : all.size();
    all.addAll(end, List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @BeforeAll
  static void createFiles() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Path image = folder.resolve("images/a.jpg");
    Files.createDirectories(image.getParent());
    Files.write(image, ImageBytes.jpeg(TestModels.image(1, 60, 50)));
    Files.writeString(folder.resolve("notes.txt"), "not an image");
    TinyCorpus.write(folder.resolve("corpus"), 4, 2);
    assertEquals(0, run(List.of("index", "IMAGES")).code());
  }

  /** A word with an underscore has a blank there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "index",
        "index IMAGES --overlap 1",
        "index IMAGES --overlap -0.1",
        "index IMAGES --overlap NaN",
        "index IMAGES --overlap much",
        "index IMAGES --tile-size 0m",
        "index IMAGES --tile-size 8px",
        "index IMAGES --tile-size 600km",
        "index IMAGES --tile-size NaN",
        "index IMAGES --gsd 0",
        "index IMAGES --gsd -1",
        "index IMAGES --gsd NaN",
        "index IMAGES --gsd Infinity",
        "index IMAGES --date-pattern xx",
        "index IMAGES --crs EPSG:1",
        "index IMAGES --crs nowhere",
        "index IMAGES --bands 0",
        "index IMAGES --bands 1,2",
        "index IMAGES --bands one",
        "index IMAGES --stretch 2",
        "index IMAGES --stretch 98,2",
        "index IMAGES --stretch NaN,2",
        "index IMAGES --stretch -1,101",
        "index IMAGES --device tpu",
        "index IMAGES --collection _",
        "index IMAGES --collection con",
        "index IMAGES --unknown",
        "search",
        "search _",
        "search ,",
        "search -- -boats",
        "search -- \"boats",
        "search boats^0",
        "search boats^NaN",
        "search boats --top 0",
        "search boats --top -1",
        "search boats --top many",
        "search boats --bbox NaN,0,1,1",
        "search boats --bbox 0,0,1",
        "search boats --bbox 0,0,1,91",
        "search boats --bbox 0,2,1,1",
        "search boats --bbox=-181,0,1,1",
        "search boats --area 0,0_1,1",
        "search boats --area 0,0_1,1_NaN,2",
        "search boats --area nowhere",
        "search boats --bbox 0,0,1,1 --area 0,0_1,1_1,0",
        "search boats --since 2024-02-30",
        "search boats --since yesterday",
        "search boats --until 2024-13-01",
        "search boats --since 2024-05-02 --until 2024-05-01",
        "search boats --gsd 2",
        "search boats --gsd NaN,2",
        "search boats --gsd 2,1",
        "search boats --gsd=-1,2",
        "search boats --sort date",
        "search --sort color",
        "search boats --reverse",
        "search boats --collection unknown",
        "search boats --tag unknown",
        "search boats --saved unknown",
        "search boats --save con",
        "search boats --save _",
        "search boats --export OUT.xyz",
        "search boats --export OUT.csv --captions",
        "search boats --relevant 1 --not-relevant 1",
        "search boats --relevant one",
        "search --captions --sort date",
        "search boats --without-location --bbox 0,0,1,1",
        "search boats --without-date --since 2024-01-01",
        "inspect",
        "inspect IMAGE --crs EPSG:1",
        "caption",
        "caption IMAGE --top 0",
        "caption IMAGE --top -1",
        "collections",
        "collections rename images _",
        "collections rename images nul",
        "tags add _ IMAGE",
        "tags add aux IMAGE",
        "tags add x",
        "embed --out OUT.npy",
        "embed --images IMAGES --texts NOTES --out OUT.npy",
        "embed --texts NOTES --out IMAGES",
        "evaluate CORPUS --orientations 0",
        "evaluate CORPUS --orientations 9",
        "evaluate CORPUS --image-size 33",
        "evaluate CORPUS --format xml",
        "evaluate CORPUS --split nothing",
        "concepts build CORPUS --configuration other",
        "models import NOTES",
        "models import NOTES --name a/b",
        "models import NOTES --name con",
        "models average small --name x",
        "models average small small --name .x",
        "screenshots OUT --scale 99",
        "screenshots OUT --scale 201",
        "screenshots OUT --scale large",
        "nothing",
      })
  void endWithExitCodeTwoAndASentence(String command) {
    CommandResult result = run(Arrays.asList(command.split(" ")));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("kamcl: error: ") || command.indexOf(' ') < 0, result.err());
    assertFalse(result.err().contains("\tat "), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void aFileThatIsNoImageAloneIsNoSuccess() {
    CommandResult result = run(List.of("index", "NOTES"));
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains("notes.txt"), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"???", "& %", "\u2192", "\u2620\ufe0f", "-- - !"})
  void aQueryOfSymbolsIsRefusedLikeUnknownWords(String query) {
    CommandResult result = run(List.of("search", "--", query));
    assertTrue(result.code() != 0, result.out());
    assertTrue(result.err().startsWith("kamcl: error: "), result.err());
  }
}
