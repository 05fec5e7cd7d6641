package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class ImageFilesTest {
  @TempDir Path folder;

  private void touch(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private void link(String name, Path target) throws IOException {
    try {
      Files.createSymbolicLink(folder.resolve(name), target);
    } catch (UnsupportedOperationException | IOException e) {
      Assumptions.abort("no symbolic links here: " + e.getMessage());
    }
  }

  @Test
  void namesAreRelativeAndSortedAsStrings() throws IOException {
    for (String name : List.of("b.JPG", "a/z.png", "a-1.tif", "a/b/c.jpeg", "10.gif", "9.bmp")) {
      touch(name);
    }
    touch("notes.txt");
    touch(".hidden.jpg");
    touch(".git/x.jpg");
    touch("jpg");
    assertEquals(
        List.of("10.gif", "9.bmp", "a-1.tif", "a/b/c.jpeg", "a/z.png", "b.JPG"),
        ImageFiles.list(folder));
  }

  @Test
  void linksToFilesAndFoldersAreFollowed(@TempDir Path other) throws IOException {
    Files.createFile(other.resolve("x.jpg"));
    link("linked", other);
    link("y.jpg", other.resolve("x.jpg"));
    assertEquals(List.of("linked/x.jpg", "y.jpg"), ImageFiles.list(folder));
  }

  @Test
  void cyclicAndBrokenLinksAreSkipped() throws IOException {
    touch("a/1.jpg");
    link("a/up", folder);
    link("a/self", folder.resolve("a/self"));
    link("lost.jpg", folder.resolve("nowhere.jpg"));
    List<String> names =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ImageFiles.list(folder));
    assertEquals(List.of("a/1.jpg"), names);
  }

  @Test
  void missingFolderIsRejectedByName() {
    Path missing = folder.resolve("missing");
    KamclException e = assertThrows(KamclException.class, () -> ImageFiles.list(missing));
    assertTrue(e.getMessage().contains(missing.toString()));
  }
}
