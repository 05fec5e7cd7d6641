package org.kamcl.explorer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.file.FileError;
import org.kamcl.support.FixedExplanations;

class HitExportersTest {
  @TempDir private Path folder;

  private final HitExporters files =
      new HitExporters(
          Path.of("/home of/kamcl"),
          HitExportersTest::thumbnail,
          JpegWriter::write,
          new FixedExplanations(),
          ImageDetails.NONE);

  private static ArgbImage thumbnail(ImageRecord image, int side) {
    if (image.id() == 3) {
      throw new KamclException(RasterError.FILE_MISSING, image.file());
    }
    return new ArgbImage(4, 2, new int[8]);
  }

  private static ImageRecord image(long id, String file, double... lonLat) {
    List<GeoPoint> ring = new ArrayList<>();
    for (int i = 0; i < lonLat.length; i += 2) {
      ring.add(new GeoPoint(lonLat[i], lonLat[i + 1]));
    }
    return ImageRecord.builder(id, "Towns <1>", Path.of(file))
        .tile(id == 1 ? Optional.of(new TileBounds(5, 6, 70, 80)) : Optional.empty())
        .size(70, 80)
        .footprint(ring.isEmpty() ? Optional.empty() : Optional.of(new Footprint(ring)))
        .gsd(OptionalDouble.of(0.5))
        .date(Optional.of(LocalDate.of(2024, 5, 31)))
        .crs("EPSG:4326")
        .captions(List.of("=cmd() boats, \"many\"", "Boats & a <pier>"))
        .build();
  }

  private static SearchResult result() {
    SearchFilter filter =
        SearchFilter.NONE
            .withArea(Optional.of(GeoArea.box(-10.5, 40, 20, 50)))
            .withDates(Optional.of(LocalDate.of(2024, 1, 1)), Optional.empty())
            .withCollections(Set.of("Towns <1>", "it's"));
    SearchRequest request =
        new SearchRequest(
            QueryParser.parse("boats \"stone pier\"^2 -bridge"),
            filter,
            Optional.of(new RelevanceFeedback(Set.of(9L, 4L), Set.of(7L))),
            50);
    List<SharedConcept> concepts = List.of(new SharedConcept("boats", 0.9, 0.8));
    List<SearchHit> hits =
        List.of(
            // The image is north-up, so its ring is read clockwise.
            new SearchHit(
                1,
                image(1, "/a/x.tif", 8, 48, 9, 48, 9, 47, 8, 47),
                0.7,
                1e-4,
                MatchBand.STRONG,
                concepts),
            new SearchHit(
                2,
                image(2, "/a/y.tif", 179, 1, -179, 1, -179, -1, 179, -1),
                0.6,
                0.01,
                MatchBand.POSSIBLE,
                concepts),
            new SearchHit(3, image(3, "/a/gone.jpg"), 0.5, 0.2, MatchBand.WEAK, List.of()),
            new SearchHit(4, image(4, "/a/x.tif", 12.5, 45), 0.4, 0.3, MatchBand.WEAK, List.of()));
    return new SearchResult(request, "default", hits, 40, 40, List.of(), Duration.ofMillis(3));
  }

  private ExportFormat format(String id) {
    return files.formats().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private String export(String id) throws IOException {
    ExportFormat format = format(id);
    Path file = folder.resolve("hits" + format.extension());
    files.export(result(), format, file);
    return Files.readString(file);
  }

  @Test
  void geoJsonConformsToTheStandard() throws IOException {
    JsonObject all = JsonParser.parseString(export("geojson")).getAsJsonObject();
    assertEquals("FeatureCollection", all.get("type").getAsString());
    JsonArray features = all.getAsJsonArray("features");
    assertEquals(4, features.size());
    JsonObject polygon = features.get(0).getAsJsonObject().getAsJsonObject("geometry");
    assertEquals("Polygon", polygon.get("type").getAsString());
    assertCounterclockwise(polygon.getAsJsonArray("coordinates").get(0).getAsJsonArray());
    JsonObject across = features.get(1).getAsJsonObject().getAsJsonObject("geometry");
    assertEquals("MultiPolygon", across.get("type").getAsString());
    assertEquals(2, across.getAsJsonArray("coordinates").size());
    for (JsonElement part : across.getAsJsonArray("coordinates")) {
      assertCounterclockwise(part.getAsJsonArray().get(0).getAsJsonArray());
    }
    assertTrue(features.get(2).getAsJsonObject().get("geometry").isJsonNull());
    JsonObject point = features.get(3).getAsJsonObject().getAsJsonObject("geometry");
    assertEquals("{\"type\":\"Point\",\"coordinates\":[12.5,45.0]}", point.toString());
    JsonObject properties = features.get(0).getAsJsonObject().getAsJsonObject("properties");
    assertEquals(1, properties.get("rank").getAsInt());
    assertEquals(1e-4, properties.get("falseMatchRate").getAsDouble());
    assertEquals("strong", properties.get("match").getAsString());
    assertEquals("2024-05-31", properties.get("date").getAsString());
    assertEquals(70, properties.get("tileWidth").getAsInt());
  }

  private static void assertCounterclockwise(JsonArray ring) {
    assertEquals(5, ring.size());
    assertEquals(ring.get(0), ring.get(4));
    double twiceArea = 0;
    for (int i = 0; i < 4; i++) {
      JsonArray a = ring.get(i).getAsJsonArray();
      JsonArray b = ring.get(i + 1).getAsJsonArray();
      twiceArea +=
          a.get(0).getAsDouble() * b.get(1).getAsDouble()
              - b.get(0).getAsDouble() * a.get(1).getAsDouble();
      assertTrue(Math.abs(a.get(0).getAsDouble()) <= 180);
    }
    assertTrue(twiceArea > 0, "counter-clockwise");
  }

  @Test
  void csvIsQuotedAndFormulasAreEscaped() throws IOException {
    String csv = export("csv");
    String[] rows = csv.split("\r\n");
    assertEquals(5, rows.length);
    assertTrue(rows[0].startsWith("rank,score,false_match_rate,strong_match,match,image"));
    assertTrue(rows[1].contains(",5,6,70,80,8.5000000,47.5000000,"), rows[1]);
    assertTrue(rows[2].contains("\"MULTIPOLYGON ((("), rows[2]);
    assertTrue(csv.contains("\"'=cmd() boats, \"\"many\"\" | Boats & a <pier>\""), rows[1]);
    assertEquals("'-1", CsvExporter.text("-1"));
  }

  @Test
  void aFileListContainsEachFileOnce() throws IOException {
    assertEquals("/a/x.tif\n/a/y.tif\n/a/gone.jpg\n", export("files"));
  }

  @Test
  void aNameWithALineBreakIsOneLineOfTheFileList() throws IOException {
    SearchHit hit =
        new SearchHit(
            1, image(1, "/a/x\n/etc/\u001b[2Jy.tif"), 0.7, 1e-4, MatchBand.STRONG, List.of());
    SearchResult one =
        new SearchResult(
            result().request(), "default", List.of(hit), 1, 1, List.of(), Duration.ofMillis(3));
    Path file = folder.resolve("hits.txt");
    files.export(one, format("files"), file);
    assertEquals("/a/x\\u000a/etc/\\u001b[2Jy.tif\n", Files.readString(file));
  }

  @Test
  void theReportShowsImagesConceptsAndTheCommand() throws IOException {
    String page = export("html");
    assertTrue(Files.size(folder.resolve("hits_files/00001.jpg")) > 0);
    assertTrue(page.contains("src=\"hits_files/00002.jpg\""));
    assertTrue(page.contains("The image /a/gone.jpg does not exist"), "missing files are named");
    assertTrue(page.contains("<mark>Boats</mark> &amp; a &lt;pier&gt;"));
    assertTrue(page.contains("Towns &lt;1&gt;") && !page.contains("Towns <1>"));
    assertTrue(page.contains("kamcl search --bbox=-10.5,40,20,50"));
    export("html");
    try (var remaining = Files.list(folder)) {
      assertEquals(2, remaining.count(), "no partial files remain");
    }
  }

  @Test
  void aReportWithExplanationsShowsWhereWordsAndConcepts() throws IOException {
    String page = export("explained");
    assertTrue(Files.size(folder.resolve("hits_files/00002-where.jpg")) > 0);
    assertTrue(page.contains("src=\"hits_files/00002-where.jpg\""));
    assertTrue(page.contains("<span>-0.050</span>") && page.contains("<span>+0.40</span>"));
    assertTrue(page.contains("boats +0.300") && page.contains("&lt;i&gt; -0.125"));
    assertTrue(page.contains("Asked for but not seen: pier"));
    assertTrue(page.contains("Lowered by 0.100 because it shows bridge &amp; rail"));
    assertFalse(page.contains("<i>") || page.contains("http"), "escaped and self-contained");
    assertFalse(export("html").contains("-where.jpg"), "only on request");
    assertFalse(Files.exists(folder.resolve("hits_files/00002-where.jpg")));
  }

  @Test
  void aReportNeverDeletesFilesThatItDidNotWrite() throws IOException {
    Path foreign = folder.resolve("hits_files/sub/thesis.txt");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "three years");
    KamclException failure = assertThrows(KamclException.class, () -> export("html"));
    assertTrue(failure.is(FileError.FOREIGN_FILE), failure.toString());
    assertTrue(failure.getMessage().contains("hits_files"), failure.getMessage());
    assertEquals("three years", Files.readString(foreign));
    assertFalse(Files.exists(folder.resolve("hits.html")), "the page is not written either");
  }

  @Test
  void aFileAddedToTheImagesOfAReportIsKept() throws IOException {
    String page = export("html");
    Path added = Files.writeString(folder.resolve("hits_files/notes.txt"), "mine");
    assertThrows(KamclException.class, () -> export("html"));
    assertEquals("mine", Files.readString(added));
    assertEquals(page, Files.readString(folder.resolve("hits.html")));
    assertTrue(Files.exists(folder.resolve("hits_files/00001.jpg")));
    Files.delete(added);
    export("html");
  }

  @Test
  void foldersNamedLikePartsOfAReportAreKept() throws IOException {
    for (String name : List.of(".hits_files.part", ".hits_files.old")) {
      Path foreign = folder.resolve(name).resolve("a.txt");
      Files.createDirectories(foreign.getParent());
      Files.writeString(foreign, "mine");
      export("html");
      assertEquals("mine", Files.readString(foreign));
    }
  }

  @Test
  void theCommandLineIsQuotedForEachShell() {
    assertEquals(
        "kamcl search --bbox=-10.5,40,20,50 --since 2024-01-01 --collection 'Towns <1>'"
            + " --collection 'it'\\''s' --relevant 4,9 --not-relevant 7 --top 50 --model default --workspace"
            + " '/home of/kamcl' 'boats \"stone pier\"^2 -bridge'",
        new SearchCommandLine(Path.of("/home of/kamcl"), false).of(result()));
    GeoArea drawn =
        GeoArea.of(List.of(new GeoPoint(1, 2), new GeoPoint(3, 2), new GeoPoint(2.25, -4)));
    SearchRequest request =
        SearchRequest.of(QueryParser.parse("-snow mountain"), 20)
            .with(SearchFilter.NONE.withArea(Optional.of(drawn)));
    String line = new SearchCommandLine(Path.of("/h"), true).of(request, "m");
    assertEquals(
        "kamcl search \"--area=1,2 3,2 2.25,-4\" --top 20 --model m --workspace /h -- \"-snow mountain\"",
        line);
    GeoArea ring =
        new GeoArea(
            List.of(
                new GeoArea.Polygon(
                    List.of(new GeoPoint(170, 0), new GeoPoint(-170, 0), new GeoPoint(-170, 9)),
                    List.of(
                        List.of(
                            new GeoPoint(-174, 1),
                            new GeoPoint(-172, 1),
                            new GeoPoint(-172, 2))))));
    assertEquals(
        "kamcl search '--area={\"type\":\"MultiPolygon\",\"coordinates\":[[[[170,0],[190,0],[190,9],"
            + "[170,0]],[[-174,1],[-172,1],[-172,2],[-174,1]]]]}' --top 20 --model m --workspace /h"
            + " mountain",
        new SearchCommandLine(Path.of("/h"), false)
            .of(
                SearchRequest.of(QueryParser.parse("mountain"), 20)
                    .with(SearchFilter.NONE.withArea(Optional.of(ring))),
                "m"));
  }

  @Test
  void aFailedExportHasACodeAndKeepsTheOldFile() throws IOException {
    assertFails(folder.resolve("no/such/hits.csv"), "csv", ExportError.FOLDER_MISSING);
    assertFails(folder, "csv", ExportError.IS_FOLDER);
    assertFails(folder.resolve("no/hits.html"), "html", ExportError.FOLDER_MISSING);
    Path file = folder.resolve("old.html");
    Files.writeString(file, "old");
    HitExporters failing =
        new HitExporters(
            folder,
            HitExportersTest::thumbnail,
            (pixels, to) -> {
              throw new IOException("the disk is full");
            },
            new FixedExplanations(),
            ImageDetails.NONE);
    assertEquals(
        ExportError.WRITE_FAILED,
        assertThrows(KamclException.class, () -> failing.export(result(), format("html"), file))
            .code());
    assertEquals("old", Files.readString(file));
    try (var remaining = Files.list(folder)) {
      assertEquals(1, remaining.count());
    }
  }

  @Test
  void aFullDiskIsReportedToTheCaller() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    GeoJsonExporter json = new GeoJsonExporter(new SearchCommandLine(folder));
    assertThrows(IOException.class, () -> json.write(result(), full));
    assertThrows(IOException.class, () -> new CsvExporter().write(result(), full));
  }

  private void assertFails(Path file, String id, ExportError code) {
    KamclException error =
        assertThrows(KamclException.class, () -> files.export(result(), format(id), file));
    assertEquals(code, error.code());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }
}
