package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.GeoTiffWriter;

/** Whole processes of the program, with temporary and cache folders that are not as usual. */
class PrivateCacheTest {
  @TempDir private Path folder;
  private Path cache;
  private Path scene;

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void writeScene() throws IOException {
    cache = folder.resolve("cache");
    scene =
        new GeoTiffWriter(200, 100, 1, 8, at -> at[0])
            .at(500_000, 5_000_000, 10)
            .epsg(1, 32632)
            .write(folder.resolve("scene.tif"));
  }

  private Process start(Path temporary, String name, String... command) throws IOException {
    return start(temporary, List.of(), name, command);
  }

  private Process start(Path temporary, List<String> options, String name, String... command)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short processes, which end before the optimizing compiler pays off.
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.add("-Djava.io.tmpdir=" + temporary);
    line.add("-DKAMCL_CACHE=" + cache);
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
    line.addAll(List.of(command));
    return new ProcessBuilder(line)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private Result end(Process process, String name) throws Exception {
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    return new Result(
        process.exitValue(),
        Files.readString(folder.resolve(name + ".out")),
        Files.readString(folder.resolve(name + ".err")));
  }

  private Result run(Path temporary, String... command) throws Exception {
    return end(start(temporary, "run", command), "run");
  }

  private void assertFirstCorner(Result result) {
    assertEquals("", result.err);
    assertEquals(0, result.code);
    JsonArray corner =
        JsonParser.parseString(result.out)
            .getAsJsonObject()
            .getAsJsonArray("footprint")
            .get(0)
            .getAsJsonArray();
    // The central meridian of UTM zone 32 is 9 degrees east; the arc of the meridian to this
    // latitude is 5,000,000 m / 0.9996 long.
    assertEquals(9, corner.get(0).getAsDouble(), 1e-6);
    assertEquals(45.153477, corner.get(1).getAsDouble(), 1e-6);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void databaseThatAnotherUserPlantedIsNotRead() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
    Path unpacked = cache.resolve("unpacked");
    Path version =
        files(unpacked).stream()
            .filter(path -> path.endsWith("EPSG.data"))
            .findFirst()
            .orElseThrow()
            .getParent();
    Path planted =
        Files.createDirectories(
            temporary.resolve("GeoTools/Databases/HSQL").resolve(version.getFileName()));
    for (Path file : files(version)) {
      Files.writeString(planted.resolve(file.getFileName()), "planted");
    }
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
    assertEquals(4, files(temporary).size(), "only what was planted");
  }

  /** Moves the central meridian of UTM zone 32 by two degrees in a copy of the database. */
  private static void moveMeridian(Path version) throws IOException, SQLException {
    Path properties = version.resolve("EPSG.properties");
    String text = Files.readString(properties);
    Files.writeString(
        properties, text.replaceAll("(?m)^(hsqldb\\.files_)?readonly=true$", "$1readonly=false"));
    String url = "jdbc:hsqldb:file:" + version.resolve("EPSG");
    try (Connection database = DriverManager.getConnection(url, "SA", "");
        Statement statement = database.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE EPSG_COORDOPERATIONPARAMVALUE SET PARAMETER_VALUE = 11"
                  + " WHERE COORD_OP_CODE = 16032 AND PARAMETER_CODE = 8802");
      assertEquals(1, changed);
      statement.execute("SHUTDOWN");
    }
    Files.writeString(properties, text);
  }

  @Test
  void databaseWithAnotherMeridianMovesNothingWhereverItIsPlanted() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
    Path version =
        files(cache.resolve("unpacked")).stream()
            .filter(path -> path.endsWith("EPSG.data"))
            .findFirst()
            .orElseThrow()
            .getParent();
    Path planted =
        Files.createDirectories(
            temporary.resolve("GeoTools/Databases/HSQL").resolve(version.getFileName()));
    for (Path file : files(version)) {
      Files.copy(file, planted.resolve(file.getFileName()));
    }
    moveMeridian(planted);
    // The planted database is valid: a program that trusts it places the scene 2 degrees off.
    Process trusting =
        start(
            temporary,
            List.of("-DEPSG-HSQL.directory=" + planted.getParent()),
            "trusting",
            "inspect",
            "--json",
            scene.toString());
    String moved = end(trusting, "trusting").out;
    assertEquals(11, longitude(moved), moved);
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
    for (Path file : files(planted)) {
      Files.copy(file, version.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
  }

  private static double longitude(String json) {
    double first =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonArray("footprint")
            .get(0)
            .getAsJsonArray()
            .get(0)
            .getAsDouble();
    return Math.round(first * 1e6) / 1e6;
  }

  @Test
  void changedDatabaseInTheCacheIsUnpackedAgain() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
    for (Path file : files(cache.resolve("unpacked"))) {
      if (file.endsWith("EPSG.data")) {
        byte[] content = Files.readAllBytes(file);
        for (int i = content.length / 4; i < content.length; i += 100) {
          content[i] ^= 1;
        }
        Files.write(file, content);
      }
    }
    assertFirstCorner(run(temporary, "inspect", "--json", scene.toString()));
  }

  @Test
  void temporaryFolderMayBeMissing() throws Exception {
    Path missing = folder.resolve("missing");
    assertFirstCorner(run(missing, "inspect", "--json", scene.toString()));
    Path workspace = folder.resolve("workspace");
    Result tag = run(missing, "collections", "list", "--workspace", workspace.toString(), "--json");
    assertEquals("", tag.err);
    assertEquals(0, tag.code);
    assertFalse(Files.exists(missing));
  }

  @Test
  void twoProgramsWithAnEmptyCacheBothWork() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Process first = start(temporary, "first", "inspect", "--json", scene.toString());
    Process second = start(temporary, "second", "inspect", "--json", scene.toString());
    assertFirstCorner(end(first, "first"));
    assertFirstCorner(end(second, "second"));
    assertEquals(List.of(), files(temporary));
    try (Stream<Path> left = Files.list(cache.resolve("temporary"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void cacheThatCannotBeUsedIsAPlainSentence() throws Exception {
    Files.writeString(cache, "a file");
    Result result =
        run(folder, "collections", "list", "--workspace", folder.resolve("w").toString());
    assertEquals(1, result.code);
    assertTrue(
        result.err.startsWith("kamcl: error: ") && result.err.contains("KAMCL_CACHE"), result.err);
    assertEquals(1, result.err.lines().count(), result.err);
  }
}
