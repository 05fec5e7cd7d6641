package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.index.EmbeddingIndex.Match;

class FlatIndexTest {
  private static float[][] vectors(int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int d = 0; d < dimension; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static FlatIndex index(float[][] rows) {
    FlatIndex.Builder builder = new FlatIndex.Builder(rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      builder.add(1000L + i, rows[i]);
    }
    return builder.build();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "1,512,5",
    "1007,512,20",
    "1008,8,20",
    "1009,8,5000",
    "9000,512,50",
    "300,13,20",
    "2017,1,9"
  })
  void resultsEqualThoseOfANaiveScan(int count, int dimension, int top) {
    float[][] rows = vectors(count, dimension, 3);
    float[] query = vectors(1, dimension, 4)[0];
    List<Integer> expected =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -dot(rows[i], query)))
            .limit(top)
            .toList();
    List<Match> found = index(rows).search(query, top);
    assertEquals(expected, found.stream().map(Match::position).toList());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(dot(rows[expected.get(i)], query), found.get(i).score(), 1e-4);
      assertEquals(1000L + expected.get(i), found.get(i).id());
      assertEquals(i + 1, found.get(i).countAtLeast());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1007, 1008, 2500})
  void severalQueriesAtOnceHaveTheScoresOfScans(int count) {
    int dimension = 37;
    FlatIndex.Builder builder = new FlatIndex.Builder(dimension);
    float[][] vectors = vectors(count, dimension, 3);
    for (int i = 0; i < count; i++) {
      builder.add(i, vectors[i]);
    }
    FlatIndex index =
        builder.build(work -> IntStream.range(0, 2).parallel().forEach(i -> work.run()));
    List<float[]> queries = List.of(vectors(3, dimension, 9));
    BitSet some = new BitSet();
    for (int i = count / 3; i < count; i += 2) {
      some.set(i);
    }
    for (BitSet allowed : Arrays.asList(null, some)) {
      float[][] found = new float[3][count];
      for (float[] row : found) {
        Arrays.fill(row, Float.NaN);
      }
      index.scanAll(
          queries,
          allowed,
          (query, from, scores, length) -> {
            for (int i = 0; i < length; i++) {
              if (allowed == null || allowed.get(from + i)) {
                found[query][from + i] = scores[i];
              }
            }
          });
      for (int q = 0; q < 3; q++) {
        assertArrayEquals(
            index.scan(queries.get(q), allowed, 1, EmbeddingIndex.ScanListener.NONE).scores(),
            found[q]);
      }
    }
  }

  @Test
  void tiesKeepTheirOrderAndAreCounted() {
    float[][] rows = {{0, 1}, {1, 0}, {1, 0}, {0.5f, 0}, {1, 0}};
    List<Match> found = index(rows).search(new float[] {1, 0}, 2);
    assertEquals(List.of(1, 2), found.stream().map(Match::position).toList());
    assertEquals(List.of(3, 3), found.stream().map(Match::countAtLeast).toList());
    List<Match> all = index(rows).search(new float[] {1, 0}, 9);
    assertEquals(List.of(3, 3, 3, 4, 5), all.stream().map(Match::countAtLeast).toList());
  }

  @Test
  void returnsVectorsAndRejectsOtherDimensions() {
    float[][] rows = vectors(4200, 8, 5);
    FlatIndex index = index(rows);
    assertEquals(4200, index.size());
    assertArrayEquals(rows[4150], index.vector(5150).orElseThrow());
    assertTrue(index.vector(7).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> index.search(new float[7], 1));
    assertEquals(List.of(), new FlatIndex.Builder(8).build().search(new float[8], 3));
  }
}
