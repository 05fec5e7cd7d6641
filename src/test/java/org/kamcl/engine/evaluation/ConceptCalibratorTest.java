package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ConceptCalibration;

class ConceptCalibratorTest {
  /** Strength and mention probability of a concept. */
  private interface Head {
    /**
     * @return strength, then the probability that the captions mention the concept
     */
    double[] of(int image, Random random);
  }

  private static ConceptObservations images(
      int count, long seed, List<String> names, Head... heads) {
    ConceptObservations images = new ConceptObservations(names);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      float[] strengths = new float[heads.length];
      List<String> words = new ArrayList<>();
      for (int c = 0; c < heads.length; c++) {
        double[] one = heads[c].of(i, random);
        strengths[c] = (float) one[0];
        if (random.nextDouble() < one[1]) {
          words.add(names.get(c));
        }
      }
      images.add(strengths, List.of("A view of " + String.join(", ", words) + "."));
    }
    return images;
  }

  /**
   * A uniform random strength. The captions mention the concept with probability 0.95 if the
   * strength is at least 0.5, and 0.3 otherwise.
   */
  private static double[] halved(int image, Random random) {
    double strength = random.nextDouble();
    return new double[] {strength, strength >= 0.5 ? 0.95 : 0.3};
  }

  private static double precision(ConceptObservations images, int concept, double from) {
    int shown = 0;
    int named = 0;
    for (int i = 0; i < images.size(); i++) {
      if (images.strength(i, concept) >= from) {
        shown++;
        named += images.isNamed(i, concept) ? 1 : 0;
      }
    }
    return (double) named / shown;
  }

  @Test
  void thresholdIsTheLowestWithTheTargetPrecision() {
    Head halved = ConceptCalibratorTest::halved;
    ConceptObservations images = images(4000, 1, List.of("lake"), halved);
    double from = ConceptCalibrator.calibrate(images, "").displayThreshold("lake");
    // 0.5 * 0.04 / 0.61 of the 30 % range can be added to the 95 % range to keep 91 %.
    assertEquals(0.5 - 0.033, from, 0.02);
    assertTrue(precision(images, 0, from) >= 0.91);
    assertTrue(precision(images, 0, from - 0.03) < 0.91);
    ConceptObservations others = images(4000, 2, List.of("lake"), halved);
    assertTrue(precision(others, 0, from) >= 0.9, "the precision holds on other images");
  }

  @Test
  void everyConceptHasTheThresholdOfItsOwnImages() {
    // One is correct from 0.3 on, the other from 0.8 on.
    ConceptObservations images =
        images(
            3000,
            3,
            List.of("lake", "grey"),
            (i, random) -> {
              double s = random.nextDouble();
              return new double[] {s, s >= 0.3 ? 0.97 : 0.1};
            },
            (i, random) -> {
              double s = random.nextDouble();
              return new double[] {s, s >= 0.8 ? 0.97 : 0.1};
            });
    ConceptCalibration calibration = ConceptCalibrator.calibrate(images, "");
    assertEquals(0.27, calibration.displayThreshold("lake"), 0.03);
    assertEquals(0.785, calibration.displayThreshold("grey"), 0.03);
  }

  @Test
  void conceptsWithFewImagesStayCloseToThePooledThreshold() {
    // At strength 0.15, captions mention "sure" in 60 images and "few" in 20; other concepts are
    // rarely mentioned there. 60 images outweigh the prior. "wrong" is wrong six times at 0.6.
    Head common =
        (i, random) -> {
          double s = random.nextDouble();
          return new double[] {s, s >= 0.5 ? 0.95 : 0.2};
        };
    Head sure = (i, random) -> i < 60 ? new double[] {0.15, 1} : new double[] {0.02, 0};
    Head few = (i, random) -> i < 20 ? new double[] {0.15, 1} : new double[] {0.02, 0};
    Head wrong =
        (i, random) ->
            i < 6 ? new double[] {0.6, 0} : i < 40 ? new double[] {0.4, 1} : new double[] {0.02, 0};
    Head none = (i, random) -> i < 20 ? new double[] {0.04, 1} : new double[] {0.03, 0};
    ConceptObservations images =
        images(
            2000,
            4,
            List.of("lake", "grey", "sure", "few", "wrong", "none"),
            common,
            common,
            sure,
            few,
            wrong,
            none);
    ConceptCalibration calibration = ConceptCalibrator.calibrate(images, "");
    double usual = calibration.displayThreshold("lake");
    assertTrue(calibration.displayThreshold("sure") < 0.15);
    assertTrue(calibration.displayThreshold("few") > 0.15);
    assertTrue(
        calibration.displayThreshold("wrong") > 0.6, "its false positives are not displayed");
    assertEquals(usual, calibration.displayThreshold("none"), 0.05);
  }

  @Test
  void rareConceptsShareAThreshold() {
    int concepts = 30;
    List<String> names = new ArrayList<>();
    Head[] heads = new Head[concepts];
    for (int c = 0; c < concepts; c++) {
      names.add("concept" + c);
      int positives = c == 0 ? 20 : 19;
      int first = 10 * c;
      heads[c] =
          (i, random) ->
              i >= first && i < first + positives
                  ? new double[] {0.8, 1}
                  : new double[] {i == first + 20 ? 0.5 : 0.01, 0};
    }
    ConceptObservations images = images(400, 5, names, heads);
    ConceptCalibration calibration = ConceptCalibrator.calibrate(images, "corpus, split val");
    assertEquals(Set.of("concept0"), calibration.calibratedConcepts());
    double together = calibration.displayThreshold("concept1");
    for (int c = 2; c < concepts; c++) {
      assertEquals(together, calibration.displayThreshold("concept" + c));
    }
    assertTrue(together < 0.5, "one false positive each leaves 19 of 20");
    assertEquals("corpus, split val", calibration.source());
  }

  @Test
  void nothingIsDisplayedWithoutMentions() {
    Head silent = (i, random) -> new double[] {random.nextDouble(), 0};
    ConceptObservations images = images(300, 6, List.of("lake", "grey"), silent, silent);
    ConceptCalibration calibration = ConceptCalibrator.calibrate(images, "");
    assertTrue(
        calibration.displayThreshold("lake") > 1 && calibration.displayThreshold("grey") > 1);
    assertEquals(0, calibration.frequency(0.9));
    ConceptDisplayMetrics heldOut = ConceptCalibrator.crossValidate(images, 5, 1);
    assertEquals(0, heldOut.shown());
    assertEquals(0, heldOut.fractionWithAtLeast(1));
    ConceptObservations nothing = new ConceptObservations(List.of("lake"));
    assertTrue(ConceptCalibrator.calibrate(nothing, "").displayThreshold("lake") > 1);
  }

  @Test
  void frequenciesNeverDecreaseWithStrength() {
    // Mentions are rarer at 0.25 than at 0.15, so both get the pooled frequency.
    ConceptObservations images =
        images(
            3000,
            7,
            List.of("lake"),
            (i, random) -> {
              double[] strengths = {0.05, 0.15, 0.25, 0.65};
              double[] named = {0.1, 0.5, 0.3, 0.9};
              return new double[] {strengths[i % 4], named[i % 4]};
            });
    ConceptCalibration calibration = ConceptCalibrator.calibrate(images, "");
    assertEquals(0.1, calibration.frequency(0.05), 0.03);
    assertEquals(0.4, calibration.frequency(0.15), 0.03);
    assertEquals(calibration.frequency(0.15), calibration.frequency(0.25));
    assertEquals(0.9, calibration.frequency(0.65), 0.03);
  }

  @Test
  void crossValidationUsesThresholdsOfTheOtherFolds() {
    Head clear = (i, random) -> i % 2 == 0 ? new double[] {0.9, 1} : new double[] {0.02, 0};
    Head thirds = (i, random) -> i % 3 == 0 ? new double[] {0.9, 1} : new double[] {0.02, 0};
    ConceptDisplayMetrics sure =
        ConceptCalibrator.crossValidate(
            images(600, 8, List.of("lake", "grey"), clear, thirds), 5, 1);
    assertEquals(600, sure.images());
    assertEquals(300 + 200, sure.shown());
    assertEquals(1, sure.precision());
    assertEquals(400 / 600.0, sure.fractionWithAtLeast(1), 1e-9);
    assertEquals(100 / 600.0, sure.fractionWithAtLeast(2), 1e-9);
    assertEquals(2, sure.distinctConcepts());
    assertEquals(
        0,
        sure.reliabilityOfShown().expectedCalibrationError(),
        0.01,
        "predictions match the frequencies");

    Head halved = ConceptCalibratorTest::halved;
    ConceptDisplayMetrics held =
        ConceptCalibrator.crossValidate(images(2000, 9, List.of("lake"), halved), 5, 1);
    assertEquals(0.91, held.precision(), 0.02);
    assertEquals(0.53, held.fractionWithAtLeast(1), 0.03);
    assertEquals(0, held.fractionWithAtLeast(2));
    assertTrue(held.reliabilityOfShown().expectedCalibrationError() < 0.05);
  }

  @Test
  void foldsAreEvenAndDependOnTheSeed() {
    int[] parts = ConceptCalibrator.folds(13, 5, 1);
    int[] sizes = new int[5];
    Arrays.stream(parts).forEach(p -> sizes[p]++);
    Arrays.sort(sizes);
    assertEquals("[2, 2, 3, 3, 3]", Arrays.toString(sizes));
    assertEquals(Arrays.toString(parts), Arrays.toString(ConceptCalibrator.folds(13, 5, 1)));
    assertTrue(!Arrays.equals(parts, ConceptCalibrator.folds(13, 5, 2)));
  }

  @Test
  void conceptIsMentionedByItsExactWordOnly() {
    ConceptObservations images = new ConceptObservations(List.of("boat", "boats", "lake", "park"));
    images.add(
        new float[] {1.2f, -0.1f, 0.5f, 0}, List.of("Boats on a lake.", "two parking lots,lake"));
    assertEquals(
        List.of(false, true, true, false),
        List.of(
            images.isNamed(0, 0),
            images.isNamed(0, 1),
            images.isNamed(0, 2),
            images.isNamed(0, 3)));
    assertEquals(1, images.strength(0, 0));
    assertEquals(0, images.strength(0, 1));
    assertEquals(0.5, images.strength(0, 2), 0.002);
  }
}
