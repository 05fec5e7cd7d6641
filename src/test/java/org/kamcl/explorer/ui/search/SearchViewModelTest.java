package org.kamcl.explorer.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.DirectBackground;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.words.Messages;

class SearchViewModelTest {
  @TempDir private Path folder;

  private final Messages messages = new Messages(Locale.ENGLISH);
  private final DirectBackground background = new DirectBackground();
  private final SelectionViewModel selection = new SelectionViewModel();
  private ArchiveViewModel archive;
  private SearchViewModel search;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    archive =
        new ArchiveViewModel(
            () -> FolderServices.empty(folder),
            background,
            new JobsViewModel(background),
            messages);
    search = new SearchViewModel(archive, selection, background, messages);
  }

  private void addAll() {
    archive.open();
    archive.addSample();
  }

  @Test
  void anArchiveOpensEmptyAndIsSearchableAfterTheSampleWasAdded() {
    assertEquals(ArchiveViewModel.State.OPENING, archive.stateProperty().get());
    archive.open();
    assertEquals(ArchiveViewModel.State.EMPTY, archive.stateProperty().get());
    archive.addSample();
    assertEquals(ArchiveViewModel.State.READY, archive.stateProperty().get());
    assertEquals(12, archive.images().size());
    assertEquals(12, archive.reportProperty().get().added());
    assertNull(archive.indexingProperty().get());
  }

  @Test
  void whileASampleIsAddedItsJobIsShown() {
    archive.open();
    background.hold();
    archive.addSample();
    assertTrue(archive.indexingProperty().get().title().startsWith("Indexing"));
    background.release();
    assertNull(archive.indexingProperty().get());
    assertEquals(12, archive.images().size());
  }

  @Test
  void aFirstStartAddsTheSampleByItself() {
    ArchiveViewModel first =
        new ArchiveViewModel(
            () -> FolderServices.empty(folder, true),
            background,
            new JobsViewModel(background),
            messages);
    first.open();
    assertEquals(ArchiveViewModel.State.READY, first.stateProperty().get());
    assertEquals(12, first.images().size());
  }

  @Test
  void anArchiveThatCannotBeOpenedSaysWhy() {
    ArchiveViewModel broken =
        new ArchiveViewModel(
            () -> {
              throw new ExplorerException("There is no model. Import one.");
            },
            background,
            new JobsViewModel(background),
            messages);
    broken.open();
    assertEquals(ArchiveViewModel.State.CLOSED, broken.stateProperty().get());
    assertEquals("There is no model. Import one.", broken.problemProperty().get());
  }

  @Test
  void aSearchShowsHitsBestFirstAndSelectsTheBest() {
    addAll();
    search.search("green");
    assertEquals(12, selection.hits().size());
    assertEquals("green-1.png", selection.selected().image().file().getFileName().toString());
    assertEquals(12, search.resultProperty().get().compared());
    assertFalse(search.searchingProperty().get());
  }

  @Test
  void nothingIsSearchedForBlankWordsOrInAnEmptyArchive() {
    archive.open();
    search.search("green");
    assertNull(search.resultProperty().get());
    archive.addSample();
    search.search("   ");
    assertNull(search.resultProperty().get());
  }

  @Test
  void onlyTheNewestOfTwoSearchesIsShown() {
    addAll();
    background.hold();
    search.search("green");
    search.search("blue");
    assertTrue(search.searchingProperty().get());
    background.release();
    assertEquals("blue", search.resultProperty().get().request().query().text());
    assertEquals("blue-1.png", selection.selected().image().file().getFileName().toString());
  }

  @Test
  void aFailedSearchSaysWhyAndKeepsQueryAndHits() {
    addAll();
    search.search("green");
    search.search("nonsense");
    assertTrue(search.problemProperty().get().contains("No model understands"));
    assertEquals("nonsense", search.queryProperty().get());
    assertEquals(12, selection.hits().size());
    search.search("red");
    assertEquals("", search.problemProperty().get());
  }

  @Test
  void theSelectionMovesWithinTheHits() {
    addAll();
    search.search("green");
    selection.move(-1);
    assertEquals(1, selection.selected().rank());
    selection.move(4);
    assertEquals(5, selection.selected().rank());
    selection.move(100);
    assertEquals(12, selection.selected().rank());
    selection.move(-100);
    assertEquals(1, selection.selected().rank());
  }
}
