package org.kamcl.explorer.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.OldWorkspaces;

/** Backups of a workspace: what is in them, and that only whole ones are restored. */
class BackupTest {
  @TempDir private Path folder;
  private Path workspace;
  private Path backup;

  @BeforeEach
  void fill() throws IOException {
    workspace = OldWorkspaces.unpack(9, folder.resolve("workspace"));
    backup = folder.resolve("all.kamcl-backup.zip");
    write("models/mine/model.safetensors", "weights");
    write("runs/first/run.json", "{}");
    write("runs/first/checkpoint.safetensors", "state");
    write("runs/first/events.jsonl", "{}\n");
    write("runs/first/lock", "");
    write("runs/.deleted/second/run.json", "{}");
    write("corpora/harbors/corpus.csv", "a.jpg,a pier\n");
    write("evaluations/one/result.json", "{}");
    write("evaluations/embeddings/big.embeddings", "vectors");
    write("examples/pasted-1.png", "pixels");
    write("cache/maps/1.bin", "map");
    write("vectors-abc.cache", "vectors");
    write("index.lock", "");
    write("training-draft.json", "{}");
    write("concept-marks.json", "{}");
    write("notes of mine.txt", "hello");
    write("empty.txt", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = workspace.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, String> hashes(Path folder) {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(f -> hashes.put(folder.relativize(f).toString(), ModelFiles.sha256(f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hashes;
  }

  private WorkspaceReport write() {
    return new BackupWriter(workspace, backup, false).run(JobContext.NONE);
  }

  private WorkspaceReport restore(Path target) {
    return new BackupRestorer(backup, target, false).run(JobContext.NONE);
  }

  private static KamclException refused(BackupError code, Runnable work) {
    KamclException e = assertThrows(KamclException.class, work::run);
    assertEquals(code, e.code(), e.getMessage());
    return e;
  }

  private List<String> neighbors() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aRestoredBackupHoldsWhatCannotBeMadeAgain() throws IOException {
    WorkspaceReport written = write();
    Path target = folder.resolve("restored");
    WorkspaceReport restored = restore(target);
    Map<String, String> expected = hashes(workspace);
    expected
        .keySet()
        .removeIf(
            name ->
                name.startsWith("cache")
                    || name.startsWith("vectors-")
                    || name.startsWith("evaluations/embeddings")
                    || name.startsWith("runs/.deleted")
                    || name.endsWith("lock")
                    || name.startsWith("catalog.db"));
    Map<String, String> actual = hashes(target);
    actual.remove("catalog.db");
    assertEquals(expected, actual);
    assertEquals(expected.size() + 1, written.files());
    assertEquals(8, written.images());
    assertEquals(written.files(), restored.files());
    assertEquals(written.bytes(), restored.bytes());
    assertEquals(List.of(), written.warnings());
    try (Catalog before = Catalog.open(workspace.resolve("catalog.db"));
        Catalog after = Catalog.open(target.resolve("catalog.db"))) {
      assertEquals(before.images(), after.images());
      assertEquals(before.searches().saved(), after.searches().saved());
      assertEquals(List.of(), after.integrity().damagedFiles());
    }
    assertEquals(List.of("all.kamcl-backup.zip", "restored", "workspace"), neighbors());
  }

  @Test
  void aBackupMadeBetweenTwoWritesOfAnOpenCatalogHoldsTheFirst() {
    try (Catalog open = Catalog.open(workspace.resolve("catalog.db"))) {
      open.tags().tag(List.of(5L), "before");
      write();
      open.tags().tag(List.of(6L), "after");
      assertEquals(3 + 1, open.tags().tags().size());
    }
    Path target = folder.resolve("restored");
    restore(target);
    try (Catalog restored = Catalog.open(target.resolve("catalog.db"))) {
      assertEquals(List.of("before", "seen", "to do"), restored.tags().tags());
    }
  }

  @Test
  void anExistingBackupIsReplacedOnlyWhenAsked() throws IOException {
    Files.writeString(backup, "precious");
    refused(BackupError.BACKUP_EXISTS, this::write);
    assertEquals("precious", Files.readString(backup));
    new BackupWriter(workspace, backup, true).run(JobContext.NONE);
    restore(folder.resolve("restored"));
  }

  @Test
  void aBackupInsideTheWorkspaceIsRefused() {
    backup = workspace.resolve("all.zip");
    refused(BackupError.INSIDE_WORKSPACE, this::write);
    assertFalse(Files.exists(backup));
  }

  @Test
  void aFolderWithoutAWorkspaceIsNamed() {
    workspace = folder.resolve("nothing");
    refused(BackupError.NO_WORKSPACE, this::write);
  }

  @Test
  void aCancelledBackupLeavesNothing() throws IOException {
    JobContext cancelled =
        new JobContext() {
          private int calls;

          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {}

          @Override
          public boolean cancelled() {
            return ++calls > 6;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> new BackupWriter(workspace, backup, false).run(cancelled));
    assertEquals(List.of("workspace"), neighbors());
  }

  @Test
  void aRunThatEndsMeanwhileIsCopiedWithItsModel() throws IOException {
    write("runs/second/run.json", "{}");
    write("runs/second/best.safetensors", "weights");
    write("runs/second/lock", "");
    FileChannel process =
        FileChannel.open(workspace.resolve("runs/second/lock"), StandardOpenOption.WRITE);
    assertNotNull(process.tryLock());
    // The lock is released after the files were listed, as by a process that ends.
    JobContext ending =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            try {
              if (process.isOpen()) {
                Files.delete(workspace.resolve("runs/second/best.safetensors"));
                write("models/second/model.safetensors", "learned");
                process.close();
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    WorkspaceReport report = new BackupWriter(workspace, backup, false).run(ending);
    assertFalse(process.isOpen());
    assertEquals(List.of(), report.warnings(), "it is a backup of the ended run");
    Path target = folder.resolve("restored");
    new BackupRestorer(backup, target, false).run(JobContext.NONE);
    assertEquals("learned", Files.readString(target.resolve("models/second/model.safetensors")));
    assertFalse(Files.exists(target.resolve("runs/second/best.safetensors")));
    assertEquals(List.of("all.kamcl-backup.zip", "restored", "workspace"), neighbors());
  }

  /** Every length that is cut short, from nothing to one byte. */
  @Test
  void aBackupThatWasCutShortIsNeverRestored() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(backup);
    Path target = folder.resolve("restored");
    int step = Math.max(1, whole.length / 40);
    for (int length = whole.length - 1; length >= 0; length -= step) {
      Files.write(backup, Arrays.copyOf(whole, length));
      KamclException e = assertThrows(KamclException.class, () -> restore(target));
      assertTrue(
          e.is(BackupError.BACKUP_INCOMPLETE) || e.is(BackupError.NOT_A_BACKUP), e.getMessage());
      assertFalse(Files.exists(target));
    }
    assertEquals(List.of("all.kamcl-backup.zip", "workspace"), neighbors());
  }

  @Test
  void aDamagedByteIsNamedOrChangesNothing() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(backup);
    Path target = folder.resolve("restored");
    Path undamaged = folder.resolve("undamaged");
    restore(undamaged);
    int named = 0;
    for (int i = 0; i < 30; i++) {
      byte[] damaged = whole.clone();
      damaged[(int) ((long) i * whole.length / 30) + 7] ^= 0x10;
      Files.write(backup, damaged);
      try {
        restore(target);
        // Times and attributes of entries mean nothing.
        assertEquals(hashes(undamaged), hashes(target), "byte " + i);
        deleteAll(target);
      } catch (KamclException e) {
        assertTrue(e.code() instanceof BackupError, e.getMessage());
        named++;
      }
      assertFalse(Files.exists(target));
    }
    assertTrue(named > 20, named + " were named");
  }

  private static void deleteAll(Path target) {
    org.apache.commons.io.FileUtils.deleteQuietly(target.toFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "/etc/evil",
        "a/../../evil",
        "a\\evil",
        "C:evil",
        "a//b",
        "./a",
        ""
      })
  void namesThatLeadOutOfTheWorkspaceAreRefused(String name) throws IOException {
    String sha = HexFormat.of().formatHex(new byte[32]);
    writeZip(
        Map.of(
            name.isEmpty() ? "x" : name,
            "evil",
            BackupManifest.NAME,
            "{\"content\": \"Backup of a KAMCL workspace\", \"formatVersion\": 1, \"created\":"
                + " \"\", \"files\": [{\"name\": \""
                + name.replace("\\", "\\\\")
                + "\", \"size\": 4, \"sha256\": \""
                + sha
                + "\"}]}"));
    refused(BackupError.BACKUP_INCOMPLETE, () -> restore(folder.resolve("restored")));
  }

  @Test
  void aBackupOfALaterVersionIsNamed() throws IOException {
    writeZip(
        Map.of(
            BackupManifest.NAME,
            "{\"content\": \"Backup of a KAMCL workspace\", \"formatVersion\": 2}"));
    refused(BackupError.BACKUP_NEWER, () -> restore(folder.resolve("restored")));
  }

  @Test
  void otherZipFilesAndOtherFilesAreNoBackups() throws IOException {
    writeZip(Map.of("a.txt", "a"));
    refused(BackupError.NOT_A_BACKUP, () -> restore(folder.resolve("restored")));
    Files.writeString(backup, "text");
    refused(BackupError.NOT_A_BACKUP, () -> restore(folder.resolve("restored")));
    Files.delete(backup);
    refused(BackupError.NOT_A_BACKUP, () -> restore(folder.resolve("restored")));
  }

  private void writeZip(Map<String, String> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(backup);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  @Test
  void aFolderWithFilesIsNeverOverwritten() throws IOException {
    write();
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Files.writeString(pictures.resolve("a.jpg"), "pixels");
    refused(BackupError.FOLDER_NOT_EMPTY, () -> restore(pictures));
    refused(
        BackupError.FOLDER_NOT_EMPTY,
        () -> new BackupRestorer(backup, pictures, true).run(JobContext.NONE));
    assertEquals("pixels", Files.readString(pictures.resolve("a.jpg")));
    refused(BackupError.FOLDER_NOT_EMPTY, () -> restore(workspace));
  }

  @Test
  void aWorkspaceIsReplacedOnlyWhenAskedAndNotInUse() throws IOException {
    write();
    try (Catalog open = Catalog.open(workspace.resolve("catalog.db"))) {
      open.tags().tag(List.of(5L), "later");
      refused(
          BackupError.IN_USE,
          () -> new BackupRestorer(backup, workspace, true).run(JobContext.NONE));
      assertEquals(3, open.tags().tags().size());
    }
    new BackupRestorer(backup, workspace, true).run(JobContext.NONE);
    try (Catalog restored = Catalog.open(workspace.resolve("catalog.db"))) {
      assertEquals(List.of("seen", "to do"), restored.tags().tags());
    }
    assertEquals(List.of("all.kamcl-backup.zip", "workspace"), neighbors());
  }

  @Test
  void aWorkspaceThatWasRenamedButNotReplacedGetsItsNameBack() throws IOException {
    Map<String, String> before = hashes(workspace);
    Files.move(workspace, folder.resolve("workspace.replaced"));
    BackupRestorer.undoReplacing(workspace);
    assertEquals(before, hashes(workspace));
  }

  @Test
  void aCopyIsOneStateOfTheCatalogWhileAnotherProgramWrites() throws Exception {
    Path file = workspace.resolve("catalog.db");
    try (Catalog writing = Catalog.open(file)) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 60; i++) {
                  // Two rows in one transaction: a tag and its image.
                  writing.tags().tag(List.of(1L + i % 8), "tag " + i);
                }
              });
      writer.start();
      for (int i = 0; i < 5; i++) {
        Path copy = folder.resolve("copy" + i);
        CatalogCopy.Content written = CatalogCopy.write(file, copy);
        assertEquals(written, CatalogCopy.check(copy));
        assertEquals(
            written.rowsOf("tags") - 2, written.rowsOf("image_tags") - 3, "each tag has one image");
      }
      writer.join();
    }
  }
}
