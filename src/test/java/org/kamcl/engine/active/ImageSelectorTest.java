package org.kamcl.engine.active;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.active.ImageSelector.Choice;
import org.kamcl.engine.active.ImageSelector.Selection;

class ImageSelectorTest {
  private static List<Integer> images(Selection selection) {
    return selection.choices().stream().map(Choice::image).toList();
  }

  private static Selection select(ImagePool pool, int count) {
    return ImageSelector.select(pool, count, () -> false);
  }

  private static double[] equal(int images) {
    double[] uncertainty = new double[images];
    Arrays.fill(uncertainty, 1);
    return uncertainty;
  }

  /** Vectors around some axes, in the order of the axes again and again. */
  private static double[][] clusters(int axes, int images, double spread, long seed) {
    Random random = new Random(seed);
    double[][] vectors = new double[images][axes];
    for (int i = 0; i < images; i++) {
      for (int d = 0; d < axes; d++) {
        vectors[i][d] = spread * random.nextGaussian() + (i % axes == d ? 1 : 0);
      }
    }
    return vectors;
  }

  @Test
  void oneImageOfEachClusterIsChosenThatHasNoCaption() {
    double[][] vectors = clusters(6, 120, 0.03, 1);
    // Images 0 and 6 are in the first cluster, 1 in the second.
    Selection selection = select(new PlantedPool(vectors, equal(120), 0, 6, 1), 4);
    List<Integer> clusters = images(selection).stream().map(i -> i % 6).sorted().toList();
    assertEquals(List.of(2, 3, 4, 5), clusters);
    assertEquals(117, selection.candidates());
    assertEquals(3, selection.captioned());
    selection
        .choices()
        .forEach(choice -> assertEquals(Math.sqrt(2), choice.distance().orElseThrow(), 0.15));
  }

  @Test
  void theProductOfUncertaintyAndDistanceDecides() {
    double[][] vectors = {{1, 0}, {0, 1}, {-1, 0}, {1, 1}};
    // Distances to image 0: 1.414, 2, 0.765. Products: 4.24, 2, 1.53.
    double[] uncertainty = {9, 3, 1, 2};
    Selection selection = select(new PlantedPool(vectors, uncertainty, 0), 3);
    // Then image 2 has 1 * 1.414 and image 3 has 2 * 0.765.
    assertEquals(List.of(1, 3, 2), images(selection));
    Choice first = selection.choices().get(0);
    assertEquals(3, first.uncertainty());
    assertEquals(Math.sqrt(2), first.distance().orElseThrow(), 1e-6);
    assertEquals(OptionalInt.of(0), first.nearest());
    assertEquals(OptionalInt.of(1), selection.choices().get(2).nearest());
  }

  @Test
  void withoutCaptionsTheMostUncertainImageIsFirstAndHasNoDistance() {
    double[][] vectors = {{1, 0}, {0, 1}, {0, -1}, {1, 0.1}};
    Selection selection = select(new PlantedPool(vectors, new double[] {1, 5, 2, 4}), 3);
    // Then image 2 has 2 * 2 and image 3 has 4 * 1.342.
    assertEquals(List.of(1, 3, 2), images(selection));
    assertEquals(OptionalDouble.empty(), selection.choices().get(0).distance());
    assertEquals(OptionalInt.empty(), selection.choices().get(0).nearest());
    assertEquals(OptionalInt.of(1), selection.choices().get(1).nearest());
  }

  @Test
  void equalProductsAreDecidedByTheDistanceAndThenByTheOrder() {
    double[][] vectors = {{1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {-1, 0, 0}};
    double[] uncertainty = {1, 2 / Math.sqrt(2), 2 / Math.sqrt(2), 1};
    List<Integer> chosen = images(select(new PlantedPool(vectors, uncertainty, 0), 3));
    assertEquals(3, chosen.get(0));
    assertEquals(List.of(1, 2), chosen.subList(1, 3));
    double[][] corners = {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 0, -1}};
    assertEquals(1, images(select(new PlantedPool(corners, equal(4), 0), 1)).get(0));
  }

  @Test
  void copiesOfCaptionedAndChosenImagesAreLeftOut() {
    double[][] vectors = {{1, 2, 3}, {1, 2, 3}, {3, 1, 0}, {3, 1, 0}, {2, 4, 6}, {0, 1, 0}};
    Selection selection = select(new PlantedPool(vectors, equal(6), 0), 6);
    assertEquals(List.of(2, 5), images(selection));
    assertEquals(3, selection.same());
    assertEquals(5, selection.candidates());
  }

  @Test
  void copiesAreLeftOutEvenIfTheyAreAllThereIs() {
    double[][] vectors = {{1, 2}, {1, 2}, {1, 2}};
    Selection selection = select(new PlantedPool(vectors, equal(3), 0), 2);
    assertEquals(List.of(), images(selection));
    assertEquals(2, selection.same());
  }

  @Test
  void fewerImagesThanAskedAreAllChosenOnce() {
    double[][] vectors = {{1, 0}, {0, 1}, {1, 1}};
    Selection selection = select(new PlantedPool(vectors, equal(3), 0), 20);
    assertEquals(List.of(1, 2), images(selection));
    assertEquals(List.of(), images(select(new PlantedPool(vectors, equal(3), 0, 1, 2), 20)));
    assertEquals(List.of(), images(select(new PlantedPool(new double[0][], new double[0]), 1)));
  }

  @Test
  void imagesThatTheModelIsSureAboutAreChosenLastTheFarthestFirst() {
    double[][] vectors = {{1, 0}, {0, 1}, {-1, 0}, {1, 1}};
    List<Integer> chosen =
        images(select(new PlantedPool(vectors, new double[] {0, 0, 0, 0.5}, 0), 3));
    assertEquals(List.of(3, 2, 1), chosen);
  }

  /** The definition, without bounds. */
  private static List<Integer> naive(PlantedPool pool, double[] uncertainty, int count) {
    int size = pool.size();
    double[] distance = new double[size];
    Arrays.fill(distance, 2);
    List<Integer> centers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (pool.isCaptioned(i)) {
        centers.add(i);
      }
    }
    List<Integer> chosen = new ArrayList<>();
    for (int from = 0; chosen.size() < count; ) {
      for (; from < centers.size(); from++) {
        float[] similarities = pool.similarities(centers.get(from));
        for (int i = 0; i < size; i++) {
          double d = Math.sqrt(Math.max(0, 2 - 2.0 * similarities[i]));
          distance[i] = Math.min(distance[i], d);
        }
      }
      int best = -1;
      for (int i = 0; i < size; i++) {
        if (!centers.contains(i)
            && (best < 0 || uncertainty[i] * distance[i] > uncertainty[best] * distance[best])) {
          best = i;
        }
      }
      chosen.add(best);
      centers.add(best);
    }
    return chosen;
  }

  @Test
  void boundsDoNotChangeTheChoiceAndSaveComparisons() {
    int images = 3000;
    double[][] vectors = clusters(24, images, 0.08, 3);
    Random random = new Random(4);
    double[] uncertainty = random.doubles(images, 0.5, 2).toArray();
    int[] captioned = random.ints(0, images).distinct().limit(1200).sorted().toArray();
    PlantedPool pool = new PlantedPool(vectors, uncertainty, captioned);
    List<Integer> chosen = images(select(pool, 20));
    int scans = pool.scans();
    assertEquals(naive(pool, uncertainty, 20), chosen);
    assertTrue(scans < 600, scans + " comparisons instead of 1,220");
  }

  @Test
  void theChoiceIsRightWhereTheBoundsDoNotHelp() {
    int images = 900;
    double[][] vectors = clusters(40, images, 1, 5);
    double[] uncertainty = equal(images);
    int[] captioned = new Random(6).ints(0, images).distinct().limit(150).sorted().toArray();
    PlantedPool pool = new PlantedPool(vectors, uncertainty, captioned);
    List<Integer> chosen = images(select(pool, 10));
    int scans = pool.scans();
    assertEquals(naive(pool, uncertainty, 10), chosen);
    assertTrue(scans <= 2 * 150 + 11, scans + " comparisons");
  }

  @Test
  void anImageThatCannotBeComparedDoesNotHideOthers() {
    double[][] vectors = {{1, 0}, {Double.NaN, 1}, {0, 1}};
    Selection selection = select(new PlantedPool(vectors, equal(3), 1), 2);
    assertEquals(List.of(0, 2), images(selection));
  }

  @Test
  void cancellingEndsTheChoice() {
    PlantedPool pool = new PlantedPool(new double[][] {{1, 0}, {0, 1}}, equal(2), 0);
    assertThrows(CancellationException.class, () -> ImageSelector.select(pool, 1, () -> true));
    assertThrows(IllegalArgumentException.class, () -> select(pool, 0));
  }
}
