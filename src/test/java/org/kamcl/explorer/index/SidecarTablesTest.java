package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.ImageLocation;

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
            folder.resolve(name), "filename,lon,lat\n" + String.join("\n", rows) + "\n"));
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

  @Test
  void withoutATableThereAreNoLocations() {
    assertEquals(Optional.empty(), longitude("photos/a.jpg"));
  }
}
