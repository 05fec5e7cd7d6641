package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.TileBounds;

/** JPEG 2000 images of 40 x 30 pixels that do not begin at the origin of their reference grid. */
class Jp2OriginTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  /** Lossless files, encoded with OpenJPEG. */
  private enum Sample {
    /** Gray, image at (5, 3), tiles of 16 x 16 from (2, 1). */
    TILED(
        1,
        "/0//UQApAAAAAAAtAAAAIQAAAAUAAAADAAAAEAAAABAAAAACAAAAAQABBwEB/1IADAAAAAEAAQQE"
            + "AAH/XAAHQEBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAA"
            + "AABEAAH/k8+0mBFQT7V3RoUs4PWDgYjDp32c1/P1HgN+cNE2bZdY8DHkWSwBOFMfwHwiwDoQEWVD"
            + "IS8SjP+QAAoAAQAAAEgAAf+Tz7SsEOGsWrJHxMlATmw2lCssk4x6bYebkZ9pOeQhpjtaPIZWz8tK"
            + "kgGL94e0J8B8IcA6GDad5xKOn/+QAAoAAgAAADUAAf+Tz7R8gnUJXaH62QfTf1avBvK+qlmb6A7E"
            + "SO4YK0F+S+xCuaAdCBKM/5AACgADAAAARQAB/5PPtJgRHcE83lTwtfyOTn4qDRXBr5g2kbi75c6y"
            + "KAoRdmWp8WcjtaqP38B8IsA6GBFlQypbEo3f/5AACgAEAAAATwAB/5PPtMRhhXxvbZnhaY0qPm2C"
            + "iCk0p7R0zXR3jrKhz/6D2a1l5z1IxSovsvsigWJvzthh+1jXwHwiQDoYNqGZvxKOa/+QAAoABQAA"
            + "ADwAAf+Tz7SUHzBgBuQuxyBD6MJvKMdxyLnng7+RSpXzMzMzKpmAAAAABeNwGaAdDBKN3//Z"),

    /** Gray, image at (37, 21) in a tile of 64 x 64 from (30, 20). */
    ONE_TILE(
        1,
        "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAHgAAACgA"
            + "AQcHAAAAAAAPY29scgEAAAAAABEAAADkanAyY/9P/1EAKQAAAAAATQAAADMAAAAlAAAAFQAAAEAA"
            + "AABAAAAAHgAAABQAAQcBAf9SAAwAAAABAAIEBAAB/1wACkBASEhQSEhQ/2QAJQABQ3JlYXRlZCBi"
            + "eSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS40/5AACgAAAAAAbAAB/5PPtOARTvgeq+twACzOD2xfAYKR"
            + "T6PFizBVd9G4rkhw4UqGZACes3B9EIAYW3nt4Gax+hVGuVBOdm28D8D5AsB8I4ARazPQjxKNuU9v"
            + "wBPAfCLAOigRazSzvxKOuv9//9k="),

    /** Red, green and blue, image at (7, 9) in a tile of 64 x 64 from (0, 0). */
    RGB(
        3,
        "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAHgAAACgA"
            + "AwcHAAAAAAAPY29scgEAAAAAABAAAALNanAyY/9P/1EALwAAAAAALwAAACcAAAAHAAAACQAAAEAA"
            + "AABAAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAIEBAAB/1wACkBASEhQSEhQ/2QAJQABQ3Jl"
            + "YXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS40/5AACgAAAAACTwAB/5PPtOARTwO9KbrO8+Un"
            + "cSEirY0SuNuxuoNcwBYun/s6Ou5rzNJpm7mXG07Do0FF2jJK9LTVBBMrbwa6n9+B2I+DDZeagGxz"
            + "r5xmTx/XrPMCKCEkjTq/SGM0nJqYNSj1r+BMH+0vsGuWzmKDylzLopjrPkEkpBlXPc8d34IoOOOT"
            + "GxR1+EL/LJ0u4aOihicQ2gXckcmKo7aGiKfVzAzkl9ihIPJPbsvarsOtLJCiABqhMGJJugH33bWS"
            + "o4QLRctEnDOfwPkCwHwjgEDjEX8/Eo25T2/AE8/ATn4DUfgIAI+0AlIKGHieQI8LmggaCCfnt0Jx"
            + "0zvdeglZdmUuqydodxPq+PBeQtLaQoJVf2u6jZa76/QWkZm9sghIQD/PwH4+0kn5jwA4hbFySEUN"
            + "5uXzlamppNQGVaGtYU84z60nPYcx84RfPcjljNA808LTSiNh9aGxh98L683mTBH5QvqA1Ln1RemG"
            + "WpPXYm4LZ88vxvbzMg64yMbRmr8QRifZ9isiEEKjUG0fwHwiwDooEWs0s78Sjrr/f8/AVj7RePwD"
            + "ANao+USQcMQ6E6CY21ll1xeKjQEZw6hW5Syq0TYQM/EZmq7SUEgiWk/5QVkSqVEHzd6wfJL6bLY/"
            + "z8COPtJo/AaAk8NUaj17wDvRx/O3OR9eI90uQtHf0KLmRf9/zQhEoMJgYZ92UWlif72OciVk0AXo"
            + "49CPFEt8T8qJ36wtNQebiFIGnap/y2ncf5HbVCfgE1ICZPjYiVNCnj06tw4BBh//f/9//9k=");

    private final int bands;
    private final String base64;

    Sample(int bands, String base64) {
      this.bands = bands;
      this.base64 = base64;
    }

    int value(int x, int y, int channel) {
      return (x * 4 + y * 3 + (bands == 1 ? 0 : 40 * channel)) % 256;
    }
  }

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("offset.jp2"), bytes);
  }

  @ParameterizedTest
  @EnumSource(Sample.class)
  void allPixelsAreRead(Sample sample) throws IOException {
    Path file = write(Base64.getDecoder().decode(sample.base64));
    ImageMetadata metadata = loader.inspector().inspect(file, OptionalInt.empty());
    assertEquals(List.of(WIDTH, HEIGHT), List.of(metadata.width(), metadata.height()));
    assertEquals(List.of(), metadata.warnings());
    assertPixels(sample, file, new TileBounds(0, 0, WIDTH, HEIGHT));
  }

  @ParameterizedTest
  @EnumSource(Sample.class)
  void partsAreReadFromTheirPlace(Sample sample) throws IOException {
    Path file = write(Base64.getDecoder().decode(sample.base64));
    for (int x : new int[] {0, 1, 9, 13, 20, 30}) {
      for (int y : new int[] {0, 5, 14, 21}) {
        assertPixels(sample, file, new TileBounds(x, y, Math.min(17, WIDTH - x), 9));
      }
    }
  }

  private void assertPixels(Sample sample, Path file, TileBounds part) {
    RgbImage image = loader.read(file, Optional.of(part), 512);
    assertEquals(List.of(part.width(), part.height()), List.of(image.width(), image.height()));
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(
              sample.value(part.x() + x, part.y() + y, c),
              image.sample(x, y, c),
              part + ": " + x + ", " + y);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Sample.class)
  void reducedImagesShowTheSame(Sample sample) throws IOException {
    Path file = write(Base64.getDecoder().decode(sample.base64));
    TileBounds part = new TileBounds(8, 4, 30, 24);
    RgbImage image = loader.read(file, Optional.of(part), 15);
    assertTrue(image.width() >= 15 && image.width() < 30, "reduced to " + image.width());
    for (int y = 1; y < image.height() - 1; y++) {
      for (int x = 1; x < image.width() - 1; x++) {
        int expected = sample.value(part.x() + 2 * x, part.y() + 2 * y, 0);
        // Away from where the pattern starts anew.
        if (expected > 30 && expected < 225) {
          assertEquals(expected, image.sample(x, y, 0), 9, x + ", " + y);
        }
      }
    }
  }
}
