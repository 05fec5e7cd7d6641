package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.support.GeoTiffWriter;

class TileReaderTest {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 60;

  @TempDir private Path folder;

  private Path scene() {
    return new GeoTiffWriter(WIDTH, HEIGHT, 4, 8, at -> at[2] == 3 ? 200 : at[0] + at[2])
        .at(500_000, 5_900_000, 2)
        .epsg(1, 32632)
        .write(folder.resolve("scene.tif"));
  }

  private static IndexRequest request(Path file, OptionalDouble gsd) {
    return IndexRequest.of(List.of(file)).withTiling(TilingSpec.parse("600m", 0, gsd));
  }

  private static EmbeddingTask task(Path file, Optional<TileBounds> tile, OptionalDouble gsd) {
    FileEntry entry =
        new FileEntry(
            "Towns",
            file,
            1,
            1,
            "hash",
            "tiles=600m",
            1,
            Optional.empty(),
            List.of(),
            Optional.empty());
    ImageEntry image =
        new ImageEntry(
            tile,
            tile.map(TileBounds::width).orElse(WIDTH),
            tile.map(TileBounds::height).orElse(HEIGHT),
            Optional.empty(),
            gsd,
            Optional.empty(),
            "EPSG:32632",
            List.of());
    return new EmbeddingTask(new SourceFile(file, file.getParent(), "Towns"), entry, image);
  }

  private static RgbImage read(IndexRequest request, EmbeddingTask task) {
    return new TileReader(new ImageLoader(), request).read(task);
  }

  private static void assertSize(int width, int height, RgbImage image) {
    assertEquals(List.of(width, height), List.of(image.width(), image.height()));
  }

  @Test
  void aTileIsReadFromItsPlace() {
    Path file = scene();
    TileBounds tile = new TileBounds(30, 20, 25, 15);
    RgbImage image =
        read(
            request(file, OptionalDouble.empty()),
            task(file, Optional.of(tile), OptionalDouble.of(2)));
    assertSize(25, 15, image);
    assertEquals(30, image.sample(0, 0, 0));
    assertEquals(54 + 2, image.sample(24, 14, 2));
  }

  @Test
  void aRequestedGsdResamplesTheTile() {
    Path file = scene();
    TileBounds tile = new TileBounds(20, 0, 40, 30);
    EmbeddingTask task = task(file, Optional.of(tile), OptionalDouble.of(2));
    RgbImage coarser = read(request(file, OptionalDouble.of(4)), task);
    assertSize(20, 15, coarser);
    // A pixel of 4 m covers two columns.
    assertEquals(20 + 2 * 7 + 0.5, coarser.sample(7, 5, 0), 1);
    RgbImage finer = read(request(file, OptionalDouble.of(1)), task);
    assertSize(80, 60, finer);
    assertEquals(20 + 15, finer.sample(30, 20, 0), 1);
  }

  @Test
  void anImageWithoutAGsdIsNotResampled() {
    Path file = scene();
    RgbImage image =
        read(
            request(file, OptionalDouble.of(4)),
            task(file, Optional.empty(), OptionalDouble.empty()));
    assertSize(WIDTH, HEIGHT, image);
  }

  @Test
  void aFineGsdDoesNotMakeAnImageOfUnlimitedSize() {
    Path file = scene();
    RgbImage image =
        read(
            request(file, OptionalDouble.of(0.001)),
            task(file, Optional.empty(), OptionalDouble.of(2)));
    assertSize(4096, 3072, image);
  }

  @Test
  void theRequestedBandsAreRead() {
    Path file = scene();
    IndexRequest request =
        request(file, OptionalDouble.empty())
            .withRendering(new BandRendering(List.of(4, 1, 2), 2, 98));
    RgbImage image = read(request, task(file, Optional.empty(), OptionalDouble.of(2)));
    assertEquals(200, image.sample(10, 10, 0));
    assertEquals(10, image.sample(10, 10, 1));
    assertEquals(11, image.sample(10, 10, 2));
  }

  @Test
  void aMissingFileIsRejectedByName() {
    Path missing = folder.resolve("missing.tif");
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                read(
                    request(missing, OptionalDouble.empty()),
                    task(missing, Optional.empty(), OptionalDouble.empty())));
    assertTrue(e.getMessage().contains("missing.tif"), e.getMessage());
  }
}
