package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConceptRowsTest {
  private static List<byte[]> rows(int count, int width, double zeros) {
    Random random = new Random(count + width);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] row = new byte[width];
      random.nextBytes(row);
      for (int c = 0; c < width; c++) {
        row[c] = random.nextDouble() < zeros ? 0 : row[c];
      }
      rows.add(row);
    }
    return rows;
  }

  private static void assertRows(List<byte[]> expected, List<byte[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), "row " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,512,0.7", "1023,205,0.7", "1024,8,0", "1025,7,0.5", "3000,1,1", "2,0,0"})
  void rowsComeBackAsTheyWere(int count, int width, double zeros) {
    List<byte[]> rows = rows(count, width, zeros);
    assertRows(rows, new ConceptRows(rows).list());
  }

  @Test
  void moreRowsDoNotChangeAnEarlierList() {
    List<byte[]> all = rows(5000, 33, 0.6);
    List<byte[]> known = List.of();
    for (int from = 0, to = 1; from < all.size(); from = to, to = Math.min(2 * to + 7, 5000)) {
      List<byte[]> before = known;
      ConceptRows rows = new ConceptRows(before);
      all.subList(from, to).forEach(rows::add);
      known = rows.list();
      assertRows(all.subList(0, from), before);
      assertRows(all.subList(0, to), known);
    }
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    ConceptRows rows = new ConceptRows(rows(3, 5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> rows.add(new byte[6]));
  }
}
