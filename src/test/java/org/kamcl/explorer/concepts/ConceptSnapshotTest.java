package org.kamcl.explorer.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.explorer.api.ConceptAnalysis.Companion;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.api.ConceptAnalysis.Details;
import org.kamcl.explorer.domain.ImageRecord;

/** Counts by hand. */
class ConceptSnapshotTest {
  private static final List<String> NAMES = List.of("boats", "water", "desert", "many");

  /** 60 with boats and water, 20 with water, 100 with desert, 20 with nothing; half have many. */
  private static List<byte[]> rows() {
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int many = i % 2 == 0 ? 255 : 0;
      if (i < 60) {
        rows.add(row(200 + i % 50, 180, 0, many));
      } else if (i < 80) {
        rows.add(row(50, 180, 0, many));
      } else if (i < 180) {
        rows.add(row(0, 0, 255, many));
      } else {
        rows.add(row(10, 10, 10, many));
      }
    }
    return rows;
  }

  private static byte[] row(int... strengths) {
    byte[] row = new byte[strengths.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = (byte) strengths[c];
    }
    return row;
  }

  private static ConceptSnapshot snapshot(BitSet searchable) {
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      images.add(
          searchable.get(i)
              ? ImageRecord.builder(1000 + i, "c", Path.of(i + ".png")).build()
              : null);
    }
    ConceptCalibration calibration =
        new ConceptCalibration(
            Map.of("boats", 0.5),
            0.3,
            List.of(new ConceptCalibration.Point(0, 0), new ConceptCalibration.Point(1, 0.8)),
            "hand");
    return new ConceptSnapshot(
        NAMES,
        c -> c != 3,
        c -> c != 3 && c != 2,
        calibration,
        rows(),
        images,
        searchable,
        () -> false);
  }

  private static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, 200);
    return all;
  }

  @Test
  void imagesHaveTheConceptsWhoseThresholdTheyReach() {
    List<Concept> concepts = snapshot(all()).concepts(c -> OptionalInt.empty());
    assertEquals(List.of(60, 80, 100, 100), concepts.stream().map(Concept::archiveImages).toList());
    assertTrue(concepts.get(0).measured());
    assertFalse(concepts.get(1).measured());
    assertEquals(0.4, concepts.get(0).reliability(), 1e-12, "half way to 0.8");
    assertEquals((100 * 255 + 20 * 10) / 200.0 / 255, concepts.get(2).meanStrength(), 1e-12);
    assertFalse(concepts.get(3).visual());
    assertFalse(concepts.get(3).marked(), "as the model says");
    assertTrue(concepts.get(2).visual() && concepts.get(2).marked());
  }

  @Test
  void imagesThatAreGoneAreNotCounted() {
    BitSet some = all();
    some.clear(0, 30);
    ConceptSnapshot snapshot = snapshot(some);
    assertEquals(170, snapshot.images());
    assertEquals(30, snapshot.concepts(c -> OptionalInt.empty()).get(0).archiveImages());
    Details boats = snapshot.details(0, 5, c -> OptionalInt.empty());
    assertEquals(30, boats.having().size());
    assertEquals(170, boats.histogram().stream().mapToInt(n -> n).sum());
  }

  @Test
  void companionsAreThoseThatComeTogetherMoreOftenThanChance() {
    Details boats = snapshot(all()).details(0, 3, c -> OptionalInt.empty());
    // 60 of 60 boats with water; by chance 60 * 80 / 200 = 24. Desert never comes with boats, and
    // "many" as often as by chance.
    assertEquals(List.of(new Companion("water", 60, 1, 2.5)), boats.companions());
    assertEquals(249 / 255.0, boats.strengths().get(0), 1e-12);
    assertEquals(1049, boats.examples().get(0).id(), "the strongest first");
    assertEquals(60, boats.having().size());
  }

  @Test
  void theRatioIsThatOfTheHandComputedTable() {
    // Counts 10, 20, 30, 40: expected 12, 18, 28, 42.
    double expected =
        2
            * (10 * Math.log(10 / 12.0)
                + 20 * Math.log(20 / 18.0)
                + 30 * Math.log(30 / 28.0)
                + 40 * Math.log(40 / 42.0));
    assertEquals(expected, CoOccurrence.ratio(10, 20, 30, 40), 1e-12);
    assertEquals(0, CoOccurrence.ratio(5, 5, 5, 5), 1e-12);
  }

  @Test
  void aFewImagesProveNothing() {
    // Two of two together among ten: may be chance.
    assertTrue(CoOccurrence.ratio(2, 0, 0, 8) < CoOccurrence.LEAST_RATIO);
  }

  @Test
  void countingCanBeCancelled() {
    assertThrows(
        CancellationException.class,
        () -> ConceptPresence.of(rows(), all(), new double[] {0.1, 0.1}, () -> true));
  }

  @Test
  void aStoredStrengthReachesItsOwnThreshold() {
    for (int level = 1; level <= 255; level++) {
      double[] threshold = {level / 255.0};
      BitSet both = new BitSet();
      both.set(0, 2);
      ConceptPresence presence =
          ConceptPresence.of(List.of(row(level), row(level - 1)), both, threshold, () -> false);
      assertEquals(1, presence.count(0), "strength " + level);
    }
  }
}
