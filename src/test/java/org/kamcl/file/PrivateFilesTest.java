package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void requirePosix() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system has no POSIX permissions");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void newFoldersAndFilesAreTheOwnersOnly() throws IOException {
    Path deep = folder.resolve("new/deep");
    PrivateFiles.createFolders(deep);
    assertEquals("rwx------", mode(deep));
    assertEquals("rwx------", mode(deep.getParent()));
    Path file = deep.resolve("catalog.db");
    PrivateFiles.createFile(file);
    assertEquals("rw-------", mode(file));
    assertFalse(PrivateFiles.isOpenToOthers(deep));
  }

  @Test
  void existingOnesKeepTheirModeAndContent() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.writeString(shared.resolve("a.txt"), "content");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    PrivateFiles.createFolders(shared);
    PrivateFiles.createFile(file);
    assertEquals("rwxr-xr-x", mode(shared));
    assertEquals("rw-r--r--", mode(file));
    assertEquals("content", Files.readString(file));
    assertTrue(PrivateFiles.isOpenToOthers(shared));
  }

  @Test
  void anOpenFolderOfTheUserIsMadePrivate() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(PrivateFiles.makePrivate(open));
    assertEquals("rwx------", mode(open));
    assertFalse(PrivateFiles.makePrivate(open), "it is private already");
  }

  @Test
  void aFolderInPlaceOfAFileIsRefusedAndAFileInPlaceOfAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "content");
    assertThrows(IOException.class, () -> PrivateFiles.createFolders(file));
    assertThrows(IOException.class, () -> PrivateFiles.createFile(folder));
  }
}
