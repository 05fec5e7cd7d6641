package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImportRequest;

class IndexingJournalTest {
  /** The import in the version 0.1 journal of {@link #useJournalOfVersion01}. */
  private static final List<ImportRequest> OF_VERSION_01 =
      List.of(
          ImportRequest.of(Path.of("/data/towns 港口")),
          new ImportRequest(
              List.of(Path.of("/data/a.tif"), Path.of("/data/b.tif")),
              Optional.of(Path.of("/data/places.csv"))));

  @TempDir private Path folder;
  private Path file;
  private Path legacyFile;
  private IndexingJournal journal;
  private ImportRequest towns;
  private ImportRequest harbors;

  @BeforeEach
  void open() {
    file = folder.resolve("workspace").resolve(IndexingJournal.FILE_NAME);
    legacyFile = file.resolveSibling("unfinished.txt");
    journal = IndexingJournal.in(folder.resolve("workspace"));
    towns = ImportRequest.of(folder.resolve("towns 港口"));
    harbors =
        new ImportRequest(
            List.of(folder.resolve("a.tif"), folder.resolve("b.tif")),
            Optional.of(folder.resolve("places.csv")));
  }

  /** Changes the file as if the process that wrote it had ended. */
  private void endProcess() throws IOException {
    String processId = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"process\": " + processId, "\"process\": " + Long.MAX_VALUE));
  }

  @Test
  void anImportFromTheWorkspaceIsResumedWhereItWasMoved() throws IOException {
    Path workspace = folder.resolve("workspace");
    Path outside = folder.resolve("a.tif");
    journal.begin(
        new ImportRequest(
            List.of(workspace.resolve("photos"), outside),
            Optional.of(workspace.resolve("places.csv"))));
    endProcess();
    Path moved = Files.move(workspace, folder.resolve("moved"));
    journal = IndexingJournal.in(moved);
    assertEquals(
        List.of(
            new ImportRequest(
                List.of(moved.resolve("photos"), outside),
                Optional.of(moved.resolve("places.csv")))),
        interrupted());
  }

  private List<ImportRequest> interrupted() {
    IndexingJournal.Interrupted found = journal.interrupted();
    assertEquals(List.of(), found.problems());
    return found.requests();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(p -> p.code().replaceFirst(".*\\.", "")).toList();
  }

  private void useJournalOfVersion01() throws IOException {
    Files.createDirectories(legacyFile.getParent());
    try (InputStream in = IndexingJournalTest.class.getResourceAsStream("unfinished-0.1.txt")) {
      Files.copy(in, legacyFile);
    }
  }

  @Test
  void onlyImportsOfEndedProcessesAreInterrupted() throws IOException {
    assertEquals(List.of(), interrupted());
    journal.begin(towns);
    journal.begin(harbors);
    assertEquals(List.of(), interrupted());
    endProcess();
    assertEquals(List.of(towns, harbors), interrupted());
  }

  @Test
  void aReusedProcessIdIsAnotherProcess() throws IOException {
    journal.begin(towns);
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"started\": \\d+", "\"started\": 5"));
    assertEquals(List.of(towns), interrupted());
  }

  @Test
  void aFinishedImportIsRemovedRegardlessOfTheProcessThatStartedIt() throws IOException {
    journal.begin(towns);
    endProcess();
    journal.begin(harbors);
    journal.finish(towns);
    endProcess();
    assertEquals(List.of(harbors), interrupted());
    journal.finish(harbors);
    assertFalse(Files.exists(file), "an empty journal has no file");
    journal.finish(harbors);
  }

  @Test
  void resumingReplacesTheInterruptedImport() throws IOException {
    journal.begin(towns);
    endProcess();
    journal.begin(towns);
    assertEquals(List.of(), interrupted());
    assertEquals(
        1,
        JsonParser.parseString(Files.readString(file))
            .getAsJsonObject()
            .getAsJsonArray("imports")
            .size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"imports\": 7}", "{\"imports\": [", "{}"})
  void aDamagedFileIsReportedAndKept(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertEquals(List.of("JOURNAL_DAMAGED"), codes(journal.interrupted().problems()));
    journal.begin(towns);
    assertEquals(List.of(), journal.interrupted().problems());
    assertEquals(content, Files.readString(file.resolveSibling("imports.json.old")));
  }

  @Test
  void aDamagedEntryDoesNotAffectOthers() throws IOException {
    journal.begin(towns);
    endProcess();
    String damaged =
        Files.readString(file)
            .replaceFirst(
                "\\[",
                "[{\"process\": 1, \"started\": 2, \"paths\": [\"http://[\"]}, 5, null,"
                    + " {\"process\": \"x\"}, ");
    Files.writeString(file, damaged);
    IndexingJournal.Interrupted found = journal.interrupted();
    assertEquals(List.of(towns), found.requests());
    assertEquals(List.of("JOURNAL_DAMAGED"), codes(found.problems()));
    journal.begin(harbors);
    assertEquals(damaged, Files.readString(file.resolveSibling("imports.json.old")));
    assertEquals(List.of(towns), interrupted());
  }

  @Test
  void aFolderThatIsNotWritableIsReported() throws IOException {
    Files.writeString(folder.resolve("workspace"), "a file");
    KamclException e = assertThrows(KamclException.class, () -> journal.begin(towns));
    assertEquals(SettingsError.JOURNAL_NOT_WRITABLE, e.code());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  @Test
  void theNoOpJournalWritesNoFile() {
    IndexingJournal none = IndexingJournal.none();
    none.begin(towns);
    none.finish(towns);
    assertEquals(List.of(), none.interrupted().requests());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theJournalOfVersion01IsConvertedOnce() throws IOException {
    useJournalOfVersion01();
    assertEquals(OF_VERSION_01, interrupted());
    assertTrue(Files.exists(legacyFile), "reading writes nothing");
    journal.begin(towns);
    assertFalse(Files.exists(legacyFile));
    assertEquals(OF_VERSION_01, interrupted());
    OF_VERSION_01.forEach(journal::finish);
    assertEquals(List.of(), interrupted());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void damagedLinesOfVersion01AreReportedAndKept() throws IOException {
    useJournalOfVersion01();
    String damaged =
        "\nx\n1\nnumber 5 - file:///a\n1 5 - http://[\n1 5 -\n" + Files.readString(legacyFile);
    Files.writeString(legacyFile, damaged);
    IndexingJournal.Interrupted found = journal.interrupted();
    assertEquals(OF_VERSION_01, found.requests());
    assertEquals(5, found.problems().size(), found.problems()::toString);
    journal.begin(towns);
    assertEquals(damaged, Files.readString(file.resolveSibling("unfinished.txt.old")));
  }
}
