package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.GeoTiffWriter;

class LibraryOutputTest {
  @TempDir private Path folder;

  /** Runs {@code inspect --json} on a raster beyond 180 degrees, about which GeoTools warns. */
  private String[] inspect(String... options) throws IOException, InterruptedException {
    Path file =
        new GeoTiffWriter(200, 100, 1, 8, at -> at[0])
            .at(20_030_000, 1_000_000, 500)
            .epsg(1, 3857)
            .write(folder.resolve("edge.tif"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
    line.addAll(List.of("inspect", "--json", file.toString()));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(err));
    return new String[] {Files.readString(out), Files.readString(err)};
  }

  @Test
  void warningsOfLibrariesReachTheLogButNotTheTerminal() throws Exception {
    Path logs = folder.resolve("logs");
    String[] output = inspect("-DKAMCL_STATE=" + logs);
    assertEquals("", output[1]);
    assertTrue(JsonParser.parseString(output[0]).isJsonObject(), output[0]);
    try (Stream<Path> files = Files.list(logs)) {
      String log = Files.readString(files.findFirst().orElseThrow());
      // Texts of libraries may name files; reports leave out what is marked.
      assertTrue(log.contains("WARN  [main] org.geotools."), log);
      assertTrue(log.contains(": «"), log);
    }
  }

  @Test
  void theLogPropertyShowsThem() throws Exception {
    String[] output = inspect("-Dkamcl.log=INFO");
    assertTrue(output[1].contains("org.geotools."), output[1]);
    assertTrue(JsonParser.parseString(output[0]).isJsonObject(), output[0]);
  }
}
