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

/** The sample data that come with the program keep what their README promises. */
class SampleDataTest {
  private static final Path SAMPLE = Path.of("sample-data");
  private static final Path TILES = SAMPLE.resolve("tiles");
  private static final double METRES_PER_DEGREE = 111_320;

  /** Windows that touch may seem to overlap by this part, as they are not exactly north up. */
  private static final double TOUCHING = 0.03;

  /** A window's box in its scene's pixels. */
  private record Box(String name, String scene, int x, int y, int width, int height) {
    boolean overlaps(Box other) {
      return scene.equals(other.scene)
          && x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  /** A window's centre and width on the ground. */
  private record Place(double lon, double lat, double metres) {
    boolean overlaps(Place other) {
      double east = (lon - other.lon) * METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
      double north = (lat - other.lat) * METRES_PER_DEGREE;
      double apart = Math.max(Math.abs(east), Math.abs(north));
      double touching = TOUCHING * Math.min(metres, other.metres);
      return apart < (metres + other.metres) / 2 - touching;
    }
  }

  private static Corpus corpus() {
    return new CorpusReader(Optional.empty(), true).read(TILES);
  }

  /** The rows below the header; only the last columns of our tables hold quoted commas. */
  private static List<String[]> rows(Path table, String header) throws IOException {
    List<String> lines = Files.readAllLines(table);
    assertTrue(lines.get(0).startsWith(header), table + " begins with " + lines.get(0));
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Map<String, Box> boxes() throws IOException {
    Map<String, Box> boxes = new HashMap<>();
    for (String[] row : rows(SAMPLE.resolve("tiles.csv"), "name,scene,x,y,width,height")) {
      int[] numbers = Arrays.stream(row).skip(2).mapToInt(Integer::parseInt).toArray();
      Box box = new Box(row[0], row[1], numbers[0], numbers[1], numbers[2], numbers[3]);
      assertEquals(null, boxes.put(row[0] + ".jpg", box), row[0] + " is listed twice");
    }
    return boxes;
  }

  private static Map<String, Place> places() throws IOException {
    Map<String, Place> places = new HashMap<>();
    for (String[] row : rows(TILES.resolve("locations.csv"), "filename,lon,lat,date,meters")) {
      assertTrue(row[3].matches("|\\d{4}(-\\d\\d-\\d\\d)?"), row[0] + " has the date " + row[3]);
      Place place =
          new Place(
              Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[4]));
      assertEquals(null, places.put(row[0], place), row[0] + " has two places");
    }
    return places;
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
  void isACorpusOfAtLeastFiftyWindowsWithoutProblems() {
    Corpus corpus = corpus();
    assertEquals(List.of(), corpus.problems());
    assertTrue(corpus.images().size() >= 50, corpus.images().size() + " tiles");
  }

  @Test
  void everyFileExistsAndIsAPictureOfItsBox() throws IOException {
    Map<String, Box> boxes = boxes();
    Corpus corpus = corpus();
    assertEquals(files(TILES, ".jpg"), names(corpus));
    assertEquals(boxes.keySet(), names(corpus));
    for (CorpusImage image : corpus.images()) {
      RgbImage picture = ImageDecoder.decode(image.path());
      Box box = boxes.get(image.filename());
      assertEquals(box.width(), picture.width(), image.filename());
      assertEquals(box.height(), picture.height(), image.filename());
      assertTrue(Math.min(box.width(), box.height()) >= 96, image.filename() + " is too small");
    }
  }

  @Test
  void everyWindowHasFiveDifferentSentences() {
    Set<String> all = new HashSet<>();
    for (CorpusImage image : corpus().images()) {
      assertEquals(5, image.captions().size(), image.filename());
      for (String caption : image.captions()) {
        assertTrue(caption.matches("[a-z][a-z, ]+\\."), image.filename() + ": " + caption);
        assertTrue(all.add(caption), "written twice: " + caption);
      }
    }
  }

  @Test
  void hasTrainAndTestSplitsAndNoWindowInTwo() {
    Corpus corpus = corpus();
    assertEquals(Set.of("train", "val", "test"), corpus.splits());
    assertTrue(corpus.split("train").size() >= 25, "too few to train with");
    assertTrue(corpus.split("test").size() >= 20, "too few to test with");
    assertEquals(names(corpus).size(), corpus.images().size(), "a window is in two splits");
  }

  @Test
  void tilesOfDifferentSplitsDoNotOverlapOnTheGround() throws IOException {
    Map<String, Box> boxes = boxes();
    Map<String, Place> places = places();
    List<String> overlaps = new ArrayList<>();
    for (CorpusImage one : corpus().images()) {
      for (CorpusImage other : corpus().images()) {
        if (!one.split().equals(other.split())
            && (boxes.get(one.filename()).overlaps(boxes.get(other.filename()))
                || places.get(one.filename()).overlaps(places.get(other.filename())))) {
          overlaps.add(one.filename() + " and " + other.filename());
        }
      }
    }
    assertEquals(List.of(), overlaps);
  }

  @Test
  void everyWindowHasAPlace() throws IOException {
    Map<String, Place> places = places();
    assertEquals(names(corpus()), places.keySet());
    places.forEach(
        (name, place) -> {
          assertTrue(Math.abs(place.lon()) <= 180 && Math.abs(place.lat()) <= 90, name);
          assertTrue(place.metres() >= 90 && place.metres() <= 4800, name + " " + place.metres());
        });
  }

  @Test
  void everySceneHasALicenceAndACredit() throws IOException {
    List<String[]> scenes = rows(SAMPLE.resolve("scenes.csv"), "file,date,meters_per_pixel,crs,");
    Set<String> listed = scenes.stream().map(r -> r[0]).collect(Collectors.toSet());
    assertEquals(files(SAMPLE.resolve("scenes"), ""), listed);
    for (Box box : boxes().values()) {
      assertTrue(listed.contains(box.scene() + ".tif"), box.name() + " is of an unknown scene");
    }
    String licences = Files.readString(SAMPLE.resolve("LICENSES.md"));
    for (String[] scene : scenes) {
      String name = scene[0].replace(".tif", "");
      assertTrue(licences.matches("(?s).*\\b" + name + "\\b.*"), name + " has no licence entry");
      assertFalse(scene[scene.length - 1].isBlank(), name + " has no credit");
      assertFalse(scene[scene.length - 2].isBlank(), name + " has no licence");
    }
  }

  @Test
  void everySceneCanBeReadAndHasTheSizeThatIsListed() throws IOException {
    for (String[] row : rows(SAMPLE.resolve("scenes.csv"), "file,date,meters_per_pixel,crs,")) {
      RgbImage scene = ImageDecoder.decode(SAMPLE.resolve("scenes").resolve(row[0]));
      assertEquals(row[4] + "x" + row[5], scene.width() + "x" + scene.height(), row[0]);
    }
  }

  @Test
  void noSceneIsOfASourceWhoseLicenceIsNotClear() throws IOException {
    for (String scene : files(SAMPLE.resolve("scenes"), ".tif")) {
      assertTrue(
          scene.matches("(siouxfalls|trieste|orbetello|tuscany|olinda|cbers2b?|saopaulo)-.*"),
          scene + " is not among the sources that were checked");
    }
  }

  @Test
  void genericSentencesAreManyAndDifferentAndNameNoPlace() throws IOException {
    List<String> sentences = Files.readAllLines(Path.of("models", "sentences.txt"));
    assertTrue(sentences.size() >= 140, sentences.size() + " sentences");
    Set<String> all = new HashSet<>();
    for (String sentence : sentences) {
      assertTrue(sentence.matches("[a-z][a-z, ]+\\."), sentence);
      assertTrue(all.add(sentence.toLowerCase(Locale.ROOT)), "written twice: " + sentence);
    }
  }
}
