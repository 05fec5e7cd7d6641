package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.error.KamclException;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;
import org.kamcl.support.TiffVariantWriter;

/** Reproducibly damaged files: each is read or rejected with an error that names it. */
class DamagedFilesTest {
  private static final int DAMAGES = 120;
  private static final long MAX_NANOS = 10_000_000_000L;

  @TempDir private Path folder;
  private final ImageLoader reader = new ImageLoader();

  private byte[] validFile(String kind) throws IOException {
    Path file = folder.resolve("valid");
    switch (kind) {
      case "jpeg" -> {
        return ImageBytes.jpeg(TestModels.image(1, 90, 45));
      }
      case "geo" ->
          new GeoTiffWriter(40, 30, 3, 16, at -> at[0])
              .at(500_000, 5_900_000, 2)
              .epsg(1, 32767)
              .key(2048, 4269)
              .key(3074, 32767)
              .key(3075, 1)
              .key(3080, -82.5)
              .key(3092, 0.9999)
              .noData("7")
              .write(file);
      default -> {
        int compression = kind.equals("lzw") ? 5 : kind.equals("deflate") ? 8 : 32_773;
        new TiffVariantWriter(61, 47, 3, at -> at[0] * at[1])
            .tiles(16, 16)
            .compressed(compression, compression == 32_773 ? 1 : 2)
            .write(file);
      }
    }
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "geo", "lzw", "deflate", "packbits"})
  void damagedFilesAreReadOrRejectedWithACode(String kind) throws IOException {
    byte[] valid = validFile(kind);
    Random random = new Random(kind.hashCode());
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = valid.clone();
      if (i % 3 == 0) {
        damaged = Arrays.copyOf(valid, random.nextInt(valid.length));
      } else {
        int count = 1 + random.nextInt(8);
        for (int k = 0; k < count; k++) {
          // Damage is concentrated at both ends, where the headers are.
          int reach = Math.min(400, valid.length);
          int at = random.nextInt(reach);
          at = random.nextBoolean() ? at : valid.length - 1 - at;
          damaged[at] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt(256));
        }
      }
      Path file = Files.write(folder.resolve(kind + i), damaged);
      long start = System.nanoTime();
      readAll(file, i);
      assertTrue(System.nanoTime() - start < MAX_NANOS, kind + " " + i + " took too long");
    }
  }

  private void readAll(Path file, int i) {
    for (Runnable read :
        List.<Runnable>of(
            () -> reader.inspector().inspect(file, OptionalInt.empty()),
            () -> reader.plan(file, TilingSpec.DEFAULT, OptionalInt.empty()),
            () -> reader.read(file, Optional.empty(), 64))) {
      try {
        read.run();
      } catch (KamclException e) {
        assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
      } catch (RuntimeException | StackOverflowError e) {
        fail(file.getFileName() + " " + i, e);
      }
    }
  }
}
