package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.SearchResult;

class NpyExporterTest {
  @TempDir private Path folder;

  private Path export(SearchResult result) {
    Path file = folder.resolve("hits.npy");
    ExportedHits.exporters().export(result, ExportedHits.format("npy"), file);
    return file;
  }

  private Path table() {
    return folder.resolve("hits.npy.csv");
  }

  private static SearchResult only(int from, int to) {
    SearchResult all = ExportedHits.ranked();
    return new SearchResult(
        all.request(), "default", all.hits().subList(from, to), 4, 4, List.of(), all.duration());
  }

  @Test
  void rowsOfMatrixAndTableAreTheHitsWithEmbeddings() throws IOException {
    byte[] bytes = Files.readAllBytes(export(ExportedHits.ranked()));
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertArrayEquals(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, Arrays.copyOf(bytes, 10));
    assertTrue(header.contains("'shape': (2, 3)") && header.contains("'<f4'"), header);
    float[] values = new float[6];
    ByteBuffer.wrap(bytes, 128, 24).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    assertArrayEquals(new float[] {0.6f, 0.8f, 0, 0.6f, -0.8f, 0}, values);
    assertEquals(128 + 24, bytes.length);
    CsvTable rows = CsvTable.parse(table(), Files.readString(table()));
    assertEquals(
        List.of("1", "2"),
        rows.rows().stream().map(row -> row.values().get(rows.column("image"))).toList());
  }

  @Test
  void bothAreReplacedTogether() throws IOException {
    export(ExportedHits.ranked());
    export(only(1, 2));
    assertEquals(128 + 12, Files.size(folder.resolve("hits.npy")));
    assertEquals(2, Files.readAllLines(table()).size(), "names and one row");
  }

  @Test
  void anotherFileOfTheNameOfTheTableIsNotReplaced() throws IOException {
    Files.writeString(table(), "mine");
    KamclException failure =
        assertThrows(KamclException.class, () -> export(ExportedHits.ranked()));
    assertTrue(failure.is(ExportError.TABLE_EXISTS), failure.getMessage());
    assertEquals("mine", Files.readString(table()));
    assertFalse(Files.exists(folder.resolve("hits.npy")));
  }

  @Test
  void imagesWithoutEmbeddingsAloneAreRefused() {
    KamclException failure = assertThrows(KamclException.class, () -> export(only(2, 4)));
    assertTrue(failure.is(ExportError.NO_EMBEDDINGS), failure.getMessage());
    assertFalse(Files.exists(folder.resolve("hits.npy")));
    assertFalse(Files.exists(table()));
  }
}
