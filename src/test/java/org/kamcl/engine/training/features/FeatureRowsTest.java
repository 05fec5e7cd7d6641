package org.kamcl.engine.training.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class FeatureRowsTest {
  private static final String ONE = DigestUtils.sha256Hex("one");
  private static final String TWO = DigestUtils.sha256Hex("two");
  private static final float[] FIRST = {1, -2.5f, Float.MIN_VALUE};
  private static final float[] SECOND = {4, 5, 6};

  /** Bytes before the first row. */
  private static final int HEADER = 16;

  @TempDir private Path folder;

  private FeatureRows open() {
    return FeatureRows.open(folder, "images", 3);
  }

  private void write() {
    try (FeatureRows rows = open()) {
      rows.add(ONE, FIRST);
      rows.add(TWO, SECOND);
      rows.sync();
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void rowsAreFoundByTheirHashAndEqualToTheLastBit() {
    write();
    try (FeatureRows rows = open()) {
      assertArrayEquals(FIRST, rows.get(ONE));
      assertArrayEquals(SECOND, rows.get(TWO));
      assertFalse(rows.has(DigestUtils.sha256Hex("three")));
    }
  }

  @Test
  void severalProgramsAddRowsAtOnce() {
    try (FeatureRows rows = open();
        FeatureRows other = open()) {
      rows.add(ONE, FIRST);
      other.add(TWO, SECOND);
      assertArrayEquals(FIRST, rows.get(ONE));
      rows.sync();
      other.sync();
      try (FeatureRows later = open()) {
        assertTrue(later.has(ONE) && later.has(TWO));
      }
    }
  }

  @Test
  void tornRowOfAKilledProgramIsMissingAndCanBeAddedAgain() throws IOException {
    write();
    Path file = file();
    byte[] whole = Files.readAllBytes(file);
    for (int cut : List.of(1, 20, 47)) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      try (FeatureRows rows = open()) {
        assertTrue(rows.has(ONE));
        assertFalse(rows.has(TWO), cut + " bytes");
      }
    }
    try (FeatureRows rows = open()) {
      rows.add(TWO, SECOND);
      rows.sync();
    }
    try (FeatureRows rows = open()) {
      assertArrayEquals(FIRST, rows.get(ONE));
      assertArrayEquals(SECOND, rows.get(TWO));
    }
  }

  @Test
  void damagedRowIsMissing() throws IOException {
    write();
    Path file = file();
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {HEADER, HEADER + 33, HEADER + 47}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      try (FeatureRows rows = open()) {
        assertFalse(rows.has(ONE), "byte " + at);
        assertArrayEquals(SECOND, rows.get(TWO));
      }
    }
  }

  @Test
  void rowThatChangesWhileItIsUsedIsReported() throws IOException {
    write();
    Path file = file();
    try (FeatureRows rows = open()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[HEADER + 40] ^= 1;
      Files.write(file, bytes);
      KamclException failure = assertThrows(KamclException.class, () -> rows.get(ONE));
      assertTrue(failure.is(FeatureError.DAMAGED));
    }
  }

  @Test
  void filesOfAnotherWidthOrKindAreIgnored() throws IOException {
    write();
    Files.writeString(folder.resolve("images-notes.rows"), "text");
    Files.writeString(folder.resolve("images-empty.rows"), "");
    try (FeatureRows wider = FeatureRows.open(folder, "images", 4);
        FeatureRows other = FeatureRows.open(folder, "captions", 3);
        FeatureRows rows = open()) {
      assertFalse(wider.has(ONE));
      assertFalse(other.has(ONE));
      assertEquals(3, rows.get(ONE).length);
    }
  }
}
