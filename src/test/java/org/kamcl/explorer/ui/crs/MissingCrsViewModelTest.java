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

/** With a real archive, without a window. */
class MissingCrsViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final JobsViewModel jobs = new JobsViewModel(background);
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private ExplorerContext context;
  private ArchiveViewModel archive;
  private MissingCrsViewModel model;
  private CrsAssignmentViewModel assignment;
  private CrsSearchViewModel crsSearch;
  private Path images;

  @BeforeEach
  void open() throws IOException {
    images = MissingCrsFixtures.photos(folder.resolve("Photos"));
    context = ExplorerContext.open(MissingCrsFixtures.workspace(folder.resolve("workspace")));
    archive = new ArchiveViewModel(() -> context, background, jobs, messages);
    model = new MissingCrsViewModel(archive, background, toasts, messages);
    assignment = model.assignment();
    crsSearch = assignment.crsSearch();
    archive.open();
    archive.add(List.of(images));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private void type(String words) {
    crsSearch.textProperty().set(words);
    background.runScheduled();
  }

  private long located() {
    return archive.images().stream().filter(i -> i.footprint().isPresent()).count();
  }

  private List<CrsAssignment> decisions() {
    return model.files().stream().map(UnlocatedFile::assignment).distinct().toList();
  }

  private String toast() {
    return toasts.toasts().get(toasts.toasts().size() - 1).text();
  }

  @Test
  void filesWithoutADecisionArePendingAndCanBePostponed() {
    assertEquals(4, archive.images().size());
    assertEquals(3, model.pendingCountProperty().get());
    assertFalse(model.shownProperty().get(), "the pane does not open by itself");
    model.askLater();
    assertEquals(0, model.pendingCountProperty().get());
    archive.refresh();
    assertEquals(0, model.pendingCountProperty().get());
    archive.add(List.of(images));
    assertEquals(3, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.UNDECIDED), decisions());
  }

  @Test
  void aCrsIsFoundByNamePreviewedAssignedAndUndone() {
    model.chooseCrs();
    assertTrue(model.shownProperty().get());
    assertEquals(3, assignment.selectedCountProperty().get());
    CrsAssignmentViewModel.FilePreview withoutCrs = assignment.previewProperty().get();
    assertEquals(500_000, withoutCrs.preview().x(), 1e-6);
    assertEquals(5_300_000, withoutCrs.preview().y(), 1e-6);
    assertTrue(withoutCrs.preview().footprint().isEmpty());

    type("utm zone 32n");
    assertEquals(32632, crsSearch.matches().get(0).epsg());
    assertTrue(crsSearch.matches().stream().map(CrsInfo::epsg).toList().contains(25832));
    assertNull(crsSearch.crsProperty().get(), "a name does not choose a CRS");
    assertFalse(assignment.readyProperty().get());
    model.assign();
    assertEquals(0, located());

    crsSearch.choose(crsSearch.matches().get(0).epsg());
    assertEquals("EPSG:32632", crsSearch.textProperty().get());
    assertEquals("WGS 84 / UTM zone 32N", crsSearch.crsProperty().get().name());
    assertEquals(List.of(), crsSearch.matches());
    CrsAssignmentViewModel.FilePreview placedPreview = assignment.previewProperty().get();
    assertEquals("photo_0.png", placedPreview.file().getFileName().toString());
    assertEquals(9, placedPreview.preview().footprint().orElseThrow().center().lon(), 0.01);
    assertEquals(360, placedPreview.preview().widthMeters().orElseThrow(), 2);
    assertFalse(placedPreview.outsideAreaOfUse());
    assertTrue(assignment.readyProperty().get());
    List<Footprint> placed = new ArrayList<>();
    model.onAssigned(placed::addAll);
    model.assign();
    assertEquals(
        archive.images().stream().flatMap(i -> i.footprint().stream()).toList(),
        placed,
        "the map receives the footprints");
    assertFalse(model.shownProperty().get());
    assertEquals(3, located());
    assertEquals(0, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.of(32632)), decisions());
    assertEquals("WGS 84 / UTM zone 32N (EPSG:32632) was assigned to 3 files.", toast());
    assertEquals("", archive.noticeProperty().get(), "the toast is enough");
    assertEquals("Assigning a CRS to 3 files", jobs.all().get(0).title());

    toasts.run(toasts.toasts().get(0));
    assertEquals(0, located());
    assertEquals(3, model.pendingCountProperty().get(), "the files are pending again");
    assertEquals(List.of(CrsAssignment.UNDECIDED), decisions());
  }

  @Test
  void anUnknownCrsOrOneWithoutALocationCannotBeAssigned() {
    model.chooseCrs();
    type("EPSG:99999");
    assertEquals("No CRS has the code EPSG:99999.", crsSearch.problemProperty().get());
    type("no such system");
    assertEquals("No CRS matches this name.", crsSearch.problemProperty().get());
    type("4326");
    assertEquals("", crsSearch.problemProperty().get());
    assertEquals("WGS 84", crsSearch.crsProperty().get().name());
    assertTrue(assignment.previewProperty().get().preview().footprint().isEmpty());
    assertFalse(assignment.readyProperty().get(), "the coordinates are meters, not degrees");
    type("32633");
    assertFalse(assignment.previewProperty().get().outsideAreaOfUse());
    type("2193");
    assertTrue(assignment.readyProperty().get());
    assertTrue(
        assignment.previewProperty().get().outsideAreaOfUse(), "EPSG:2193 is for New Zealand");
    type("");
    assertNull(crsSearch.crsProperty().get());
    assertFalse(assignment.readyProperty().get());
    model.assign();
    assertEquals(0, located());
  }

  @Test
  void onlySelectedFilesAreAssigned() {
    model.chooseCrs();
    type("32632");
    assignment.rows().get(0).selected().set(false);
    assertEquals("photo_1.png", assignment.previewProperty().get().file().getFileName().toString());
    assignment.selectAll(false);
    assertEquals(0, assignment.selectedCountProperty().get());
    assertNull(assignment.previewProperty().get());
    assertFalse(assignment.readyProperty().get());
    assignment.rows().get(2).selected().set(true);
    assertTrue(assignment.readyProperty().get());
    model.assign();
    assertEquals(1, located());
    assertEquals(2, model.pendingCountProperty().get());
    model.chooseCrs();
    assertEquals(2, assignment.rows().size(), "only pending files");
    assertTrue(model.close());
    assertFalse(model.close());
    assertEquals(2, model.pendingCountProperty().get());
  }

  @Test
  void filesCanStayWithoutALocationAndBeAssignedLater() {
    model.keepAllUnassigned();
    assertEquals(0, model.pendingCountProperty().get());
    assertEquals(List.of(CrsAssignment.NO_CRS), decisions());
    assertEquals("3 files stay without a location.", toast());
    archive.add(List.of(images));
    assertEquals(0, model.pendingCountProperty().get(), "a decision was made");
    model.chooseCrs();
    assertFalse(model.shownProperty().get(), "no file is pending");

    model.chooseCrs("Photos");
    assertEquals(3, assignment.selectedCountProperty().get());
    type("32632");
    model.assign();
    assertEquals(3, located());
    model.chooseCrs("Photos");
    assertEquals(
        "EPSG:32632", crsSearch.textProperty().get(), "the earlier decision is preselected");
    assertTrue(assignment.readyProperty().get());
    type("32633");
    model.assign();
    assertTrue(
        archive.images().stream()
            .flatMap(i -> i.footprint().stream())
            .allMatch(f -> Math.abs(f.center().lon() - 15) < 0.02));
    model.chooseCrs("Photos");
    model.keepUnassigned();
    assertEquals(0, located());
    assertEquals(List.of(CrsAssignment.NO_CRS), decisions());
    model.chooseCrs("elsewhere");
    assertFalse(model.shownProperty().get());
  }
}
