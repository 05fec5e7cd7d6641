package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class LocationTablesTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theOnlyTableWithFileAndCoordinateColumnsIsFound() throws IOException {
    write("captions.csv", "filename,caption\na.jpg,A river\n");
    write("notes.csv", "lon,lat\n1,2\n");
    Path locations = write("Locations.CSV", "\ufeff\"Lat\";Lon;FILENAME\n1;2;a.jpg\n\n3;4;b.jpg\n");
    assertEquals(
        Optional.of(new LocationTables.Found(locations, 2)), LocationTables.findIn(folder));
  }

  @Test
  void noneOfSeveralTablesIsChosen() throws IOException {
    write("a.csv", "filename,lon,lat\n");
    write("b.csv", "file,lon,lat,date\n");
    assertEquals(Optional.empty(), LocationTables.findIn(folder));
  }

  @Test
  void aTableInASubfolderIsFoundIfTheFolderHasNone() throws IOException {
    Files.createDirectory(folder.resolve("scenes"));
    Files.createDirectory(folder.resolve("photos"));
    Path inSubfolder = write("photos/locations.csv", "filename,lon,lat\na.jpg,1,2\n");
    assertEquals(
        Optional.of(new LocationTables.Found(inSubfolder, 1)), LocationTables.findIn(folder));
    Path inFolder = write("all.csv", "filename,lon,lat\n");
    assertEquals(Optional.of(new LocationTables.Found(inFolder, 0)), LocationTables.findIn(folder));
    Files.delete(inFolder);
    write("scenes/locations.csv", "filename,lon,lat\n");
    assertEquals(Optional.empty(), LocationTables.findIn(folder), "two of them");
  }

  @Test
  void tablesOfSpreadsheetsAreFound() throws IOException {
    Path file = folder.resolve("places.csv");
    String table = "sep=;\nName;File;Latitude;Longitude\nx;a.jpg;1,5;2\ny;b.jpg;3;4\n";
    Files.write(file, table.getBytes(StandardCharsets.UTF_16LE));
    assertEquals(Optional.of(new LocationTables.Found(file, 2)), LocationTables.findIn(folder));
  }

  @Test
  void tablesInTrashAndHiddenTablesAreIgnored() throws IOException {
    Files.createDirectory(folder.resolve("#recycle"));
    write("#recycle/places.csv", "filename,lon,lat\na.jpg,1,2\n");
    write("._places.csv", "filename,lon,lat\na.jpg,1,2\n");
    assertEquals(Optional.empty(), LocationTables.findIn(folder));
  }

  @Test
  void filesThatAreNotTextAreIgnored() throws IOException {
    Files.write(folder.resolve("x.csv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2});
    write("empty.csv", "");
    Files.createDirectory(folder.resolve("folder.csv"));
    assertEquals(Optional.empty(), LocationTables.findIn(folder));
    assertThrows(KamclException.class, () -> LocationTables.findIn(folder.resolve("none")));
  }
}
