package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class GeoTiffTest {
  private static final double US_FOOT = 1200.0 / 3937;

  @TempDir private Path folder;
  private final ImageLoader reader = new ImageLoader();

  /**
   * Transverse Mercator by the Krüger series of third order, accurate to millimeters.
   *
   * @return meters east of the central meridian and north of the equator
   */
  private static double[] kruger(GeoPoint p, double meridian, double scale, double flattening) {
    double n = flattening / (2 - flattening);
    double radius = 6_378_137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
    double[] alpha = {
      n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16,
      13 * n * n / 48 - 3 * n * n * n / 5,
      61 * n * n * n / 240
    };
    double k = 2 * Math.sqrt(n) / (1 + n);
    double sin = Math.sin(Math.toRadians(p.lat()));
    double t = Math.sinh(atanh(sin) - k * atanh(k * sin));
    double dLon = Math.toRadians(p.lon() - meridian);
    double xi = Math.atan2(t, Math.cos(dLon));
    double eta = atanh(Math.sin(dLon) / Math.sqrt(1 + t * t));
    double east = eta;
    double north = xi;
    for (int j = 1; j <= 3; j++) {
      east += alpha[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
      north += alpha[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
    }
    return new double[] {scale * radius * east, scale * radius * north};
  }

  private static double atanh(double x) {
    return Math.log((1 + x) / (1 - x)) / 2;
  }

  private static double[] utm32(GeoPoint p) {
    double[] xy = kruger(p, 9, 0.9996, 1 / 298.257223563);
    return new double[] {xy[0] + 500_000, xy[1]};
  }

  private static int gray(int[] at) {
    return at[0] % 256;
  }

  private List<PlannedImage> plan(GeoTiffWriter tiff, double tile) {
    return reader.plan(
        tiff.write(folder.resolve("scene.tif")), TilingSpec.ofMeters(tile), OptionalInt.empty());
  }

  private static void assertNear(GeoPoint expected, GeoPoint actual, double degrees) {
    assertEquals(expected.lon(), actual.lon(), degrees);
    assertEquals(expected.lat(), actual.lat(), degrees);
  }

  @Test
  void aUtmRasterAgreesWithAnIndependentProjection() {
    GeoPoint corner = new GeoPoint(9.993682, 53.551086);
    double[] xy = utm32(corner);
    PlannedImage image =
        plan(
                new GeoTiffWriter(300, 200, 1, 8, GeoTiffTest::gray)
                    .at(xy[0], xy[1], 2)
                    .epsg(1, 32632),
                600)
            .get(0);
    assertEquals("EPSG:32632", image.crs());
    assertTrue(image.tile().isEmpty());
    List<GeoPoint> ring = image.footprint().orElseThrow().ring();
    assertEquals(4, ring.size());
    assertNear(corner, ring.get(0), 1e-6);
    // The opposite corner, projected back; 0.05 m is half a millionth of a degree.
    double[] opposite = utm32(ring.get(2));
    assertEquals(xy[0] + 600, opposite[0], 0.05);
    assertEquals(xy[1] - 400, opposite[1], 0.05);
    assertEquals(2, image.gsd().orElseThrow(), 0.02);
  }

  @Test
  void falseEastingsOfUserDefinedProjectionsAreInTheUnitOfTheFile() {
    GeoPoint corner = new GeoPoint(-84.07, 33.94);
    double[] xy = kruger(corner, -82.5, 0.9999, 1 / 298.257222101);
    double[] equator = kruger(new GeoPoint(-82.5, 30), -82.5, 0.9999, 1 / 298.257222101);
    double easting = 656_166.25;
    GeoTiffWriter tiff =
        new GeoTiffWriter(300, 200, 1, 8, GeoTiffTest::gray)
            .at(xy[0] / US_FOOT + easting, (xy[1] - equator[1]) / US_FOOT, 6)
            .epsg(1, 32767)
            .key(2048, 4269)
            .key(3074, 32767)
            .key(3075, 1)
            .key(3076, 9003)
            .key(3080, -82.5)
            .key(3081, 30.0)
            .key(3082, easting)
            .key(3083, 0.0)
            .key(3092, 0.9999);
    PlannedImage image = plan(tiff, 600).get(0);
    assertNear(corner, image.footprint().orElseThrow().ring().get(0), 1e-6);
    assertEquals(6 * US_FOOT, image.gsd().orElseThrow(), 0.02);
  }

  /** South polar stereographic projection, closed form. */
  private static double[] southPolar(GeoPoint p, double trueParallel) {
    double f = 1 / 298.257223563;
    double e = Math.sqrt(f * (2 - f));
    double sin = Math.sin(Math.toRadians(trueParallel));
    double m = Math.cos(Math.toRadians(trueParallel)) / Math.sqrt(1 - e * e * sin * sin);
    double rho = 6_378_137 * m * polarT(p.lat(), e) / polarT(trueParallel, e);
    double lon = Math.toRadians(p.lon());
    return new double[] {rho * Math.sin(lon), rho * Math.cos(lon)};
  }

  private static double polarT(double lat, double e) {
    double sin = Math.sin(Math.toRadians(lat));
    return Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)
        / Math.pow((1 + e * sin) / (1 - e * sin), e / 2);
  }

  @Test
  void polarProjectionsAreTrueAtTheirParallel() {
    GeoPoint corner = new GeoPoint(30, -75);
    double[] xy = southPolar(corner, -70);
    GeoTiffWriter tiff =
        new GeoTiffWriter(50, 50, 1, 8, GeoTiffTest::gray)
            .at(xy[0], xy[1], 10)
            .epsg(1, 32767)
            .key(2048, 4326)
            .key(3074, 32767)
            .key(3075, 15)
            .key(3076, 9001)
            .key(3081, -70.0)
            .key(3082, 0.0)
            .key(3083, 0.0)
            .key(3092, 1.0)
            .key(3095, 0.0);
    PlannedImage image = plan(tiff, 600).get(0);
    assertNear(corner, image.footprint().orElseThrow().ring().get(0), 1e-6);
  }

  @Test
  void longitudeComesFirstRegardlessOfTheAxisOrderOfTheCrs() {
    PlannedImage image =
        plan(
                new GeoTiffWriter(100, 80, 1, 8, GeoTiffTest::gray)
                    .at(10, 50, 0.0001)
                    .epsg(2, 4326),
                600)
            .get(0);
    assertNear(new GeoPoint(10, 50), image.footprint().orElseThrow().ring().get(0), 1e-9);
    assertNear(new GeoPoint(10.01, 49.992), image.footprint().orElseThrow().ring().get(2), 1e-9);
  }

  @Test
  void aLargeSceneIsSplitIntoTilesThatCoverIt() {
    List<PlannedImage> images =
        plan(
            new GeoTiffWriter(400, 250, 1, 8, GeoTiffTest::gray)
                .at(500_000, 5_900_000, 5)
                .epsg(1, 32632),
            600);
    assertEquals(3 * 2, images.size());
    long area =
        images.stream()
            .map(p -> p.tile().orElseThrow())
            .mapToLong(w -> (long) w.width() * w.height())
            .sum();
    assertEquals(400L * 250, area);
    assertEquals(new TileBounds(133, 0, 134, 125), images.get(1).tile().orElseThrow());
    GeoPoint shared = images.get(0).footprint().orElseThrow().ring().get(1);
    assertNear(shared, images.get(1).footprint().orElseThrow().ring().get(0), 1e-12);
  }

  @Test
  void tilesWithoutValidPixelsAreSkipped() {
    GeoTiffWriter half =
        new GeoTiffWriter(400, 250, 1, 8, at -> at[0] < 200 ? 0 : 7)
            .at(500_000, 5_900_000, 5)
            .epsg(1, 32632)
            .noData("0");
    assertEquals(4, plan(half, 600).size());
    GeoTiffWriter nothing =
        new GeoTiffWriter(400, 250, 1, 8, at -> 0)
            .at(500_000, 5_900_000, 5)
            .epsg(1, 32632)
            .noData("0");
    Path empty = nothing.write(folder.resolve("empty.tif"));
    KamclException error =
        assertThrows(
            KamclException.class,
            () -> reader.plan(empty, TilingSpec.ofMeters(600), OptionalInt.empty()));
    assertEquals(RasterError.NO_VALID_PIXELS, error.code());
  }

  @Test
  void imagesWithoutAUsableGeoreferenceHaveNoFootprint() {
    PlannedImage plain = plan(new GeoTiffWriter(70, 60, 3, 8, GeoTiffTest::gray), 600).get(0);
    assertTrue(plain.footprint().isEmpty() && plain.gsd().isEmpty());
    assertEquals(List.of(), plain.warnings());
    PlannedImage withoutCrs =
        plan(new GeoTiffWriter(70, 60, 3, 8, GeoTiffTest::gray).at(1, 2, 3), 600).get(0);
    assertTrue(withoutCrs.footprint().isEmpty());
    assertTrue(withoutCrs.warnings().get(0).file().orElseThrow().endsWith("scene.tif"));
    PlannedImage outside =
        plan(new GeoTiffWriter(70, 60, 1, 8, GeoTiffTest::gray).at(700, 95, 1).epsg(2, 4326), 600)
            .get(0);
    assertTrue(outside.footprint().isEmpty());
    assertTrue(outside.warnings().get(0).is(RasterError.OUTSIDE_EARTH));
  }

  @Test
  void sixteenBitSamplesAreStretchedOverTheWholeSceneAndNoDataIsBlack() {
    Path file =
        new GeoTiffWriter(200, 100, 4, 16, at -> at[1] == 0 ? 65535 : 1000 + 10 * at[0] + at[2])
            .noData("65535")
            .write(folder.resolve("deep.tif"));
    RgbImage whole = reader.read(file, Optional.empty(), 512);
    assertEquals(0, whole.sample(150, 0, 0), "no data");
    assertEquals(0, whole.sample(0, 50, 1));
    assertEquals(255, whole.sample(199, 50, 2));
    assertEquals(128, whole.sample(100, 50, 0), 3);
    RgbImage right = reader.read(file, Optional.of(new TileBounds(100, 10, 100, 80)), 512);
    assertEquals(100, right.width());
    assertEquals(whole.sample(120, 50, 0), right.sample(20, 40, 0));
  }

  @Test
  void aLargeImageIsDownsampledWhileReading() {
    Path file =
        new GeoTiffWriter(1200, 900, 3, 8, at -> at[2] * 100 + at[0] / 12)
            .write(folder.resolve("wide.tif"));
    RgbImage image = reader.read(file, Optional.empty(), 100);
    assertEquals(100, image.width());
    assertEquals(75, image.height());
    assertEquals(50, image.sample(50, 30, 0));
    assertEquals(250, image.sample(50, 30, 2));
  }

  @Test
  void thumbnailsFitTheSizeAndAreOpaque() throws IOException {
    Path jpeg = folder.resolve("a.jpg");
    Files.write(jpeg, ImageBytes.jpeg(TestModels.image(1, 90, 45)));
    Path tiff = new GeoTiffWriter(300, 200, 1, 8, at -> 77).write(folder.resolve("t.tif"));
    Thumbnails thumbnails = new Thumbnails(reader, name -> BandRendering.DEFAULT);
    ArgbImage plain = thumbnails.thumbnail(record(jpeg, Optional.empty()), 30);
    assertEquals(List.of(30, 15, 450), List.of(plain.width(), plain.height(), plain.argb().length));
    ArgbImage tile =
        thumbnails.thumbnail(record(tiff, Optional.of(new TileBounds(10, 10, 100, 200))), 64);
    assertEquals(List.of(32, 64), List.of(tile.width(), tile.height()));
    assertEquals(0xff4d4d4d, tile.argb()[1000]);
    Path missing = folder.resolve("missing.png");
    KamclException failure =
        assertThrows(
            KamclException.class,
            () -> thumbnails.thumbnail(record(missing, Optional.empty()), 30));
    assertTrue(failure.getMessage().contains("missing.png"));
  }

  private static ImageRecord record(Path file, Optional<TileBounds> tile) {
    return ImageRecord.builder(1, "c", file).tile(tile).size(1, 1).build();
  }

  private static List<TileBounds> tiles(
      double meters, int width, int height, double across, double down) {
    return new SceneTiler(TilingSpec.ofMeters(meters))
        .grid(width, height, across, down)
        .map(TileGrid::tiles)
        .orElse(List.of());
  }

  @Test
  void tilesOfCoarseScenesHaveAMinimumSizeInPixels() {
    // At 20 m, 96 pixels are 1,920 m; at 60 m, 80 pixels are 4,800 m; at 1 km there are no tiles.
    assertEquals(100, tiles(600, 960, 960, 20, 20).size());
    assertEquals(new TileBounds(0, 0, 80, 80), tiles(600, 800, 800, 60, 60).get(0));
    assertEquals(List.of(), tiles(600, 5000, 5000, 1000, 1000));
    assertEquals(List.of(), tiles(600, 899, 899, 1, 1), "smaller than 1.5 tiles");
    assertEquals(4, tiles(600, 901, 901, 1, 1).size());
    assertEquals(9, tiles(6000, 18_000, 18_000, 1, 1).size());
  }
}
