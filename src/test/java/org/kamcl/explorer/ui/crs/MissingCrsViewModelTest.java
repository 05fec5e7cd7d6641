package org.kamcl.explorer.ui.crs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.MissingCrs.UnlocatedFile;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The real archive, without a window. */
class MissingCrsViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final JobsViewModel jobs = new JobsViewModel(background);
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private ExplorerContext context;
  private ArchiveViewModel archive;
  private MissingCrsViewModel model;
  private CrsAssignmentViewModel draft;
  private CrsSearchViewModel choice;
  private Path images;

  @BeforeEach
  void open() throws IOException {
    images = MissingCrsFixtures.photos(folder.resolve("Photos"));
    context = ExplorerContext.open(MissingCrsFixtures.workspace(folder.resolve("home")));
    archive = new ArchiveViewModel(() -> context, background, jobs, messages);
    model = new MissingCrsViewModel(archive, background, toasts, messages);
    draft = model.assignment();
    choice = draft.crsSearch();
    archive.open();
    archive.add(List.of(images));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private void type(String words) {
    choice.textProperty().set(words);
    background.runScheduled();
  }

  private long placed() {
    return archive.images().stream().filter(i -> i.footprint().isPresent()).count();
  }

  private List<CrsAssignment> answers() {
    return model.files().stream().map(UnlocatedFile::assignment).distinct().toList();
  }

  private String toast() {
    return toasts.toasts().get(toasts.toasts().size() - 1).text();
  }

  @Test
  void filesWithoutASystemAreAskedAboutAndPutOffUntilSomethingIsAddedAgain() {
    assertEquals(4, archive.images().size());
    assertEquals(3, model.pendingCountProperty().get());
    assertFalse(model.shownProperty().get(), "nothing opens unasked");
    model.askLater();
    assertEquals(0, model.pendingCountProperty().get());
    archive.refresh();
    assertEquals(0, model.pendingCountProperty().get());
    archive.add(List.of(images));
    assertEquals(3, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.UNDECIDED), answers());
  }

  @Test
  void aSystemIsFoundByWordsPreviewedUsedAndUndone() {
    model.chooseCrs();
    assertTrue(model.shownProperty().get());
    assertEquals(3, draft.selectedCountProperty().get());
    CrsAssignmentViewModel.PlacedPreview bare = draft.previewProperty().get();
    assertEquals(500_000, bare.preview().x(), 1e-6);
    assertEquals(5_300_000, bare.preview().y(), 1e-6);
    assertTrue(bare.preview().footprint().isEmpty());

    type("utm zone 32n");
    assertEquals(32632, choice.matches().get(0).epsg());
    assertTrue(choice.matches().stream().map(CrsInfo::epsg).toList().contains(25832));
    assertNull(choice.crsProperty().get(), "words choose nothing");
    assertFalse(draft.readyProperty().get());
    model.assign();
    assertEquals(0, placed());

    choice.choose(choice.matches().get(0).epsg());
    assertEquals("EPSG:32632", choice.textProperty().get());
    assertEquals("WGS 84 / UTM zone 32N", choice.crsProperty().get().name());
    assertEquals(List.of(), choice.matches());
    CrsAssignmentViewModel.PlacedPreview placedPreview = draft.previewProperty().get();
    assertEquals("photo_0.png", placedPreview.file().getFileName().toString());
    assertEquals(9, placedPreview.preview().footprint().orElseThrow().center().lon(), 0.01);
    assertEquals(360, placedPreview.preview().widthMeters().orElseThrow(), 2);
    assertFalse(placedPreview.outsideCrsArea());
    assertTrue(draft.readyProperty().get());
    List<Footprint> placed = new ArrayList<>();
    model.onAssigned(placed::addAll);
    model.assign();
    assertEquals(
        archive.images().stream().flatMap(i -> i.footprint().stream()).toList(),
        placed,
        "the map is told");
    assertFalse(model.shownProperty().get());
    assertEquals(3, placed());
    assertEquals(0, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.of(32632)), answers());
    assertEquals("3 files are placed by WGS 84 / UTM zone 32N (EPSG:32632).", toast());
    assertEquals("", archive.noticeProperty().get(), "said once is enough");
    assertEquals("Placing 3 files", jobs.all().get(0).title());

    toasts.run(toasts.toasts().get(0));
    assertEquals(0, placed());
    assertEquals(3, model.pendingCountProperty().get(), "it asks again");
    assertEquals(List.of(CrsAssignment.UNDECIDED), answers());
  }

  @Test
  void whatIsNoSystemOrLeadsNowhereCannotBeUsed() {
    model.chooseCrs();
    type("EPSG:99999");
    assertEquals("There is no coordinate system EPSG:99999.", choice.problemProperty().get());
    type("no such system");
    assertEquals("No coordinate system has such a name.", choice.problemProperty().get());
    type("4326");
    assertEquals("", choice.problemProperty().get());
    assertEquals("WGS 84", choice.crsProperty().get().name());
    assertTrue(draft.previewProperty().get().preview().footprint().isEmpty());
    assertFalse(draft.readyProperty().get(), "metres are no degrees");
    type("32633");
    assertFalse(draft.previewProperty().get().outsideCrsArea());
    type("2193");
    assertTrue(draft.readyProperty().get());
    assertTrue(draft.previewProperty().get().outsideCrsArea(), "that is meant for New Zealand");
    type("");
    assertNull(choice.crsProperty().get());
    assertFalse(draft.readyProperty().get());
    model.assign();
    assertEquals(0, placed());
  }

  @Test
  void anAnswerIsForTheChosenFilesAndTheOthersWaitOn() {
    model.chooseCrs();
    type("32632");
    draft.rows().get(0).selected().set(false);
    assertEquals("photo_1.png", draft.previewProperty().get().file().getFileName().toString());
    draft.selectAll(false);
    assertEquals(0, draft.selectedCountProperty().get());
    assertNull(draft.previewProperty().get());
    assertFalse(draft.readyProperty().get());
    draft.rows().get(2).selected().set(true);
    assertTrue(draft.readyProperty().get());
    model.assign();
    assertEquals(1, placed());
    assertEquals(2, model.pendingCountProperty().get());
    model.chooseCrs();
    assertEquals(2, draft.rows().size(), "only those that wait");
    assertTrue(model.close());
    assertFalse(model.close());
    assertEquals(2, model.pendingCountProperty().get());
  }

  @Test
  void filesMayStayWithoutAPlaceAndBeAnsweredForAgain() {
    model.keepAllUnassigned();
    assertEquals(0, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.NO_CRS), answers());
    assertEquals("3 files stay without a place.", toast());
    archive.add(List.of(images));
    assertEquals(0, model.pendingCountProperty().get(), "that was an answer");
    model.chooseCrs();
    assertFalse(model.shownProperty().get(), "there is nothing to ask");

    model.chooseCrs("Photos");
    assertEquals(3, draft.selectedCountProperty().get());
    type("32632");
    model.assign();
    assertEquals(3, placed());
    model.chooseCrs("Photos");
    assertEquals("EPSG:32632", choice.textProperty().get(), "as it was answered before");
    assertTrue(draft.readyProperty().get());
    type("32633");
    model.assign();
    assertTrue(
        archive.images().stream()
            .flatMap(i -> i.footprint().stream())
            .allMatch(f -> Math.abs(f.center().lon() - 15) < 0.02));
    model.chooseCrs("Photos");
    model.leave();
    assertEquals(0, placed());
    assertEquals(List.of(CrsAssignment.NO_CRS), answers());
    model.chooseCrs("elsewhere");
    assertFalse(model.shownProperty().get());
  }
}
