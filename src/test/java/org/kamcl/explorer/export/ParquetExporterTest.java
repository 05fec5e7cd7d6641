package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.SearchResult;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBReader;

/** Reads exported files with the library's generic reader. */
class ParquetExporterTest {
  @TempDir private Path folder;

  /** A file that was read. */
  private record Read(JsonObject geo, String model, List<Group> rows) {}

  private Read export(SearchResult result) throws IOException {
    Path file = folder.resolve("hits.parquet");
    ExportedHits.exporters().export(result, ExportedHits.format("parquet"), file);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      var metadata = reader.getFooter().getFileMetaData();
      MessageType schema = metadata.getSchema();
      List<Group> rows = new ArrayList<>();
      for (var pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
      return new Read(
          JsonParser.parseString(metadata.getKeyValueMetaData().get("geo")).getAsJsonObject(),
          metadata.getKeyValueMetaData().get("kamcl:model"),
          rows);
    }
  }

  @Test
  void rowsHaveValuesGeometriesAndEmbeddings() throws Exception {
    Read read = export(ExportedHits.ranked());
    assertEquals("default", read.model());
    assertEquals(4, read.rows().size());
    Group first = read.rows().get(0);
    assertEquals(1, first.getLong("rank", 0));
    assertEquals(0.7, first.getDouble("score", 0));
    assertEquals("A pier's \"end\" | Boats", first.getString("captions", 0));
    assertEquals(LocalDate.of(2024, 5, 31).toEpochDay(), first.getInteger("date", 0));
    Geometry outline = new WKBReader().read(first.getBinary("geometry", 0).getBytes());
    assertEquals("MULTIPOLYGON (((8 47, 9 47, 9 48, 8 48, 8 47)))", outline.toText());
    List<Float> embedding = new ArrayList<>();
    Group list = first.getGroup("embedding", 0);
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      embedding.add(list.getGroup("list", i).getFloat("element", 0));
    }
    assertEquals(List.of(0.6f, 0.8f, 0f), embedding);
  }

  @Test
  void whatIsUnknownIsNull() throws IOException {
    Group third = export(ExportedHits.ranked()).rows().get(2);
    for (String column :
        List.of("date", "gsd", "crs", "tags", "captions", "geometry", "embedding")) {
      assertEquals(0, third.getFieldRepetitionCount(column), column);
    }
    Group listed = export(ExportedHits.listed()).rows().get(0);
    for (String column : List.of("score", "false_match_rate", "match", "term_scores")) {
      assertEquals(0, listed.getFieldRepetitionCount(column), column);
    }
    assertEquals("Anna's; surveyed", listed.getString("tags", 0));
  }

  @Test
  void theMetadataIsThatOfGeoParquet() throws IOException {
    JsonObject geo = export(ExportedHits.ranked()).geo();
    assertEquals("1.1.0", geo.get("version").getAsString());
    assertEquals("geometry", geo.get("primary_column").getAsString());
    JsonObject column = geo.getAsJsonObject("columns").getAsJsonObject("geometry");
    assertEquals("WKB", column.get("encoding").getAsString());
    assertEquals("[\"MultiPolygon\",\"Point\"]", column.get("geometry_types").toString());
    assertEquals("[-180.0,-1.0,180.0,48.0]", column.get("bbox").toString());
    assertNull(column.get("crs"), "longitude and latitude in WGS 84");
  }

  @Test
  void aCanceledExportLeavesNothing() throws IOException {
    int[] calls = new int[1];
    assertThrows(
        CancellationException.class,
        () ->
            ExportedHits.exporters()
                .export(
                    ExportedHits.ranked(),
                    ExportedHits.format("parquet"),
                    folder.resolve("hits.parquet"),
                    () -> {
                      if (++calls[0] == 3) {
                        throw new CancellationException();
                      }
                    }));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
