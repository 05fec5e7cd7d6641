package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ExplorerException;

class IndexingJournalTest {
  @TempDir private Path folder;
  private Path file;
  private IndexingJournal log;
  private IndexingJournal.Entry towns;
  private IndexingJournal.Entry harbours;

  @BeforeEach
  void open() {
    file = folder.resolve("home").resolve(IndexingJournal.FILE);
    log = IndexingJournal.in(file);
    towns = new IndexingJournal.Entry(List.of(folder.resolve("towns 港口")), Optional.empty());
    harbours =
        new IndexingJournal.Entry(
            List.of(folder.resolve("a.tif"), folder.resolve("b.tif")),
            Optional.of(folder.resolve("places.csv")));
  }

  /** As if the process that wrote it were gone. */
  private void kill() throws IOException {
    String own = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        file, Files.readString(file).replaceAll("(?m)^" + own + " ", Long.MAX_VALUE + " "));
  }

  @Test
  void whatThisProcessAddsIsNotUnfinishedAndWhatADeadOneAddedIs() throws IOException {
    assertEquals(List.of(), log.interrupted());
    log.begin(towns);
    log.begin(harbours);
    assertEquals(List.of(), log.interrupted());
    kill();
    assertEquals(List.of(towns, harbours), log.interrupted());
  }

  @Test
  void aProcessWithTheSameNumberThatBeganAtAnotherTimeIsAnotherOne() throws IOException {
    log.begin(towns);
    Files.writeString(file, Files.readString(file).replaceFirst(" \\d+ ", " 5 "));
    assertEquals(List.of(towns), log.interrupted());
  }

  @Test
  void whatHasEndedIsForgottenWhoeverBeganIt() throws IOException {
    log.begin(towns);
    kill();
    log.begin(harbours);
    log.finish(towns);
    kill();
    assertEquals(List.of(harbours), log.interrupted());
    log.finish(harbours);
    assertFalse(Files.exists(file), "nothing is left behind");
    log.finish(harbours);
  }

  @Test
  void goingOnTakesThePlaceOfWhatWasUnfinished() throws IOException {
    log.begin(towns);
    kill();
    log.begin(towns);
    assertEquals(List.of(), log.interrupted());
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void linesThatCannotBeReadArePassedOver() throws IOException {
    log.begin(towns);
    kill();
    Files.writeString(
        file, "\nx\n1\nnumber 5 - file:///a\n1 5 - http://[\n1 5 -\n" + Files.readString(file));
    assertEquals(List.of(towns), log.interrupted());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("home"), "a file");
    ExplorerException refused = assertThrows(ExplorerException.class, () -> log.begin(towns));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }

  @Test
  void oneThatRemembersNothingWritesNothing() {
    IndexingJournal none = IndexingJournal.none();
    none.begin(towns);
    none.finish(towns);
    assertEquals(List.of(), none.interrupted());
  }
}
