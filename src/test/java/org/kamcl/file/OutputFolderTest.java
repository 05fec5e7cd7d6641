package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class OutputFolderTest {
  @TempDir private Path parent;

  private Path write(String name, String text) throws IOException {
    Path file = parent.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void assertForeign(Path folder, String name, KamclException failure) {
    assertTrue(failure.is(FileError.FOREIGN_FILE), failure.toString());
    assertTrue(failure.getMessage().contains(folder.toString()), failure.getMessage());
    assertTrue(failure.getMessage().contains(name), failure.getMessage());
  }

  @Test
  void ownFilesAreReplacedAndOthersAreNot() throws IOException {
    Path foreign = write("out/theirs.txt", "theirs");
    Path folder = foreign.getParent();
    Files.writeString(OutputFolder.open(folder).claim("ours.txt"), "1");
    Files.writeString(OutputFolder.open(folder).claim("ours.txt"), "2");
    assertForeign(
        folder,
        "theirs.txt",
        assertThrows(KamclException.class, () -> OutputFolder.open(folder).claim("theirs.txt")));
    assertEquals("theirs", Files.readString(foreign));
    assertEquals("2", Files.readString(folder.resolve("ours.txt")));
  }

  @Test
  void aFolderIsDeletedOnlyIfEverythingInItIsOwn() throws IOException {
    Path folder = parent.resolve("out");
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(OutputFolder.open(folder).claim(name), name);
    }
    Path foreign = write("out/z", "theirs");
    assertForeign(
        folder, "z", assertThrows(KamclException.class, () -> OutputFolder.delete(folder)));
    assertTrue(Files.exists(folder.resolve("a")), "nothing is deleted before the check");
    Files.delete(foreign);
    Files.createDirectory(folder.resolve("empty"));
    assertForeign(
        folder, "empty", assertThrows(KamclException.class, () -> OutputFolder.delete(folder)));
    Files.delete(folder.resolve("empty"));
    OutputFolder.delete(folder);
    assertFalse(Files.exists(folder));
    OutputFolder.delete(folder);
  }

  @Test
  void aListThatWasChangedDoesNotLeadOutOfTheFolder() throws IOException {
    Path outside = write("outside.txt", "theirs");
    Path folder = parent.resolve("out");
    OutputFolder.open(folder).claim("a");
    Path marker = folder.resolve(OutputFolder.MARKER);
    Files.writeString(marker, Files.readString(marker) + "../outside.txt\n..\n.\n\n" + outside);
    OutputFolder.delete(folder);
    assertTrue(Files.exists(outside));
    assertFalse(Files.exists(folder));
  }

  @Test
  void linksAndFilesAreNotTakenForFolders() throws IOException {
    Path folder = parent.resolve("out");
    Files.writeString(OutputFolder.open(folder).claim("a"), "a");
    Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
    KamclException failure = assertThrows(KamclException.class, () -> OutputFolder.delete(link));
    assertTrue(failure.is(FileError.NOT_A_FOLDER), failure.toString());
    Path file = write("file", "theirs");
    failure = assertThrows(KamclException.class, () -> OutputFolder.open(file));
    assertTrue(failure.is(FileError.NOT_A_FOLDER), failure.toString());
    assertEquals("a", Files.readString(folder.resolve("a")));
  }

  @Test
  void anotherFileOfTheNameOfTheListIsKept() throws IOException {
    Path foreign = write("out/" + OutputFolder.MARKER, "theirs\na\n");
    write("out/a", "theirs");
    Path folder = foreign.getParent();
    assertThrows(KamclException.class, () -> OutputFolder.open(folder).claim("a"));
    assertThrows(KamclException.class, () -> OutputFolder.open(folder).claim("new"));
    assertThrows(KamclException.class, () -> OutputFolder.delete(folder));
    assertEquals("theirs\na\n", Files.readString(foreign));
  }

  @Test
  void aFailedReplacementKeepsTheOldFileAndLeavesNoPart() throws IOException {
    Path file = write("x.txt", "old");
    assertThrows(
        IOException.class,
        () ->
            OutputFiles.replace(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(file));
    Path link = Files.createSymbolicLink(parent.resolve("link.txt"), file);
    OutputFiles.replace(link, out -> out.write('n'));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("n", Files.readString(file));
    try (var remaining = Files.list(parent)) {
      assertEquals(2, remaining.count());
    }
  }
}
