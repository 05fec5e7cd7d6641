package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;

class UnpackedFilesTest {
  private static final String CACHE = "KAMCL_CACHE";
  private static final String CONTENT = "the library";

  @TempDir Path folder;
  private int unpacked;
  private String before;

  @BeforeEach
  void useOwnCache() {
    before = System.getProperty(CACHE);
    System.setProperty(CACHE, folder.resolve("cache").toString());
  }

  @AfterEach
  void restoreCache() {
    if (before == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, before);
    }
  }

  private InputStream content() {
    unpacked++;
    return new ByteArrayInputStream(CONTENT.getBytes(StandardCharsets.UTF_8));
  }

  private Path provide() {
    return UnpackedFiles.provide("lib-1", UnpackedFiles.of(Map.of("sub/lib.so", this::content)));
  }

  private static Path file(Path unpackedFolder) {
    return unpackedFolder.resolve("sub").resolve("lib.so");
  }

  @Test
  void theFilesOfAnInstalledProgramAreUsedWhereTheyAre() throws IOException {
    Path installed = Files.createDirectories(folder.resolve("program/lib-1"));
    System.setProperty(UnpackedFiles.INSTALLED, folder.resolve("program").toString());
    try {
      assertEquals(
          installed,
          UnpackedFiles.provide("lib-1", UnpackedFiles.of(Map.of("lib.so", this::content))));
      assertEquals(0, unpacked);
      assertFalse(Files.exists(folder.resolve("cache")));
      // What the installation lacks, such as a library for a GPU, is unpacked as usual.
      Path missing =
          UnpackedFiles.provide("lib-2", UnpackedFiles.of(Map.of("lib.so", this::content)));
      assertTrue(missing.startsWith(folder.resolve("cache").toRealPath()), missing::toString);
      assertEquals(1, unpacked);
    } finally {
      System.clearProperty(UnpackedFiles.INSTALLED);
    }
  }

  @Test
  void filesAreUnpackedOnceAndPrivate() throws IOException {
    Path library = file(provide());
    assertEquals(CONTENT, Files.readString(library));
    provide();
    assertEquals(1, unpacked);
    assertEquals("rw-------", permissions(library));
    for (Path parent = library.getParent(); !parent.equals(folder); parent = parent.getParent()) {
      assertEquals("rwx------", permissions(parent), parent.toString());
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void changedContentOfTheSameSizeAndTimeIsUnpackedAgain() throws IOException {
    Path library = file(provide());
    FileTime time = Files.getLastModifiedTime(library);
    Files.writeString(library, CONTENT.replace('l', 'L'));
    Files.setLastModifiedTime(library, time);
    assertEquals(CONTENT, Files.readString(file(provide())));
    assertEquals(2, unpacked);
  }

  @Test
  void replacedMissingAndAdditionalFilesAreUnpackedAgain() throws IOException {
    Path library = file(provide());
    Path copy = Files.copy(library, folder.resolve("copy"));
    Files.delete(library);
    assertEquals(CONTENT, Files.readString(file(provide())));
    Files.move(copy, library, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(CONTENT, Files.readString(file(provide())));
    Files.writeString(library.resolveSibling("evil.so"), "x");
    provide();
    assertFalse(Files.exists(library.resolveSibling("evil.so")));
    Files.delete(library.getParent().resolveSibling("files.record"));
    provide();
    assertEquals(5, unpacked);
  }

  @Test
  void damageIsFoundByContent() throws IOException {
    Path unpackedFolder = provide();
    assertEquals(List.of(), UnpackedFiles.findDamaged(unpackedFolder));
    assertEquals(List.of(unpackedFolder), UnpackedFiles.list());
    Files.writeString(file(unpackedFolder), "something else");
    assertEquals(List.of(file(unpackedFolder)), UnpackedFiles.findDamaged(unpackedFolder));
  }

  @Test
  void folderThatOthersCanChangeIsRefusedByName() throws IOException {
    Path unpackedFolder = provide();
    for (Path path : List.of(unpackedFolder, unpackedFolder.getParent(), folder.resolve("cache"))) {
      for (String mode : List.of("rwxrwx---", "rwx---rwx")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        assertRefused(FileError.CACHE_WRITABLE_BY_OTHERS, path);
      }
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    provide();
    assertEquals(1, unpacked);
  }

  private void assertRefused(ErrorCode code, Path path) throws IOException {
    KamclException refusal = assertThrows(KamclException.class, this::provide);
    assertEquals(code, refusal.code());
    String name = path.toRealPath(LinkOption.NOFOLLOW_LINKS).toString();
    assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
  }

  @Test
  void linkIsRefusedByName() throws IOException {
    Path unpackedFolder = provide();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(unpackedFolder, elsewhere);
    Files.createSymbolicLink(unpackedFolder, elsewhere);
    assertRefused(FileError.CACHE_LINK, unpackedFolder);
    Files.delete(unpackedFolder);
    Path parent = unpackedFolder.getParent();
    Files.move(parent, folder.resolve("moved"));
    Files.createSymbolicLink(parent, folder.resolve("moved"));
    assertRefused(FileError.CACHE_LINK, parent);
  }

  @Test
  void folderOfAnotherUserIsRefusedByName() throws IOException {
    Path unpackedFolder = provide();
    try {
      Files.setAttribute(unpackedFolder, "unix:uid", 12_345);
    } catch (IOException e) {
      assumeTrue(false, "only root can give files away");
    }
    assertRefused(FileError.CACHE_FOREIGN, unpackedFolder);
    Files.setAttribute(unpackedFolder, "unix:uid", 0);
    // A file within the folder is replaced instead.
    Files.setAttribute(file(unpackedFolder), "unix:uid", 12_345);
    provide();
    assertEquals(2, unpacked);
  }

  @Test
  void cacheThatCannotBeWrittenIsAPlainSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    System.setProperty(CACHE, file.resolve("cache").toString());
    KamclException failure = assertThrows(KamclException.class, this::provide);
    assertEquals(FileError.CACHE_NOT_WRITABLE, failure.code());
    System.setProperty(CACHE, file.toString());
    assertThrows(KamclException.class, this::provide);
  }

  @Test
  void linkThatTheUserMadeMayLeadToTheCache() throws IOException {
    Files.createDirectories(folder.resolve("disk"));
    Files.createSymbolicLink(folder.resolve("cache"), folder.resolve("disk"));
    assertEquals(CONTENT, Files.readString(file(provide())));
    provide();
    assertEquals(1, unpacked);
  }

  @Test
  void contentThatCannotBeReadLeavesNothing() throws IOException {
    assertThrows(
        KamclException.class,
        () ->
            UnpackedFiles.provide(
                "lib-2",
                writer -> {
                  writer.write("a.so", content());
                  throw new IOException("the jar is damaged");
                }));
    try (Stream<Path> left = Files.list(folder.resolve("cache").resolve(UnpackedFiles.FOLDER))) {
      assertEquals(List.of(".lock"), left.map(path -> path.getFileName().toString()).toList());
    }
  }

  /** Unpacks two files, tells when it has begun, and waits before the second if it is told to. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Path result =
          UnpackedFiles.provide(
              "lib-3",
              writer -> {
                writer.write("a.so", new ByteArrayInputStream(new byte[100_000]));
                System.out.println("begun");
                if (args.length > 0) {
                  try {
                    Thread.currentThread().join();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                }
                writer.write("b.so", new ByteArrayInputStream(new byte[100_000]));
              });
      System.out.println(UnpackedFiles.isIntact(result) ? "intact" : "damaged");
    }
  }

  private static Process start(String... args) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.add("-D" + CACHE + "=" + System.getProperty(CACHE));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    line.addAll(List.of(args));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void killedProgramsLeaveNothingBehindAfterTheNextStart() throws Exception {
    Path parent = folder.resolve("cache").resolve(UnpackedFiles.FOLDER);
    for (int i = 0; i < 4; i++) {
      Process program = start("wait");
      try (BufferedReader out = reader(program)) {
        assertEquals("begun", out.readLine());
        program.destroyForcibly().waitFor();
      }
    }
    assertEquals(1, Leftovers.find(parent).size(), "each start deletes what the last one left");
    Process program = start();
    try (BufferedReader out = reader(program)) {
      assertEquals("begun", out.readLine());
      assertEquals("intact", out.readLine());
    }
    assertEquals(List.of(), Leftovers.find(parent));
    assertEquals(List.of(parent.resolve("lib-3")), UnpackedFiles.list());
  }

  @Test
  void programsThatStartTogetherUnpackOnce() throws Exception {
    List<Process> programs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      programs.add(start());
    }
    int begun = 0;
    for (Process program : programs) {
      try (BufferedReader out = reader(program)) {
        List<String> lines = out.lines().toList();
        begun += lines.contains("begun") ? 1 : 0;
        assertTrue(lines.contains("intact"), lines.toString());
      }
      assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(1, begun);
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
