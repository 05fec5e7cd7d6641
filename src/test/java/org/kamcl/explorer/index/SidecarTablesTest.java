package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.csv.CsvError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.support.FileNameEncoding;

/** How the rows of location tables are matched with files. */
class SidecarTablesTest {
  @TempDir private Path folder;
  private final SidecarTables tables = new SidecarTables();

  @BeforeEach
  void createFiles() throws IOException {
    for (String name :
        List.of("photos/a.jpg", "photos/sub/b.jpg", "scenes/a.jpg", "scenes/c.jpg")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "");
    }
  }

  private void readTable(String name, String... rows) throws IOException {
    tables.readLocations(
        Files.writeString(
            folder.resolve(name), "filename,lon,lat\n" + String.join("\n", rows) + "\n"),
        sources());
  }

  /** The files of the tests, as files of each folder that a test indexes. */
  private List<SourceFile> sources() {
    List<SourceFile> sources = new ArrayList<>();
    for (String name :
        List.of(
            "photos/a.jpg",
            "photos/sub/b.jpg",
            "scenes/a.jpg",
            "scenes/c.jpg",
            "Z\u00fcrich.jpg",
            "photos/Zu\u0308rich.jpg",
            "x/Zu\u0308rich.JPG",
            "Gen\u00e8ve.jpg",
            "upper.jpg",
            "TWICE.jpg",
            "Twice.jpg")) {
      sources.add(new SourceFile(folder.resolve(name), folder, "Towns"));
    }
    for (String name : List.of("a.jpg", "sub/b.jpg")) {
      for (String indexed : List.of("photos", "link")) {
        Path below = folder.resolve(indexed);
        sources.add(new SourceFile(below.resolve(name), below, "Towns"));
      }
    }
    return sources;
  }

  private Optional<Double> longitude(String file) {
    return tables
        .location(folder, folder.resolve(file))
        .map(ImageLocation::center)
        .map(p -> p.lon());
  }

  @Test
  void pathsInASubfolderTableAreRelativeToItsFolder() throws IOException {
    readTable("photos/locations.csv", "a.jpg,1,0", "sub/b.jpg,2,0", "c.jpg,3,0");
    assertEquals(Optional.of(1.0), longitude("photos/a.jpg"));
    assertEquals(Optional.of(2.0), longitude("photos/sub/b.jpg"));
    assertEquals(
        Optional.empty(),
        longitude("scenes/a.jpg"),
        "a file of the same name elsewhere does not match");
    assertEquals(Optional.of(3.0), longitude("scenes/c.jpg"), "the name is unique in the archive");
    assertEquals(List.of(), tables.warnings());
  }

  @Test
  void pathsInTheTableOfTheIndexedFolderAreRelativeToIt() throws IOException {
    readTable("locations.csv", "photos/a.jpg,1,0", "scenes/a.jpg,2,0", "b.jpg,3,0", "d.jpg,4,0");
    assertEquals(Optional.of(1.0), longitude("photos/a.jpg"));
    assertEquals(Optional.of(2.0), longitude("scenes/a.jpg"));
    assertEquals(Optional.of(3.0), longitude("photos/sub/b.jpg"), "a unique file name is enough");
    assertEquals(Optional.empty(), longitude("scenes/c.jpg"));
    assertEquals(List.of(Problem.of(IndexError.ROWS_WITHOUT_FILE, 1L)), tables.warnings());
  }

  @Test
  void aTableFromElsewhereAppliesToTheIndexedFolder() throws IOException {
    Files.createDirectory(folder.resolve("originals"));
    Files.writeString(folder.resolve("originals/a.jpg"), "");
    readTable("originals/locations.csv", "a.jpg,1,0", "sub/b.jpg,2,0");
    Path photos = folder.resolve("photos");
    assertTrue(tables.location(photos, photos.resolve("a.jpg")).isPresent());
    assertTrue(tables.location(photos, photos.resolve("sub/b.jpg")).isPresent());
  }

  @Test
  void linksAreFollowed() throws IOException {
    readTable("photos/locations.csv", "a.jpg,1,0");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("photos"));
    assertTrue(tables.location(link, link.resolve("a.jpg")).isPresent());
  }

  private Optional<GeoPoint> point(String file) {
    return tables.location(folder, folder.resolve(file)).map(ImageLocation::center);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename;lon;lat;meters\\na.jpg;8,54;-47,37;300,5\\n",
        "sep=;\\nFile;Longitude;Latitude;Metres\\na.jpg;8.54;-47.37;300.5\\n",
        "Latitude\\tLongitude\\tmeters\\tFile name\\n\u221247.37\\t+8.54\\t300.5\\ta.jpg\\n",
        "image,lng,lat,meters\\na.jpg,8.54,-47.37,300.5\\n",
        "file_name,lon,lat,meters\\na.jpg,\"8,54\",\"-47,37\",\"300,5\"\\n",
      })
  void dialectsOfSpreadsheetsAreRead(String text) throws IOException {
    String table = text.replace("\\n", "\n").replace("\\t", "\t");
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      SidecarTables read = new SidecarTables();
      Path file = folder.resolve("photos/t.csv");
      read.readLocations(Files.write(file, ("\ufeff" + table).getBytes(charset)), sources());
      ImageLocation location = read.location(folder, folder.resolve("photos/a.jpg")).orElseThrow();
      assertEquals(new GeoPoint(8.54, -47.37), location.center());
      assertEquals(OptionalDouble.of(300.5), location.widthMeters());
      assertEquals(List.of(), read.warnings());
    }
  }

  @Test
  void numbersThatCanBeReadInTwoWaysAreRefused() throws IOException {
    Path file = folder.resolve("t.csv");
    tables.readLocations(
        Files.writeString(
            file,
            "filename;lon;lat;meters\na.jpg;8,54;47,37;1.234\nb.jpg;8.54;47.37;1,234\n"
                + "c.jpg;1.008,54;47,37;\nd.jpg;0x1p3;47;\ne.jpg;8,5d;47;\n"),
        sources());
    assertEquals(
        List.of(
            Problem.of(IndexError.ROW_NUMBER_INVALID, file, 2, "1.234").in(file),
            Problem.of(IndexError.ROW_NUMBER_INVALID, file, 3, "1,234").in(file),
            Problem.of(IndexError.ROW_NUMBER_INVALID, file, 4, "1.008,54").in(file),
            Problem.of(IndexError.ROW_NUMBER_INVALID, file, 5, "0x1p3").in(file),
            Problem.of(IndexError.ROW_NUMBER_INVALID, file, 6, "8,5d").in(file)),
        tables.warnings());
  }

  @Test
  void secondRowOfAFileIsReported() throws IOException {
    FileNameEncoding.assumeUtf8();
    readTable("t.csv", "Z\u00fcrich.jpg,1,0", "Zu\u0308rich.jpg,1,0", "./Zu\u0308rich.jpg,2,0");
    assertEquals(Optional.of(1.0), longitude("Z\u00fcrich.jpg"));
    Path file = folder.resolve("t.csv");
    assertEquals(
        List.of(Problem.of(IndexError.ROW_REPEATED, file, 4, "./Zu\u0308rich.jpg").in(file)),
        tables.warnings());
  }

  @Test
  void unclosedQuoteSkipsItsRowOnly() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("photos/t.csv"),
            "filename,lon,lat,note\na.jpg,1,47,\"house 16\nsub/b.jpg,2,47,x\nc.jpg,3,47,\"y\n");
    tables.readLocations(file, sources());
    assertEquals(Optional.empty(), longitude("photos/a.jpg"));
    assertEquals(Optional.of(2.0), longitude("photos/sub/b.jpg"));
    assertEquals(
        List.of(
            Problem.of(CsvError.QUOTE_NOT_CLOSED, file, 2).in(file),
            Problem.of(CsvError.QUOTE_NOT_CLOSED, file, 4).in(file)),
        tables.warnings());
  }

  @Test
  void namesMatchInEitherUnicodeFormAndOtherCase() throws IOException {
    FileNameEncoding.assumeUtf8();
    readTable(
        "locations.csv",
        "photos/Z\u00fcrich.jpg,1,0",
        "Gene\u0300ve.jpg,2,0",
        "Upper.JPG,3,0",
        "twice.JPG,4,0",
        "TWICE.jpg,5,0");
    assertEquals(Optional.of(new GeoPoint(1, 0)), point("photos/Zu\u0308rich.jpg"));
    assertEquals(Optional.of(new GeoPoint(2, 0)), point("photos/Gen\u00e8ve.jpg"));
    assertEquals(Optional.of(new GeoPoint(3, 0)), point("upper.jpg"));
    assertEquals(Optional.of(new GeoPoint(5, 0)), point("TWICE.jpg"));
    assertEquals(Optional.empty(), point("Twice.jpg"), "two rows differ only in case");
    Files.writeString(
        folder.resolve("captions.csv"),
        "filename,caption\nZ\u00fcrich.jpg,A town\nZu\u0308rich.jpg,A lake\n");
    tables.readCaptions(sources());
    assertEquals(
        List.of("A town", "A lake"),
        tables.captions(folder, folder.resolve("x/Zu\u0308rich.JPG")).stream()
            .map(Caption::sentence)
            .toList());
  }

  @Test
  void rowsOfFilesThatDoNotExistAreCountedButNotKept() throws IOException {
    Path file = folder.resolve("photos/t.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("filename,lon,lat\n");
      for (int i = 0; i < 300_000; i++) {
        out.write("tile_" + i + ".tif,7.5,47.25\n");
        if (i == 123_456) {
          out.write("A.JPG,1,2\n");
        }
      }
      out.write("sub/b.jpg,3,4\n");
    }
    tables.readLocations(file, sources());
    assertEquals(Optional.of(new GeoPoint(1, 2)), point("photos/a.jpg"));
    assertEquals(Optional.of(new GeoPoint(3, 4)), point("photos/sub/b.jpg"));
    assertEquals(List.of(Problem.of(IndexError.ROWS_WITHOUT_FILE, 300_000L)), tables.warnings());
  }

  @Test
  void captionsOfOneIndexedFolderAreNotThoseOfAnother() throws IOException {
    Files.writeString(folder.resolve("photos/captions.csv"), "filename,caption\na.jpg,A pier\n");
    Files.writeString(folder.resolve("scenes/captions.csv"), "filename,caption\na.jpg,A lake\n");
    Path photos = folder.resolve("photos");
    Path scenes = folder.resolve("scenes");
    tables.readCaptions(
        List.of(
            new SourceFile(photos.resolve("a.jpg"), photos, "Photos"),
            new SourceFile(scenes.resolve("a.jpg"), scenes, "Scenes")));
    assertEquals(
        List.of(new Caption("A pier", "")), tables.captions(photos, photos.resolve("a.jpg")));
    assertEquals(
        List.of(new Caption("A lake", "")), tables.captions(scenes, scenes.resolve("a.jpg")));
  }

  @Test
  void aCaptionThatIsTooLongCostsItsRow() throws IOException {
    Path file = folder.resolve("captions.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("filename,caption\na.jpg,A pier\nc.jpg,");
      for (int i = 0; i < 3_000; i++) {
        out.write("a very long caption ".repeat(50));
      }
      out.write("\nb.jpg,A lake\n");
    }
    tables.readCaptions(sources());
    assertEquals(
        List.of(new Caption("A pier", "")),
        tables.captions(folder, folder.resolve("photos/a.jpg")));
    assertEquals(
        List.of(new Caption("A lake", "")),
        tables.captions(folder, folder.resolve("photos/sub/b.jpg")));
    assertEquals(List.of(), tables.captions(folder, folder.resolve("scenes/c.jpg")));
    assertEquals(
        List.of(Problem.of(CsvError.ROW_TOO_LONG, file, 3, 131_072).in(file)), tables.warnings());
  }

  @Test
  void aTableOfCaptionsThatIsNoTextIsNotUsedInPart() throws IOException {
    Path file = folder.resolve("captions.csv");
    StringBuilder text = new StringBuilder("filename,caption\na.jpg,A pier\n");
    text.append("z.jpg,A town\n".repeat(200_000)).append("b.jpg,K\u00f6ln\n");
    Files.write(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    tables.readCaptions(sources());
    assertEquals(List.of(), tables.captions(folder, folder.resolve("photos/a.jpg")));
    assertEquals(List.of(Problem.of(CsvError.NOT_UTF8, file).in(file)), tables.warnings());
  }

  @Test
  void withoutATableThereAreNoLocations() {
    assertEquals(Optional.empty(), longitude("photos/a.jpg"));
  }
}
