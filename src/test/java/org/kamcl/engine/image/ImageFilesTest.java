package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.FileNameEncoding;
import org.kamcl.support.Pipes;

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

  private ImageFiles.Listing find() {
    return ImageFiles.find(folder, ImageFiles::isImage);
  }

  @Test
  void linksToFilesAndFoldersAreFollowed(@TempDir Path other) throws IOException {
    Files.createFile(other.resolve("x.jpg"));
    Files.createFile(other.resolve("z.jpg"));
    link("linked", other);
    link("y.jpg", other.resolve("x.jpg"));
    Path single = Files.createFile(folder.resolveSibling("single-" + folder.getFileName()));
    link("single.jpg", single);
    assertEquals(List.of("linked/x.jpg", "linked/z.jpg", "single.jpg"), ImageFiles.list(folder));
    Files.delete(single);
  }

  @Test
  void eachFileIsFoundOnceHoweverManyLinksLeadToIt(@TempDir Path other) throws IOException {
    touch("real/1.jpg");
    touch("real/sub/2.jpg");
    Files.createFile(other.resolve("3.jpg"));
    link("another", folder.resolve("real"));
    link("zsub", folder.resolve("real/sub"));
    link("alias.jpg", folder.resolve("real/1.jpg"));
    link("real/up", folder);
    link("outside", other);
    link("outside2", other);
    link("real/sub/outside3", other);
    assertEquals(List.of("outside/3.jpg", "real/1.jpg", "real/sub/2.jpg"), ImageFiles.list(folder));
    Path linked = other.resolve("root");
    Files.createSymbolicLink(linked, folder);
    assertEquals(ImageFiles.list(folder).size(), ImageFiles.list(linked).size());
    assertEquals(List.of(), find().problems());
  }

  @Test
  void foldersOfTheSystemAreSkippedAndCounted() throws IOException {
    for (String name :
        List.of(
            "@eaDir",
            "#recycle",
            "$RECYCLE.BIN",
            "System Volume Information",
            "__MACOSX",
            "lost+found",
            ".thumbnails",
            ".Trash-1000",
            ".git",
            "sub/@EADIR")) {
      touch(name + "/x.jpg");
    }
    touch("._a.jpg");
    touch("sub/._b.TIF");
    touch("sub/.DS_Store");
    touch("a.jpg");
    touch("sub/recycle/b.jpg");
    ImageFiles.Listing listing = find();
    assertEquals(List.of("a.jpg", "sub/recycle/b.jpg"), listing.names());
    assertEquals(10, listing.skippedFolders());
    assertEquals(2, listing.skippedFiles());
    assertEquals(Optional.of(folder.resolve("#recycle")), listing.firstSkipped());
    assertEquals(
        List.of("x.jpg"), ImageFiles.list(folder.resolve("@eaDir")), "a folder that is named");
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws IOException {
    touch("a.jpg");
    link("lost.jpg", folder.resolve("nowhere.jpg"));
    Pipes.create(folder.resolve("pipe.png"));
    FileNameEncoding.assumeUtf8();
    Path latin = Path.of(URI.create(folder.toUri() + "Z%FCrich.jpg"));
    Files.createFile(latin);
    ImageFiles.Listing listing = find();
    assertEquals(List.of("a.jpg"), listing.names());
    assertEquals(
        Set.of(
            Problem.of(ImageError.NOT_A_FILE, folder.resolve("lost.jpg"))
                .in(folder.resolve("lost.jpg")),
            Problem.of(ImageError.NOT_A_FILE, folder.resolve("pipe.png"))
                .in(folder.resolve("pipe.png")),
            Problem.of(ImageError.NAME_NOT_TEXT, folder + "/Z%FCrich.jpg", "UTF-8").in(latin)),
        Set.copyOf(listing.problems()));
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
