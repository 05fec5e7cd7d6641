package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.geo.MapGrid;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class ScoreMapTiffWriterTest {
  @TempDir private Path folder;

  private static ScoreGrid grid(int width, int height) {
    return new ScoreGrid(width, height, 2, 1, new float[] {0.25f, Float.NaN});
  }

  private static GeoTiffWriter scene() {
    return new GeoTiffWriter(80, 150, 1, 8, xyb -> xyb[0]);
  }

  /** Writes a map of a scene and checks that it has the place of the scene. */
  private SceneFrame written(Path scene) throws IOException {
    SceneFrame frame = new ImageLoader().inspector().frame(scene);
    MapGrid grid = frame.grid().orElseThrow();
    Path map = folder.resolve("map.tif");
    ScoreMapTiffWriter.write(
        grid(frame.width(), frame.height()), Optional.of(grid.tags().orElseThrow()), map);
    SceneFrame written = new ImageLoader().inspector().frame(map);
    assertEquals(grid.crs(), written.grid().orElseThrow().crs());
    assertArrayEquals(grid.geoTransform(), written.grid().orElseThrow().geoTransform(), 1e-9);
    assertEquals(
        frame.georeference().orElseThrow().toWgs84(10, 20),
        written.georeference().orElseThrow().toWgs84(10, 20));
    Files.delete(map);
    return written;
  }

  @Test
  void aMapHasThePlaceOfAProjectedScene() throws IOException {
    written(scene().at(500_000, 4_000_000, 10).epsg(1, 32632).write(folder.resolve("a.tif")));
  }

  @Test
  void aMapHasThePlaceOfASceneInDegrees() throws IOException {
    written(scene().at(8, 47, 0.001).epsg(2, 4326).write(folder.resolve("b.tif")));
  }

  @Test
  void aMapOfASceneWhoseCoordinatesAreThoseOfPixelCentersHasItsPlace() throws IOException {
    written(
        scene()
            .at(500_000, 4_000_000, 10)
            .key(1024, 1)
            .key(1025, 2)
            .key(3072, 32632)
            .write(folder.resolve("c.tif")));
  }

  @Test
  void aMapHasTheCrsOfASceneThatDefinesItsOwn() throws IOException {
    SceneFrame written =
        written(
            scene()
                .at(500_000, 4_000_000, 10)
                .key(1024, 1)
                .key(1025, 1)
                .key(2048, 4326)
                .key(3072, 32767)
                .key(3074, 32767)
                .key(3075, 1)
                .key(3076, 9001)
                .key(3080, 9.5)
                .key(3081, 0.0)
                .key(3082, 400_000.0)
                .key(3083, 0.0)
                .key(3092, 0.9999)
                .write(folder.resolve("d.tif")));
    assertTrue(!written.grid().orElseThrow().crs().startsWith("EPSG"));
  }

  @Test
  void aMapHasThePlaceThatFilesBesideAPhotoState() throws IOException {
    Path photo = folder.resolve("photo.jpg");
    Files.write(photo, ImageBytes.jpeg(TestModels.image(2, 60, 40)));
    Files.writeString(
        folder.resolve("photo.jpg.aux.xml"),
        "<PAMDataset><SRS>EPSG:32632</SRS>"
            + "<GeoTransform>500000, 2, 0.5, 4000000, 0.5, -2</GeoTransform></PAMDataset>");
    written(photo);
  }

  @Test
  void placesWithoutDataHaveTheNoDataValue() throws IOException {
    Path map = folder.resolve("plain.tif");
    ScoreMapTiffWriter.write(grid(90, 150), Optional.empty(), map);
    Raster raster = ImageIO.read(map.toFile()).getRaster();
    assertEquals(0.25f, raster.getSampleFloat(5, 149, 0));
    assertEquals(ScoreMapTiffWriter.NO_DATA, raster.getSampleFloat(89, 0, 0));
  }

  @Test
  void aMapThatNoTiffFileCanHoldIsRefused() {
    Path map = folder.resolve("large.tif");
    KamclException error =
        assertThrows(
            KamclException.class,
            () -> ScoreMapTiffWriter.write(grid(60_000, 60_000), Optional.empty(), map));
    assertTrue(error.is(RasterError.MAP_TOO_LARGE));
    assertTrue(!Files.exists(map));
  }
}
