package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.support.GeoTiffWriter;

/** Pixels of files at full and at reduced resolution. */
class RasterPixelsTest {
  @TempDir private Path folder;

  private static ImagePixels pixels(BandRendering rendering) {
    return new RasterPixels(new ImageLoader(), collection -> rendering);
  }

  private static ImageRecord image(Path file, TileBounds tile) {
    return ImageRecord.builder(1, "Trial", file)
        .tile(Optional.ofNullable(tile))
        .size(tile == null ? 1 : tile.width(), tile == null ? 1 : tile.height())
        .build();
  }

  private static int level(int column, int row, int band) {
    return (column * 7 + row * 13 + band * 50) % 256;
  }

  private static int argb(int column, int row) {
    return 0xff000000
        | level(column, row, 0) << 16
        | level(column, row, 1) << 8
        | level(column, row, 2);
  }

  private static void assertExact(ArgbImage read, TileBounds region) {
    assertEquals(region.width(), read.width());
    assertEquals(region.height(), read.height());
    int[] expected = new int[read.argb().length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = argb(region.x() + i % region.width(), region.y() + i / region.width());
    }
    assertArrayEquals(expected, read.argb());
  }

  private Path scene() throws IOException {
    Path file = folder.resolve("scene.tif");
    new GeoTiffWriter(700, 500, 3, 8, at -> level(at[0], at[1], at[2]))
        .at(500_000, 5_000_000, 0.5)
        .epsg(1, 32632)
        .write(file);
    return file;
  }

  private Path png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb(x, y));
      }
    }
    Path file = folder.resolve(width + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void aTileShowsItsSceneAndAllItsPixels() throws IOException {
    TileBounds tile = new TileBounds(200, 100, 300, 300);
    ImagePixels.Source source = pixels(BandRendering.DEFAULT).open(image(scene(), tile));
    assertEquals(700, source.width());
    assertEquals(500, source.height());
    assertEquals(tile, source.frame());
    assertExact(source.read(tile, 300, 300), tile);
    TileBounds corner = new TileBounds(512, 384, 188, 116);
    assertExact(source.read(corner, 188, 116), corner);
  }

  @Test
  void anOrdinaryImageShowsAllItsPixels() throws IOException {
    ImagePixels.Source source = pixels(BandRendering.DEFAULT).open(image(png(600, 400), null));
    assertEquals(new TileBounds(0, 0, 600, 400), source.frame());
    TileBounds region = new TileBounds(512, 100, 88, 300);
    assertExact(source.read(region, 88, 300), region);
  }

  @Test
  void anImageThatIsTooLargeForMemoryIsSharpInEachPart() throws IOException {
    ImagePixels.Source source = pixels(BandRendering.DEFAULT).open(image(png(6000, 4400), null));
    assertEquals(6000, source.width());
    assertEquals(4400, source.height());
    TileBounds region = new TileBounds(5632, 4096, 368, 304);
    assertExact(source.read(region, 368, 304), region);
    ArgbImage whole = source.read(source.frame(), 375, 275);
    assertEquals(375, whole.width());
    assertEquals(275, whole.height());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 16})
  void reducedPixelsAreMeansOfThePixels(int step) throws IOException {
    Path file = folder.resolve("ramp.tif");
    new GeoTiffWriter(640, 480, 1, 8, at -> at[0] * 255 / 639)
        .at(500_000, 5_000_000, 1)
        .epsg(1, 32632)
        .write(file);
    ImagePixels.Source source = pixels(BandRendering.DEFAULT).open(image(file, null));
    ArgbImage read = source.read(source.frame(), 640 / step, 480 / step);
    for (int x = 1; x < read.width() - 1; x++) {
      int gray = read.argb()[read.width() + x] & 0xff;
      assertEquals((x + 0.5) * step * 255 / 639, gray, 0.5 * step + 1.5, "column " + x);
    }
  }

  @Test
  void aSceneIsRenderedInTheBandsOfItsCollection() throws IOException {
    Path file = folder.resolve("bands.tif");
    new GeoTiffWriter(300, 200, 4, 16, at -> 1000 * at[2] + at[0])
        .at(500_000, 5_000_000, 1)
        .epsg(1, 32632)
        .write(file);
    for (BandRendering rendering :
        List.of(BandRendering.DEFAULT, new BandRendering(List.of(4, 1, 2), 5, 90))) {
      ImageLoader loader = new ImageLoader();
      ArgbImage thumbnail =
          new Thumbnails(loader, collection -> rendering).thumbnail(image(file, null), 300);
      ImagePixels.Source source =
          new RasterPixels(loader, collection -> rendering).open(image(file, null));
      assertArrayEquals(thumbnail.argb(), source.read(source.frame(), 300, 200).argb());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aRegionOfATurnedImageIsReadFromItsStoredPixels(int orientation) {
    RgbImage stored = numbered(7, 5, new TileBounds(0, 0, 7, 5));
    RgbImage shown = ImageDecoder.applyOrientation(stored, orientation);
    ImageTurn turn = new ImageTurn(orientation, 7, 5);
    assertEquals(shown.width(), turn.width());
    assertEquals(shown.height(), turn.height());
    TileBounds region = new TileBounds(1, 2, 3, 2);
    TileBounds from = turn.stored(region);
    RgbImage read = ImageDecoder.applyOrientation(numbered(7, 5, from), orientation);
    assertEquals(region.width(), read.width());
    for (int y = 0; y < region.height(); y++) {
      for (int x = 0; x < region.width(); x++) {
        assertEquals(shown.sample(region.x() + x, region.y() + y, 0), read.sample(x, y, 0));
      }
    }
  }

  /** A part of an image in which each pixel has another value. */
  private static RgbImage numbered(int width, int height, TileBounds part) {
    byte[] rgb = new byte[3 * part.width() * part.height()];
    for (int i = 0; i < rgb.length; i++) {
      int x = part.x() + i / 3 % part.width();
      int y = part.y() + i / 3 / part.width();
      rgb[i] = (byte) (y * width + x + height);
    }
    return new RgbImage(part.width(), part.height(), rgb);
  }

  @Test
  void aTileOfAFileThatHasBecomeSmallerEndsWithTheFile() throws IOException {
    Path file = scene();
    ImagePixels pixels = pixels(BandRendering.DEFAULT);
    assertEquals(
        new TileBounds(600, 300, 100, 200),
        pixels.open(image(file, new TileBounds(600, 300, 300, 300))).frame());
    ImageRecord beyond = image(file, new TileBounds(900, 0, 300, 300));
    KamclException refused = assertThrows(KamclException.class, () -> pixels.open(beyond));
    assertEquals(RasterError.SMALLER_THAN_INDEXED, refused.code());
    Files.delete(file);
    assertThrows(KamclException.class, () -> pixels.open(beyond));
  }
}
