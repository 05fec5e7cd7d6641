package org.kamcl.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;

/** Checks the included sample data against what their README states. */
class SampleDataTest {
  private static final Path SAMPLE = Path.of("sample-data");
  private static final Path TILES = SAMPLE.resolve("tiles");
  private static final double METERS_PER_DEGREE = 111_320;

  /** Relative tolerance for adjacent tiles, which are not aligned exactly with north. */
  private static final double TOUCHING = 0.03;

  /** The rectangle of a tile in the pixels of its scene. */
  private record Tile(String name, String scene, int x, int y, int width, int height) {
    boolean overlaps(Tile other) {
      return scene.equals(other.scene)
          && x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  /** The center and the width of a tile on the ground, in degrees and meters. */
  private record Location(double lon, double lat, double meters) {
    boolean overlaps(Location other) {
      double east = (lon - other.lon) * METERS_PER_DEGREE * Math.cos(Math.toRadians(lat));
      double north = (lat - other.lat) * METERS_PER_DEGREE;
      double apart = Math.max(Math.abs(east), Math.abs(north));
      double touching = TOUCHING * Math.min(meters, other.meters);
      return apart < (meters + other.meters) / 2 - touching;
    }
  }

  private static Corpus corpus() {
    return new CorpusReader(Optional.empty(), true).read(TILES);
  }

  /** The rows below the header; quoted commas occur only in the last columns. */
  private static List<String[]> rows(Path table, String header) throws IOException {
    List<String> lines = Files.readAllLines(table);
    assertTrue(lines.get(0).startsWith(header), table + " begins with " + lines.get(0));
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Map<String, Tile> tiles() throws IOException {
    Map<String, Tile> tiles = new HashMap<>();
    for (String[] row : rows(SAMPLE.resolve("tiles.csv"), "name,scene,x,y,width,height")) {
      int[] numbers = Arrays.stream(row).skip(2).mapToInt(Integer::parseInt).toArray();
      Tile tile = new Tile(row[0], row[1], numbers[0], numbers[1], numbers[2], numbers[3]);
      assertEquals(null, tiles.put(row[0] + ".jpg", tile), row[0] + " is listed twice");
    }
    return tiles;
  }

  private static Map<String, Location> locations() throws IOException {
    Map<String, Location> locations = new HashMap<>();
    for (String[] row : rows(TILES.resolve("locations.csv"), "filename,lon,lat,date,meters")) {
      assertTrue(row[3].matches("|\\d{4}(-\\d\\d-\\d\\d)?"), row[0] + " has the date " + row[3]);
      Location location =
          new Location(
              Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[4]));
      assertEquals(null, locations.put(row[0], location), row[0] + " has two locations");
    }
    return locations;
  }

  private static Set<String> names(Corpus corpus) {
    return corpus.images().stream().map(CorpusImage::filename).collect(Collectors.toSet());
  }

  private static Set<String> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(ending))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void corpusHasAtLeastFiftyImagesAndNoProblems() {
    Corpus corpus = corpus();
    assertEquals(List.of(), corpus.problems());
    assertTrue(corpus.images().size() >= 50, corpus.images().size() + " tiles");
  }

  @Test
  void everyFileExistsAndHasTheSizeOfItsTile() throws IOException {
    Map<String, Tile> tiles = tiles();
    Corpus corpus = corpus();
    assertEquals(files(TILES, ".jpg"), names(corpus));
    assertEquals(tiles.keySet(), names(corpus));
    for (CorpusImage image : corpus.images()) {
      RgbImage pixels = ImageDecoder.decode(image.path());
      Tile tile = tiles.get(image.filename());
      assertEquals(tile.width(), pixels.width(), image.filename());
      assertEquals(tile.height(), pixels.height(), image.filename());
      assertTrue(Math.min(tile.width(), tile.height()) >= 96, image.filename() + " is too small");
    }
  }

  @Test
  void everyImageHasFiveDifferentCaptions() {
    Set<String> seen = new HashSet<>();
    for (CorpusImage image : corpus().images()) {
      assertEquals(5, image.captions().size(), image.filename());
      for (String caption : image.captions()) {
        assertTrue(caption.matches("[a-z][a-z, ]+\\."), image.filename() + ": " + caption);
        assertTrue(seen.add(caption), "repeated: " + caption);
      }
    }
  }

  @Test
  void everyImageIsInOneSplit() {
    Corpus corpus = corpus();
    assertEquals(Set.of("train", "val", "test"), corpus.splits());
    assertTrue(corpus.split("train").size() >= 25, "too few training images");
    assertTrue(corpus.split("test").size() >= 20, "too few test images");
    assertEquals(names(corpus).size(), corpus.images().size(), "an image is in two splits");
  }

  @Test
  void imagesOfDifferentSplitsDoNotOverlapOnTheGround() throws IOException {
    Map<String, Tile> tiles = tiles();
    Map<String, Location> locations = locations();
    List<String> overlaps = new ArrayList<>();
    for (CorpusImage one : corpus().images()) {
      for (CorpusImage other : corpus().images()) {
        if (!one.split().equals(other.split())
            && (tiles.get(one.filename()).overlaps(tiles.get(other.filename()))
                || locations.get(one.filename()).overlaps(locations.get(other.filename())))) {
          overlaps.add(one.filename() + " and " + other.filename());
        }
      }
    }
    assertEquals(List.of(), overlaps);
  }

  @Test
  void everyImageHasALocation() throws IOException {
    Map<String, Location> locations = locations();
    assertEquals(names(corpus()), locations.keySet());
    locations.forEach(
        (name, location) -> {
          assertTrue(Math.abs(location.lon()) <= 180 && Math.abs(location.lat()) <= 90, name);
          assertTrue(
              location.meters() >= 90 && location.meters() <= 4800, name + " " + location.meters());
        });
  }

  @Test
  void queriesWithPolygonsLieBesideTheirScenes() throws IOException {
    Set<String> scenes = files(SAMPLE.resolve("scenes"), ".tif");
    int tune = 0;
    int test = 0;
    for (String name : files(SAMPLE.resolve("scenes"), ".geojson")) {
      assertTrue(scenes.contains(name.replace(".geojson", ".tif")), name);
      String text = Files.readString(SAMPLE.resolve("scenes").resolve(name));
      tune += text.split("\"split\": \"tune\"", -1).length - 1;
      test += text.split("\"split\": \"test\"", -1).length - 1;
    }
    assertEquals(16, tune);
    assertEquals(20, test);
  }

  @Test
  void everySceneHasALicenseAndACredit() throws IOException {
    List<String[]> scenes = rows(SAMPLE.resolve("scenes.csv"), "file,date,meters_per_pixel,crs,");
    Set<String> listed = scenes.stream().map(r -> r[0]).collect(Collectors.toSet());
    assertEquals(files(SAMPLE.resolve("scenes"), ".tif"), listed);
    for (Tile tile : tiles().values()) {
      assertTrue(listed.contains(tile.scene() + ".tif"), tile.name() + " has an unlisted scene");
    }
    String licenses = Files.readString(SAMPLE.resolve("LICENSES.md"));
    for (String[] scene : scenes) {
      String name = scene[0].replace(".tif", "");
      assertTrue(licenses.matches("(?s).*\\b" + name + "\\b.*"), name + " has no license entry");
      assertFalse(scene[scene.length - 1].isBlank(), name + " has no credit");
      assertFalse(scene[scene.length - 2].isBlank(), name + " has no license");
    }
  }

  @Test
  void everySceneIsReadableAndHasItsListedSize() throws IOException {
    for (String[] row : rows(SAMPLE.resolve("scenes.csv"), "file,date,meters_per_pixel,crs,")) {
      RgbImage scene = ImageDecoder.decode(SAMPLE.resolve("scenes").resolve(row[0]));
      assertEquals(row[4] + "x" + row[5], scene.width() + "x" + scene.height(), row[0]);
    }
  }

  @Test
  void everySceneIsFromASourceWithACheckedLicense() throws IOException {
    for (String scene : files(SAMPLE.resolve("scenes"), ".tif")) {
      assertTrue(
          scene.matches("(siouxfalls|trieste|orbetello|tuscany|olinda|cbers2b?|saopaulo)-.*"),
          scene + " is not among the sources that were checked");
    }
  }

  @Test
  void genericCaptionsAreDistinctAndNumerous() throws IOException {
    List<String> captions = Files.readAllLines(Path.of("models", "sentences.txt"));
    assertTrue(captions.size() >= 140, captions.size() + " captions");
    Set<String> seen = new HashSet<>();
    for (String caption : captions) {
      assertTrue(caption.matches("[a-z][a-z, ]+\\."), caption);
      assertTrue(seen.add(caption.toLowerCase(Locale.ROOT)), "repeated: " + caption);
    }
  }
}
