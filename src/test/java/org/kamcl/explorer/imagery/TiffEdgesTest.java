package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.tiff.TiffError;
import org.kamcl.support.TiffVariantWriter;

/** TIFF files whose last tiles are short, that are very wide, or that are sparse. */
class TiffEdgesTest {
  private static final int WIDTH = 53;
  private static final int HEIGHT = 37;

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  private static int pixelValue(int[] at) {
    return (at[0] * 7 + at[1] * 13 + at[2] * 90) % 256;
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,false",
    "5,1,false",
    "5,2,true",
    "8,1,true",
    "8,2,false",
    "32773,1,false",
    "1,1,true"
  })
  void tilesThatEndWithTheLastRowOfTheImageAreRead(int compression, int predictor, boolean planar)
      throws IOException {
    TiffVariantWriter writer =
        new TiffVariantWriter(WIDTH, HEIGHT, 3, TiffEdgesTest::pixelValue)
            .tiles(16, 16)
            .compressed(compression, predictor)
            .endingWithImage();
    Path file = (planar ? writer.planar() : writer).write(folder.resolve("short.tif"));
    assertEquals(
        List.of(), loader.inspector().inspect(file, OptionalInt.empty()).warnings(), "no damage");
    RgbImage image = loader.read(file, Optional.empty(), 512);
    for (int x = 0; x < WIDTH; x++) {
      for (int c = 0; c < 3; c++) {
        assertEquals(pixelValue(new int[] {x, HEIGHT - 1, c}), image.sample(x, HEIGHT - 1, c));
      }
    }
    // One row less is damage.
    byte[] bytes = Files.readAllBytes(file);
    if (compression == 1 && !planar) {
      Path cut = folder.resolve("cut.tif");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length - 3 * 16));
      assertEquals(
          1, loader.inspector().inspect(cut, OptionalInt.empty()).warnings().size(), "damage");
    }
  }

  @Test
  void anImageThatIsTooLargeIsNamedAsThat() {
    Path file =
        new TiffVariantWriter(4, 4, 1, at -> 0)
            .tag(256, 3_000_000_000L)
            .write(folder.resolve("a.tif"));
    KamclException e =
        assertThrows(
            KamclException.class, () -> loader.inspector().inspect(file, OptionalInt.empty()));
    assertTrue(((Problem) e.arguments().get(1)).is(TiffError.IMAGE_TOO_LARGE), e.getMessage());
    assertTrue(e.getMessage().contains("3000000000"), e.getMessage());
  }

  /** A file of one row of zeros with a bright pixel, of which only some bytes are on the disk. */
  private Path row(int width, int bits, long bright) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    long length = (long) width * bits / 8;
    int[][] tags = {
      {256, width},
      {257, 1},
      {258, bits},
      {259, 1},
      {262, 1},
      {273, 200},
      {277, 1},
      {278, 1},
      {279, (int) length}
    };
    head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    head.putShort((short) tags.length);
    for (int[] tag : tags) {
      head.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    Path file = folder.resolve("wide.tif");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(head.array());
      out.setLength(200 + length);
      out.seek(200 + bright);
      out.write(0xff);
    }
    return file;
  }

  @Test
  @Timeout(20)
  void aRowOfABillionPixelsIsReadInParts() throws IOException {
    int width = 200_000_000;
    Path file = row(width, 8, width - 10L);
    assertEquals(width, loader.inspector().inspect(file, OptionalInt.empty()).width());
    RgbImage end = loader.read(file, Optional.of(new TileBounds(width - 20, 0, 20, 1)), 512);
    assertEquals(255, end.sample(10, 0, 0));
    assertEquals(0, end.sample(11, 0, 0));
    assertEquals(512, loader.read(file, Optional.empty(), 512).width(), 1);
    // Bits are packed across parts.
    Path bits = row(1_600_000_000, 1, 150_000_000);
    RgbImage part = loader.read(bits, Optional.of(new TileBounds(1_199_999_990, 0, 30, 1)), 512);
    assertEquals(0, part.sample(9, 0, 0));
    assertEquals(255, part.sample(10, 0, 0));
    assertEquals(255, part.sample(17, 0, 0));
    assertEquals(0, part.sample(18, 0, 0));
  }

  /** A sparse file: only some chunks of a large grid are stored. */
  private Path sparse(int side, int tile, int... stored) throws IOException {
    int across = side / tile;
    ByteBuffer out =
        ByteBuffer.allocate(8 + 2 + 12 * 12 + 4 + 8 * across * across + tile * tile)
            .order(ByteOrder.LITTLE_ENDIAN);
    int lists = 8 + 2 + 12 * 12 + 4;
    int counts = lists + 4 * across * across;
    int data = counts + 4 * across * across;
    int[][] tags = {
      {256, 1, side},
      {257, 1, side},
      {258, 1, 8},
      {259, 1, 1},
      {262, 1, 1},
      {277, 1, 1},
      {322, 1, tile},
      {323, 1, tile},
      {324, across * across, lists},
      {325, across * across, counts},
      {339, 1, 1},
      {284, 1, 1}
    };
    Arrays.sort(tags, (a, b) -> Integer.compare(a[0], b[0]));
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    out.putShort((short) tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) 4).putInt(tag[1]).putInt(tag[2]);
    }
    for (int chunk : stored) {
      out.putInt(lists + 4 * chunk, data);
      out.putInt(counts + 4 * chunk, tile * tile);
    }
    for (int i = 0; i < tile * tile; i++) {
      out.put(data + i, (byte) (i % 251));
    }
    return Files.write(folder.resolve("sparse.tif"), out.array());
  }

  @Test
  @Timeout(20)
  void onlyStoredPartsOfASparseSceneAreIndexed() throws IOException {
    Path file = sparse(1 << 17, 1 << 10, 5, 128 * 128 - 1);
    TilingSpec tiling = TilingSpec.parse("512px", 0, OptionalDouble.empty());
    List<PlannedImage> images = loader.plan(file, tiling, OptionalInt.empty());
    assertEquals(8, images.size(), "four tiles of each stored chunk");
    assertEquals(5 << 10, images.get(0).tile().orElseThrow().x());
    TileBounds last = images.get(7).tile().orElseThrow();
    assertEquals((1 << 17) - 512, last.x());
    assertEquals((1 << 17) - 512, last.y());
  }

  @Test
  @Timeout(20)
  void aSceneOfTooManyTilesIsRefusedByName() throws IOException {
    Path file = sparse(1 << 17, 1 << 10, IntStream.range(0, 1 << 14).toArray());
    TilingSpec tiling = TilingSpec.parse("256px", 0, OptionalDouble.empty());
    KamclException e =
        assertThrows(KamclException.class, () -> loader.plan(file, tiling, OptionalInt.empty()));
    assertEquals(RasterError.TOO_MANY_TILES, e.code());
    assertTrue(e.getMessage().contains("sparse.tif"), e.getMessage());
  }
}
