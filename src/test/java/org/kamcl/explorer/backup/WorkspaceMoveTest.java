package org.kamcl.explorer.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.OldWorkspaces;

/** Moving a workspace within a disk and to another one. */
class WorkspaceMoveTest {
  @TempDir private Path folder;
  private Path workspace;
  private WorkspaceLocation location;

  /** A folder on another file system; removed after the test. */
  private Path otherDisk;

  @BeforeEach
  void fill() throws IOException {
    workspace = OldWorkspaces.unpack(9, folder.resolve("workspace"));
    location = new WorkspaceLocation(folder.resolve("config/workspace.json"));
    Files.createDirectories(workspace.resolve("runs/first"));
    Files.writeString(workspace.resolve("runs/first/events.jsonl"), "{}\n");
    Files.createDirectories(workspace.resolve("cache"));
    Files.writeString(workspace.resolve("cache/map.bin"), "map");
    Files.writeString(workspace.resolve("index.lock"), "");
  }

  @AfterEach
  void clean() {
    if (otherDisk != null) {
      FileUtils.deleteQuietly(otherDisk.toFile());
    }
  }

  private Path onOtherDisk() throws IOException {
    Path shm = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(shm) && !Files.getFileStore(shm).equals(Files.getFileStore(folder)),
        "there is no second file system to write to");
    otherDisk = Files.createTempDirectory(shm, "kamcl-move");
    return otherDisk;
  }

  private WorkspaceMove move(Path target) {
    return new WorkspaceMove(workspace, target, Optional.of(location));
  }

  private static void check(Path moved) throws IOException {
    try (Catalog catalog = Catalog.open(moved.resolve("catalog.db"))) {
      assertEquals(8, catalog.images().size());
      assertEquals(List.of("seen", "to do"), catalog.tags().tags());
    }
    assertEquals("{}\n", Files.readString(moved.resolve("runs/first/events.jsonl")));
    assertEquals("map", Files.readString(moved.resolve("cache/map.bin")));
    assertFalse(Files.exists(moved.resolve(WorkspaceMove.STATE)));
  }

  @Test
  void aWorkspaceOnTheSameDiskIsRenamedAndFound() throws IOException {
    Path target = folder.resolve("new/place");
    WorkspaceReport report = move(target).now().run(JobContext.NONE);
    check(target);
    assertEquals(8, report.images());
    assertFalse(Files.exists(workspace));
    assertEquals(target, location.workspace(workspace));
  }

  @Test
  void aWorkspaceIsCopiedToAnotherDiskAndThenDeleted() throws IOException {
    Path target = onOtherDisk().resolve("place");
    WorkspaceReport report = move(target).now().run(JobContext.NONE);
    check(target);
    assertEquals(List.of(), report.warnings());
    assertFalse(Files.exists(workspace));
    assertEquals(target, location.workspace(workspace));
    assertEquals(Optional.empty(), location.read().previous());
  }

  @Test
  void aCopyThatCannotBeWrittenIsDeletedAndTheWorkspaceStays() throws IOException {
    Path target = onOtherDisk().resolve("place");
    Path blocked = otherDisk.resolve("place.moving/runs/first/events.jsonl");
    JobContext blocking =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            try {
              // A file cannot be written in place of a folder, as on a disk that becomes full.
              Files.createDirectories(blocked);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    KamclException e = assertThrows(KamclException.class, () -> move(target).now().run(blocking));
    assertEquals(BackupError.NOT_WRITTEN, e.code());
    assertTrue(e.getMessage().contains("\"" + target + "\""), e.getMessage());
    try (Stream<Path> left = Files.list(otherDisk)) {
      assertEquals(List.of(), left.toList());
    }
    check(workspace);
    move(target).now().run(JobContext.NONE);
    check(target);
  }

  @Test
  void linksAreFollowedWhenCopiedAndOnlyTheLinksAreDeleted() throws IOException {
    Path models = Files.createDirectories(folder.resolve("big disk/models"));
    Files.writeString(models.resolve("weights"), "weights");
    Files.createSymbolicLink(workspace.resolve("models"), models);
    Path target = onOtherDisk().resolve("place");
    move(target).now().run(JobContext.NONE);
    assertEquals("weights", Files.readString(target.resolve("models/weights")));
    assertEquals("weights", Files.readString(models.resolve("weights")));
    assertFalse(Files.exists(workspace));
  }

  @Test
  void aWorkspaceInUseStaysWhereItIs() throws IOException {
    try (Catalog open = Catalog.open(workspace.resolve("catalog.db"))) {
      assertEquals(8, open.images().size());
      for (Path target : List.of(folder.resolve("new"), onOtherDisk().resolve("place"))) {
        KamclException e =
            assertThrows(KamclException.class, () -> move(target).now().run(JobContext.NONE));
        assertEquals(BackupError.IN_USE, e.code());
        assertFalse(Files.exists(target));
      }
    }
    assertEquals(workspace, location.workspace(workspace));
    check(workspace);
  }

  @Test
  void targetsThatAreNotEmptyOrInsideAreRefused() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("a.jpg"), "pixels");
    for (Map.Entry<Path, BackupError> one :
        Map.of(
                full,
                BackupError.FOLDER_NOT_EMPTY,
                full.resolve("a.jpg"),
                BackupError.FOLDER_NOT_EMPTY,
                workspace.resolve("inside"),
                BackupError.INSIDE_WORKSPACE,
                workspace,
                BackupError.INSIDE_WORKSPACE)
            .entrySet()) {
      KamclException e =
          assertThrows(KamclException.class, () -> move(one.getKey()).now().run(JobContext.NONE));
      assertEquals(one.getValue(), e.code(), e.getMessage());
    }
    check(workspace);
  }

  /** A program that is killed after any number of files leaves the workspace whole. */
  @Test
  void aMoveThatIsInterruptedAnywhereCanBeRepeated() throws IOException {
    Path target = onOtherDisk().resolve("place");
    for (int limit = 1; limit < 40; limit += 3) {
      int most = limit;
      JobContext interrupted =
          new JobContext() {
            private int calls;

            @Override
            public void onProgress(ProgressStage stage, long done, long total, String item) {}

            @Override
            public boolean cancelled() {
              return ++calls > most;
            }
          };
      try {
        move(target).now().run(interrupted);
        break;
      } catch (CancellationException e) {
        assertEquals(workspace, location.workspace(workspace));
        assertFalse(Files.exists(target));
      }
    }
    if (Files.exists(workspace)) {
      check(workspace);
      move(target).now().run(JobContext.NONE);
    }
    check(target);
    assertFalse(Files.exists(target.resolveSibling("place.moving")));
  }

  @Test
  void aWorkspaceInUseIsCopiedAndMovesAtTheNextStartWithWhatWasWrittenMeanwhile()
      throws IOException {
    Path target = onOtherDisk().resolve("place");
    try (Catalog open = Catalog.open(workspace.resolve("catalog.db"))) {
      move(target).atNextStart().run(JobContext.NONE);
      open.tags().tag(List.of(1L), "meanwhile");
      Files.writeString(workspace.resolve("runs/first/events.jsonl"), "{}\n{}\n");
      Files.delete(workspace.resolve("cache/map.bin"));
      assertEquals(workspace, location.workspace(workspace));
      assertEquals(
          BackupError.IN_USE.id(),
          WorkspaceMove.finish(location, workspace).orElseThrow().code(),
          "another window may be open");
    }
    assertEquals(Optional.empty(), WorkspaceMove.finish(location, workspace));
    assertEquals(target, location.workspace(workspace));
    try (Catalog moved = Catalog.open(target.resolve("catalog.db"))) {
      assertEquals(List.of("meanwhile", "seen", "to do"), moved.tags().tags());
    }
    assertEquals("{}\n{}\n", Files.readString(target.resolve("runs/first/events.jsonl")));
    assertFalse(Files.exists(target.resolve("cache/map.bin")));
    assertFalse(Files.exists(workspace));
    assertEquals(Optional.empty(), WorkspaceMove.finish(location, workspace));
  }

  @Test
  void aMoveAtTheNextStartCanBeCancelled() throws IOException {
    Path target = onOtherDisk().resolve("place");
    move(target).atNextStart().run(JobContext.NONE);
    WorkspaceMove.cancel(location);
    assertEquals(Optional.empty(), WorkspaceMove.finish(location, workspace));
    assertEquals(workspace, location.workspace(workspace));
    assertFalse(Files.exists(target.resolveSibling("place.moving")));
    check(workspace);
  }

  @Test
  void aProgramThatWasKilledBeforeItRenamedFindsTheWorkspaceAtItsOldPlace() {
    Path target = folder.resolve("new");
    location.write(location.read().moved(target, workspace));
    assertEquals(workspace, location.workspace(folder.resolve("usual")));
  }

  @Test
  void aProgramThatWasKilledWhileItDeletedDeletesTheRestLater() throws IOException {
    Path target = folder.resolve("new");
    FileUtils.copyDirectory(workspace.toFile(), target.toFile());
    Files.writeString(target.resolve(WorkspaceMove.STATE), "{}");
    location.write(location.read().moved(target, workspace));
    Files.delete(workspace.resolve("catalog.db"));
    assertEquals(Optional.empty(), WorkspaceMove.finish(location, workspace));
    check(target);
    assertFalse(Files.exists(workspace));
  }

  @Test
  void filesThatAreNotInTheCopyAreNotDeleted() throws IOException {
    Path target = folder.resolve("new");
    FileUtils.copyDirectory(workspace.toFile(), target.toFile());
    Files.writeString(workspace.resolve("later.txt"), "mine");
    assertFalse(StagedFiles.deleteOriginals(workspace, target));
    assertEquals("mine", Files.readString(workspace.resolve("later.txt")));
    assertFalse(Files.exists(workspace.resolve("catalog.db")));
  }

  @Test
  void aMissingDiskIsNamedInsteadOfAnEmptyWorkspaceShown() {
    Path target = folder.resolve("unplugged");
    location.use(target);
    KamclException e =
        assertThrows(KamclException.class, () -> location.workspace(folder.resolve("usual")));
    assertEquals(BackupError.LOCATION_MISSING, e.code());
    assertTrue(e.getMessage().contains(target.toString()), e.getMessage());
  }

  @Test
  void aDamagedFileOfTheLocationIsNamed() throws IOException {
    for (String text : List.of("", "[]", "{\"workspace\": 7", "{\"workspace\": {}}", "x")) {
      Files.createDirectories(location.file().getParent());
      Files.writeString(location.file(), text);
      KamclException e =
          assertThrows(KamclException.class, () -> location.workspace(workspace), text);
      assertEquals(BackupError.LOCATION_DAMAGED, e.code(), text);
    }
  }
}
