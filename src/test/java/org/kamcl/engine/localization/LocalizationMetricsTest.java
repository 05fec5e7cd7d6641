package org.kamcl.engine.localization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.error.KamclException;
import org.kamcl.support.ParityFixtures;

class LocalizationMetricsTest {
  private static final double FROM_MASK = 1e-6;
  private static final double FROM_POLYGONS = 1e-3;

  /** A case of the published figures. */
  private record Case(JsonObject json, Path folder) {
    @Override
    public String toString() {
      return json.get("what").getAsString();
    }

    LevelMap map() throws IOException {
      Raster raster =
          ImageIO.read(folder.resolve(json.get("map").getAsString()).toFile()).getData();
      int[] samples =
          raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
      byte[] levels = new byte[samples.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) samples[i];
      }
      return new LevelMap(raster.getWidth(), raster.getHeight(), levels);
    }

    RegionMask mask() throws IOException {
      String name = json.get("map").getAsString().replace("map", "mask");
      Raster raster = ImageIO.read(folder.resolve(name).toFile()).getData();
      BitSet pixels = new BitSet();
      for (int y = 0; y < raster.getHeight(); y++) {
        for (int x = 0; x < raster.getWidth(); x++) {
          pixels.set(y * raster.getWidth() + x, raster.getSample(x, y, 0) != 0);
        }
      }
      return new RegionMask(raster.getWidth(), raster.getHeight(), pixels);
    }

    List<Region> regions() {
      List<Region> regions = new ArrayList<>();
      for (JsonElement polygon : json.getAsJsonArray("regions")) {
        List<Region.Vertex> vertices = new ArrayList<>();
        for (JsonElement point : polygon.getAsJsonArray()) {
          JsonArray xy = point.getAsJsonArray();
          vertices.add(new Region.Vertex(xy.get(0).getAsDouble(), xy.get(1).getAsDouble()));
        }
        regions.add(new Region(vertices));
      }
      return regions;
    }

    void check(LocalizationFigures figures, double tolerance) {
      assertEquals(json.get("rsu").getAsDouble(), figures.rsu(), tolerance, "Rsu");
      assertEquals(json.get("ras").getAsDouble(), figures.ras(), tolerance, "Ras");
      assertEquals(json.get("rda").getAsDouble(), figures.rda(), tolerance, "Rda");
      assertEquals(json.get("rmi").getAsDouble(), figures.rmi(), tolerance, "Rmi");
    }
  }

  static Stream<Case> cases() throws IOException {
    Path file = ParityFixtures.open().file("localization/metrics.json");
    List<Case> cases = new ArrayList<>();
    for (JsonElement one : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      cases.add(new Case(one.getAsJsonObject(), file.getParent()));
    }
    assertEquals(10, cases.size());
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void figuresFromMapAndMaskEqualThePublishedOnes(Case published) throws IOException {
    published.check(
        LocalizationMetrics.of(published.map(), published.regions(), published.mask()), FROM_MASK);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void attentionCentersEqualThePublishedOnes(Case published) throws IOException {
    List<List<Integer>> found =
        AttentionCenters.find(published.map()).stream().map(c -> List.of(c.x(), c.y())).toList();
    assertEquals(integers(published.json, "attentionCenters"), found);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void circlesOfRegionsEqualThePublishedOnes(Case published) {
    List<List<Integer>> found =
        published.regions().stream()
            .map(Region::circle)
            .map(c -> List.of(c.x(), c.y(), c.radius()))
            .toList();
    assertEquals(integers(published.json, "regionCenterRadius"), found);
  }

  private static List<List<Integer>> integers(JsonObject json, String name) {
    List<List<Integer>> rows = new ArrayList<>();
    for (JsonElement row : json.getAsJsonArray(name)) {
      List<Integer> numbers = new ArrayList<>();
      row.getAsJsonArray().forEach(number -> numbers.add(number.getAsInt()));
      rows.add(numbers);
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filledPolygonsAgreeWithThePublishedMasks(Case published) throws IOException {
    LevelMap map = published.map();
    RegionMask filled = RegionMask.of(published.regions(), map.width(), map.height());
    RegionMask mask = published.mask();
    int expected = published.json.get("maskPixels").getAsInt();
    assertEquals(expected, mask.size());
    int different = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        different += filled.contains(x, y) == mask.contains(x, y) ? 0 : 1;
      }
    }
    assertTrue(different <= 0.001 * expected, different + " of " + expected + " pixels differ");
    published.check(LocalizationMetrics.of(map, published.regions()), FROM_POLYGONS);
  }

  @Test
  void overlappingRegionsCountOnce() {
    Region left = rectangle(0, 0, 5, 5);
    Region right = rectangle(3, 0, 9, 5);
    RegionMask mask = RegionMask.of(List.of(left, right), 20, 20);
    assertEquals(60, mask.size());
    assertTrue(mask.contains(4, 3));
  }

  @Test
  void aRegionOutsideOfTheSceneIsRefused() {
    Region outside = rectangle(30, 30, 40, 40);
    KamclException error =
        assertThrows(KamclException.class, () -> RegionMask.of(List.of(outside), 20, 20));
    assertTrue(error.is(LocalizationError.REGION_EMPTY));
    assertThrows(KamclException.class, () -> RegionMask.of(List.of(), 20, 20));
  }

  @Test
  void aRegionThatEndsFarOutsideOfTheSceneIsCutAtItsBorder() {
    RegionMask mask =
        RegionMask.of(List.of(rectangle(-2_000_000_000, 2, 2_000_000_000, 3)), 20, 20);
    assertEquals(40, mask.size());
  }

  private static Region rectangle(double left, double top, double right, double bottom) {
    return new Region(
        List.of(
            new Region.Vertex(left, top),
            new Region.Vertex(right, top),
            new Region.Vertex(right, bottom),
            new Region.Vertex(left, bottom)));
  }
}
