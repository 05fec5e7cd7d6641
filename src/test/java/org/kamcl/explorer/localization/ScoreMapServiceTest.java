package org.kamcl.explorer.localization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps.TileSizes;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class ScoreMapServiceTest {
  private static final TileSizes PIXELS = new TileSizes(List.of(40.0, 80.0), true);

  @TempDir private Path folder;
  private ExplorerContext context;
  private Path scene;

  @BeforeEach
  void open() throws Exception {
    TestModels.defaultModel(folder.resolve("models/small"));
    context =
        ExplorerContext.open(
            Workspace.choose(folder, Map.of()), Optional.of("small"), DeviceChoice.CPU);
    scene = write(0);
  }

  @AfterEach
  void close() {
    context.close();
  }

  /** A scene of dark and light stripes whose right third has no data. */
  private Path write(int phase) throws Exception {
    Path file =
        new GeoTiffWriter(
                240,
                120,
                1,
                8,
                xyb -> xyb[0] >= 160 ? 0 : 1 + ((xyb[0] * xyb[1] + phase * xyb[1]) & 254))
            .at(500_000, 4_000_000, 2)
            .epsg(1, 32632)
            .noData("0")
            .write(folder.resolve("stripes.tif"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * (1 + phase)));
    return file;
  }

  /** Counts the tiles that are embedded, and cancels after some. */
  private static final class Counter implements JobContext {
    private final int most;
    private long done;

    Counter(int most) {
      this.most = most;
    }

    @Override
    public void onProgress(ProgressStage stage, long number, long total, String item) {
      assertEquals(ProgressStage.IMAGES, stage);
      done = number;
    }

    @Override
    public boolean cancelled() {
      return done >= most;
    }
  }

  private SceneScoreMap map(String query, Counter counter) {
    Query parsed = QueryParser.parse(query);
    return context.scoreMaps().map(scene, parsed, PIXELS, counter);
  }

  @Test
  void aSecondQueryOnASceneReusesItsEmbeddings() throws Exception {
    Counter first = new Counter(Integer.MAX_VALUE);
    SceneScoreMap lake = map("lake", first);
    assertEquals(lake.tiles(), first.done);
    assertEquals(List.of(40, 80), lake.tileSides());
    Counter second = new Counter(Integer.MAX_VALUE);
    SceneScoreMap boats = map("boats near pier", second);
    assertEquals(0, second.done);
    assertFalse(Arrays.equals(lake.grid().values(), boats.grid().values()));
    assertArrayEquals(
        lake.grid().values(), map("lake", new Counter(Integer.MAX_VALUE)).grid().values());
    write(5);
    Counter changed = new Counter(Integer.MAX_VALUE);
    SceneScoreMap other = map("lake", changed);
    assertEquals(other.tiles(), changed.done);
    assertFalse(Arrays.equals(lake.grid().values(), other.grid().values()));
  }

  private void restart() {
    context.close();
    context =
        ExplorerContext.open(
            Workspace.choose(folder, Map.of()), Optional.of("small"), DeviceChoice.CPU);
  }

  @Test
  void embeddingsAreKeptForTheNextStartOfTheProgram() throws Exception {
    float[] lake = map("lake", new Counter(Integer.MAX_VALUE)).grid().values();
    restart();
    Counter second = new Counter(Integer.MAX_VALUE);
    assertArrayEquals(lake, map("lake", second).grid().values());
    assertEquals(0, second.done);
    // Another name and another time, but the same content.
    Path copy = Files.copy(scene, folder.resolve("copy.tif"));
    scene = copy;
    Counter copied = new Counter(Integer.MAX_VALUE);
    assertArrayEquals(lake, map("lake", copied).grid().values());
    assertEquals(0, copied.done);
    // The same name, size and time, but other content.
    FileTime time = Files.getLastModifiedTime(copy);
    byte[] bytes = Files.readAllBytes(copy);
    bytes[bytes.length / 2] ^= 64;
    Files.write(copy, bytes);
    Files.setLastModifiedTime(copy, time);
    restart();
    Counter changed = new Counter(Integer.MAX_VALUE);
    SceneScoreMap other = map("lake", changed);
    assertEquals(other.tiles(), changed.done);
  }

  @Test
  void damagedEmbeddingsAreMadeAgain() throws Exception {
    SceneScoreMap lake = map("lake", new Counter(Integer.MAX_VALUE));
    List<Path> kept;
    try (var files = Files.list(folder.resolve("cache"))) {
      kept = files.toList();
    }
    assertEquals(1, kept.size());
    byte[] bytes = Files.readAllBytes(kept.get(0));
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept.get(0), bytes);
    restart();
    Counter again = new Counter(Integer.MAX_VALUE);
    assertArrayEquals(lake.grid().values(), map("lake", again).grid().values());
    assertEquals(lake.tiles(), again.done);
    restart();
    Counter known = new Counter(Integer.MAX_VALUE);
    map("lake", known);
    assertEquals(0, known.done);
  }

  @Test
  void partsWithoutDataHaveNoScore() {
    SceneScoreMap map = map("lake", new Counter(Integer.MAX_VALUE));
    assertTrue(Float.isNaN(map.grid().at(235, 60)));
    assertFalse(Float.isNaN(map.grid().at(100, 60)));
    assertEquals("EPSG:32632", map.crs());
    ArgbImage picture = context.scoreMaps().picture(map, 60);
    assertEquals(60, picture.width());
    assertEquals(30, picture.height());
    assertEquals(0, picture.argb()[59]);
    assertEquals(0xFF, picture.argb()[20] >>> 24);
  }

  @Test
  void aCancelledMapStopsBetweenTiles() {
    Counter counter = new Counter(0);
    assertThrows(CancellationException.class, () -> map("lake", counter));
    assertEquals(0, counter.done);
    Counter whole = new Counter(Integer.MAX_VALUE);
    assertEquals(map("lake", whole).tiles(), whole.done);
  }

  @Test
  void theMapOfATileOfTheArchiveIsThatOfItsScene() {
    ImageRecord tile = ImageRecord.builder(-1, "", scene).build();
    SceneScoreMap map = context.scoreMaps().map(tile, QueryParser.parse("lake"), JobContext.NONE);
    assertEquals(240, map.grid().sceneWidth());
    assertEquals(120, map.grid().sceneHeight());
  }

  @Test
  void theEmbeddingsOfASceneAreKeptForItsImages() {
    ImageRecord tile = ImageRecord.builder(-1, "", scene).crs("EPSG:32632").build();
    assertFalse(context.scoreMaps().isEmbedded(tile));
    context.scoreMaps().map(tile, QueryParser.parse("lake"), JobContext.NONE);
    assertTrue(context.scoreMaps().isEmbedded(tile));
    restart();
    assertTrue(context.scoreMaps().isEmbedded(tile), "also after another start of the program");
  }

  @Test
  void aSceneIsPlacedOnTheEarthByItsCrs() {
    SceneScoreMap map = map("lake", new Counter(Integer.MAX_VALUE));
    GeoMesh mesh = context.scoreMaps().place(map).orElseThrow();
    // Easting 500,000 is the central meridian of zone 32, 9 degrees east.
    assertEquals(9, mesh.lon()[0], 1e-9);
    int last = mesh.lon().length - 1;
    double metersPerDegree = 111_320 * Math.cos(Math.toRadians(mesh.lat()[0]));
    assertEquals(9 + 480 / metersPerDegree, mesh.lon()[mesh.columns() - 1], 1e-5);
    assertEquals(240 / 110_900.0, mesh.lat()[0] - mesh.lat()[last], 1e-5);
  }

  @Test
  void aCrsThatTheUserAssignedPlacesAScene() throws Exception {
    Path file =
        new GeoTiffWriter(240, 120, 1, 8, xyb -> 1 + (xyb[0] * xyb[1] & 254))
            .at(500_000, 4_000_000, 2)
            .write(folder.resolve("unnamed.tif"));
    ImageRecord without = ImageRecord.builder(-1, "", file).build();
    Query lake = QueryParser.parse("lake");
    SceneScoreMap placeless = context.scoreMaps().map(without, lake, JobContext.NONE);
    assertEquals("", placeless.crs());
    assertTrue(context.scoreMaps().place(placeless).isEmpty());
    ImageRecord with = without.toBuilder().crs("EPSG:32632").build();
    SceneScoreMap placed = context.scoreMaps().map(with, lake, JobContext.NONE);
    assertEquals("EPSG:32632", placed.crs());
    assertEquals(9, context.scoreMaps().place(placed).orElseThrow().lon()[0], 1e-9);
    context.scoreMaps().writeContours(placed, List.of(0.5), folder.resolve("contours.geojson"));
    Path tiff = folder.resolve("scores.tif");
    context.scoreMaps().writeGeoTiff(placed, tiff);
    ImageRecord written = ImageRecord.builder(-1, "", tiff).build();
    assertEquals("EPSG:32632", context.scoreMaps().map(written, lake, JobContext.NONE).crs());
  }

  /** A JPEG whose EXIF block says that it was taken on its side. */
  private Path turnedPhoto() throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_3BYTE_BGR), "jpg", jpeg);
    byte[] exif =
        HexFormat.of()
            .parseHex(
                "ffe10022"
                    + "457869660000"
                    + "4d4d002a00000008"
                    + "0001"
                    + "0112000300000001"
                    + "00060000"
                    + "00000000");
    byte[] plain = jpeg.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(plain, 0, 2);
    all.write(exif);
    all.write(plain, 2, plain.length - 2);
    return Files.write(folder.resolve("photo.jpg"), all.toByteArray());
  }

  @Test
  void anImageThatIsShownTurnedIsRefusedByName() throws Exception {
    Path photo = turnedPhoto();
    ImageRecord image = ImageRecord.builder(-1, "", photo).build();
    KamclException error =
        assertThrows(
            KamclException.class,
            () -> context.scoreMaps().map(image, QueryParser.parse("lake"), JobContext.NONE));
    assertEquals(LocalizationFileError.TURNED_BY_CAMERA, error.code());
    assertTrue(error.getMessage().contains("photo.jpg"), error.getMessage());
  }

  @Test
  void anUnknownWordIsRefusedBeforeTheSceneIsRead() {
    scene = folder.resolve("missing.tif");
    KamclException error =
        assertThrows(KamclException.class, () -> map("xyzzy", new Counter(Integer.MAX_VALUE)));
    assertTrue(error.getMessage().contains("xyzzy"), error.getMessage());
  }
}
