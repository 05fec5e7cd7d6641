package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

/** A catalog whose workspace is opened in another folder than before. */
class MovedPathsTest {
  @TempDir private Path folder;
  private Path old;
  private Path moved;
  private Path outside;

  @BeforeEach
  void fill() throws IOException {
    folder = folder.toRealPath();
    old = Files.createDirectories(folder.resolve("old/archive"));
    moved = folder.resolve("new");
    outside = write(folder.resolve("old/archive-2/c.tif"));
    write(old.resolve("photos/a.tif"));
    write(old.resolve("photos/b.tif"));
    try (Catalog catalog = open(old)) {
      save(catalog, old.resolve("photos/a.tif"), outside);
      // An image that was lost before the workspace moved.
      save(catalog, old.resolve("photos/lost.tif"));
      catalog.files().updateMissing(List.of(old.resolve("photos/lost.tif")), List.of());
      Path bad = old.resolve("photos/b.tif");
      Problem warning = Problem.of(CatalogError.READ_ONLY, bad);
      catalog
          .files()
          .updateProblems(
              List.of(new FileProblem(bad, old.resolve("photos"), "Photos", warning)), List.of());
      SearchRequest like = SearchRequest.of(QueryParser.parse(query(old)), 20);
      catalog.searches().save("Like a", like);
      catalog.searches().addToHistory(like, 1);
      catalog
          .feedback()
          .rate(query(old), catalog.images().get(0).id(), RelevanceFeedback.Rating.RELEVANT);
    }
  }

  private static String query(Path workspace) {
    return "pier like:\"" + workspace.resolve("photos/a.tif") + "\"^2 like:\"/elsewhere/x.png\"";
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, file.toString());
  }

  private static Catalog open(Path workspace) {
    return Catalog.open(workspace.resolve("catalog.db"));
  }

  private static void save(Catalog catalog, Path... files) {
    for (Path file : files) {
      FileEntry entry = CatalogFixtures.file("Photos", "x", "a pier");
      FileEntry placed =
          new FileEntry(
              entry.collection(),
              file,
              entry.size(),
              entry.modified(),
              "content of " + file.getFileName(),
              entry.tiling(),
              1,
              Optional.empty(),
              entry.captions(),
              Optional.empty());
      catalog.save(CatalogFixtures.MODEL, List.of(CatalogFixtures.plain(placed)));
    }
  }

  private static List<Path> files(Catalog catalog) {
    return catalog.images().stream().map(ImageRecord::file).toList();
  }

  private static void assertIntact(Catalog catalog) {
    assertTrue(catalog.integrity().damagedFiles().isEmpty());
    assertEquals(List.of(), catalog.integrity().damagedTables());
    assertEquals(List.of(), catalog.integrity().errors(true));
    assertTrue(catalog.integrity().isWordIndexRight());
  }

  private void assertMoved(Catalog catalog, Path workspace) {
    Path photos = workspace.resolve("photos");
    assertEquals(
        List.of(photos.resolve("a.tif"), outside, photos.resolve("lost.tif")), files(catalog));
    assertEquals(List.of(photos.resolve("lost.tif")), catalog.collections().missingFiles());
    assertIntact(catalog);
  }

  @Test
  void pathsInsideTheWorkspaceFollowIt() throws IOException {
    Files.move(old, moved);
    try (Catalog catalog = open(moved)) {
      assertMoved(catalog, moved);
      FileProblem problem = catalog.files().problems().get(0);
      assertEquals(moved.resolve("photos/b.tif"), problem.file());
      assertEquals(moved.resolve("photos"), problem.folder());
      assertEquals(
          List.of(moved.resolve("photos/b.tif").toString()), problem.problem().arguments());
      String query = QueryWriter.write(catalog.searches().saved().get(0).request().query());
      assertEquals(query(moved), query);
      assertEquals(
          query(moved), QueryWriter.write(catalog.searches().history(9).get(0).request().query()));
      assertEquals(1, catalog.feedback().feedback(query(moved)).relevant().size());
      assertArrayEquals(new long[] {1, 3}, catalog.words().images("new"), "words of the new path");
    }
    try (Catalog again = open(moved)) {
      assertMoved(again, moved);
    }
  }

  @Test
  void aCopyUsesItsOwnImagesAndThoseItLacksStayWhereTheyAre() throws IOException {
    FileUtils.copyDirectory(old.toFile(), moved.toFile());
    Files.delete(moved.resolve("photos/a.tif"));
    write(moved.resolve("photos/lost.tif"));
    try (Catalog copy = open(moved)) {
      assertEquals(
          List.of(old.resolve("photos/a.tif"), outside, moved.resolve("photos/lost.tif")),
          files(copy));
      assertEquals(List.of(), copy.collections().missingFiles(), "the copy has the lost image");
      assertIntact(copy);
    }
    try (Catalog original = open(old)) {
      assertMoved(original, old);
    }
  }

  @Test
  void aWorkspaceIsTheSameThroughASymbolicLink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), old);
    try (Catalog catalog = open(link)) {
      assertMoved(catalog, old);
      save(catalog, link.resolve("photos/b.tif"));
    }
    // The link leads to the new place.
    Files.move(old, moved);
    Files.delete(link);
    Files.createSymbolicLink(link, moved);
    try (Catalog catalog = open(link)) {
      assertEquals(
          List.of(
              link.resolve("photos/a.tif"),
              outside,
              link.resolve("photos/lost.tif"),
              link.resolve("photos/b.tif")),
          files(catalog));
    }
    // The link is gone.
    Files.delete(link);
    try (Catalog catalog = open(moved)) {
      assertEquals(moved.resolve("photos/b.tif"), files(catalog).get(3));
      assertIntact(catalog);
    }
  }

  @Test
  void aFolderThatMovesIntoItselfOrOutLosesNoFile() throws IOException {
    // Each path is also one that another file gets.
    Path nested = old.resolve("archive");
    write(nested.resolve("photos/a.tif"));
    try (Catalog catalog = open(old)) {
      save(catalog, nested.resolve("photos/a.tif"));
    }
    Files.move(old, folder.resolve("other"));
    Files.createDirectories(old);
    Files.move(folder.resolve("other"), old.resolve("archive"));
    try (Catalog catalog = open(old.resolve("archive"))) {
      assertEquals(4, files(catalog).size());
      assertEquals(old.resolve("archive/archive/photos/a.tif"), files(catalog).get(3));
      assertIntact(catalog);
    }
    Files.move(old.resolve("archive"), folder.resolve("other"));
    Files.delete(old);
    Files.move(folder.resolve("other"), old);
    try (Catalog catalog = open(old)) {
      assertEquals(4, files(catalog).size());
      assertEquals(nested.resolve("photos/a.tif"), files(catalog).get(3));
      assertIntact(catalog);
    }
  }

  @Test
  void aFileThatWasIndexedAgainAtTheNewPlaceIsThereOnce() throws IOException {
    FileUtils.copyDirectory(old.toFile(), moved.toFile());
    try (Catalog original = open(old)) {
      // A catalog of the new place in the old folder, as when only catalog.db is put back.
      save(original, moved.resolve("photos/a.tif"));
    }
    Files.copy(
        old.resolve("catalog.db"),
        moved.resolve("catalog.db"),
        StandardCopyOption.REPLACE_EXISTING);
    try (Catalog catalog = open(moved)) {
      assertEquals(
          1, files(catalog).stream().filter(moved.resolve("photos/a.tif")::equals).count());
      assertIntact(catalog);
    }
  }

  @Test
  void aReadOnlyWorkspaceIsReadAtItsNewPlace() throws IOException {
    Files.move(old, moved);
    Path file = moved.resolve("catalog.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "every file is writable for this user");
    byte[] before = Files.readAllBytes(file);
    try (Catalog catalog = open(moved)) {
      assertMoved(catalog, moved);
    }
    assertFalse(Files.exists(moved.resolve("catalog.db-wal")));
    assertArrayEquals(before, Files.readAllBytes(file));
  }
}
