package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Checks each augmentation of a training image. */
class AugmentationTest {
  private static final Augmentation.Crop WHOLE = new Augmentation.Crop(1, 0);
  private static final ColorJitter NO_COLOR_JITTER = new ColorJitter(0, 0, 0, 0, 0);
  private static final ResolutionJitter NO_RESOLUTION_JITTER = new ResolutionJitter(0, 0.5, 0);

  private static RgbImage randomImage(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (40 + random.nextInt(170));
    }
    return new RgbImage(width, height, rgb);
  }

  private static double mean(RgbImage image, int channel) {
    double sum = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        sum += image.sample(x, y, channel);
      }
    }
    return sum / image.width() / image.height();
  }

  private static double roughness(RgbImage image) {
    double sum = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 1; x < image.width(); x++) {
        sum += Math.abs(image.sample(x, y, 1) - image.sample(x - 1, y, 1));
      }
    }
    return sum / image.width() / image.height();
  }

  @Test
  void equalSeedsGiveEqualImages() {
    Augmentation all =
        new Augmentation(
            false,
            true,
            new Augmentation.Crop(0.5, 0.4),
            new ColorJitter(0.3, 0.3, 0.2, 0.5, 30),
            new ResolutionJitter(0.5, 0.3, 0.5),
            0.5);
    RgbImage image = randomImage(40, 30);
    int different = 0;
    for (int seed = 0; seed < 50; seed++) {
      RgbImage one = all.apply(image, 32, new SplittableRandom(seed));
      RgbImage two = all.apply(image, 32, new SplittableRandom(seed));
      assertArrayEquals(one.rgb(), two.rgb());
      RgbImage other = all.apply(image, 32, new SplittableRandom(seed + 1000));
      different += Arrays.equals(one.rgb(), other.rgb()) ? 0 : 1;
    }
    assertEquals(50, different);
  }

  @Test
  void disabledAugmentationsDrawNoRandomNumbersAndChangeNothing() {
    Augmentation none =
        new Augmentation(false, false, WHOLE, NO_COLOR_JITTER, NO_RESOLUTION_JITTER, 0);
    RgbImage image = randomImage(20, 20);
    SplittableRandom random = new SplittableRandom(3);
    assertArrayEquals(image.rgb(), none.apply(image, 32, random).rgb());
    SplittableRandom levelsOnly = new SplittableRandom(3);
    for (int i = 0; i < 3; i++) {
      levelsOnly.nextDouble();
    }
    assertEquals(levelsOnly.nextLong(), random.nextLong());
  }

  @Test
  void cropAspectRatioStaysWithinTheRange() {
    Augmentation crop =
        new Augmentation(
            false,
            false,
            new Augmentation.Crop(0.5, 0.6),
            NO_COLOR_JITTER,
            NO_RESOLUTION_JITTER,
            0);
    RgbImage image = randomImage(100, 100);
    double widest = 0;
    for (int seed = 0; seed < 300; seed++) {
      RgbImage part = crop.apply(image, 64, new SplittableRandom(seed));
      double aspect = Math.abs(Math.log((double) part.width() / part.height()));
      widest = Math.max(widest, aspect);
      assertTrue(aspect <= 0.6 + 0.05, "aspect " + aspect);
      assertTrue(part.width() >= 0.5 * Math.exp(-0.3) * 100 - 1);
    }
    assertTrue(widest > 0.4, "widest " + widest);
  }

  @Test
  void hueRotationAndSaturationPreserveGray() {
    RgbImage red = new RgbImage(1, 1, new byte[] {(byte) 150, 90, 90});
    boolean greener = false;
    boolean bluer = false;
    for (int seed = 0; seed < 40; seed++) {
      RgbImage rotated = new ColorJitter(0, 0, 0, 0, 60).apply(red, new SplittableRandom(seed));
      int sum = rotated.sample(0, 0, 0) + rotated.sample(0, 0, 1) + rotated.sample(0, 0, 2);
      assertEquals(330, sum, 3, "rotation about the gray axis keeps the sum");
      greener |= rotated.sample(0, 0, 1) > rotated.sample(0, 0, 2) + 10;
      bluer |= rotated.sample(0, 0, 2) > rotated.sample(0, 0, 1) + 10;
      RgbImage faded = new ColorJitter(0, 0, 0, 1, 0).apply(red, new SplittableRandom(seed));
      double luma = 0;
      double[] weights = {0.299, 0.587, 0.114};
      for (int c = 0; c < 3; c++) {
        luma += weights[c] * faded.sample(0, 0, c);
      }
      assertEquals(0.299 * 150 + 0.701 * 90, luma, 1.5, "saturation keeps the luma");
    }
    assertTrue(greener && bluer);
    RgbImage gray = new RgbImage(1, 1, new byte[] {100, 100, 100});
    RgbImage unchanged = new ColorJitter(0, 0, 0, 1, 180).apply(gray, new SplittableRandom(1));
    assertEquals(100, unchanged.sample(0, 0, 2), 1);
  }

  @Test
  void downscalingReducesPixelsAndBlurSmooths() {
    RgbImage image = randomImage(80, 60);
    for (int seed = 0; seed < 20; seed++) {
      RgbImage coarse =
          new ResolutionJitter(1, 0.25, 0).apply(image, 64, new SplittableRandom(seed));
      assertTrue(coarse.width() >= 16 && coarse.width() <= 64, "width " + coarse.width());
      assertTrue(coarse.height() >= 15 && coarse.height() <= 60, "height " + coarse.height());
    }
    RgbImage square = ImageResizer.bilinear(image, 64, 64);
    RgbImage blurred = new ResolutionJitter(0, 0.5, 1).apply(image, 64, new SplittableRandom(1));
    assertTrue(roughness(blurred) < 0.7 * roughness(square));
    assertEquals(mean(square, 0), mean(blurred, 0), 1);
  }

  @Test
  void erasedRectangleHasTheMeanColor() {
    RgbImage image = randomImage(50, 50);
    Augmentation erase =
        new Augmentation(false, false, WHOLE, NO_COLOR_JITTER, NO_RESOLUTION_JITTER, 1);
    RgbImage erased = erase.apply(image, 50, new SplittableRandom(5));
    int covered = 0;
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 50; x++) {
        if (erased.sample(x, y, 0) != image.sample(x, y, 0)
            || erased.sample(x, y, 1) != image.sample(x, y, 1)) {
          covered++;
          assertEquals((int) mean(image, 0), erased.sample(x, y, 0));
          assertEquals((int) mean(image, 2), erased.sample(x, y, 2));
        }
      }
    }
    assertTrue(covered > 0.015 * 2500 && covered < 0.22 * 2500, "covered " + covered);
    assertFalse(Arrays.equals(image.rgb(), erased.rgb()), "nothing was erased");
  }
}
