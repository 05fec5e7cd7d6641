package org.kamcl.explorer.ui.crs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.MissingCrs.FootprintPreview;
import org.kamcl.explorer.api.MissingCrs.UnlocatedFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** A CRS assignment before it is confirmed: the files, the CRS, and a preview of the first file. */
public final class CrsAssignmentViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final CrsSearchViewModel crsSearch;
  private final ObservableList<FileRow> rows = FXCollections.observableArrayList();
  private final ObservableList<FileRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyIntegerWrapper selectedCount = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<FilePreview> preview = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private boolean loadingPreview;
  private TaskExecutor.Cancellable pendingPreview = () -> {};

  CrsAssignmentViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    this.crsSearch = new CrsSearchViewModel(archive, executor, messages);
    crsSearch.crsProperty().addListener((property, before, now) -> updatePreview());
  }

  /**
   * A file without a CRS.
   *
   * @param selected whether the assignment includes it
   */
  public record FileRow(UnlocatedFile file, BooleanProperty selected) {}

  /**
   * The location of a file in a CRS.
   *
   * @param file the first selected one
   * @param crs empty before a CRS is chosen
   * @param outsideAreaOfUse whether the location is outside the area of use of the CRS
   */
  public record FilePreview(
      Path file, Optional<CrsInfo> crs, FootprintPreview preview, boolean outsideAreaOfUse) {}

  /** Begins an assignment; undecided files are selected, or all if there are none. */
  void begin(List<UnlocatedFile> files) {
    boolean anyUndecided = files.stream().anyMatch(file -> !file.assignment().decided());
    rows.setAll(
        files.stream()
            .map(file -> row(file, !anyUndecided || !file.assignment().decided()))
            .toList());
    crsSearch.clear();
    Set<OptionalInt> codes =
        selectedFiles().stream()
            .map(UnlocatedFile::assignment)
            .map(CrsAssignment::epsg)
            .collect(Collectors.toSet());
    if (codes.size() == 1) {
      // The earlier decision is the starting point for a new one.
      codes.iterator().next().ifPresent(crsSearch::choose);
    }
    updatePreview();
  }

  private FileRow row(UnlocatedFile file, boolean selected) {
    FileRow row = new FileRow(file, new SimpleBooleanProperty(selected));
    row.selected().addListener((property, before, now) -> updatePreview());
    return row;
  }

  /** Discards the assignment. */
  void end() {
    rows.clear();
    crsSearch.clear();
    updatePreview();
  }

  private void updatePreview() {
    pendingPreview.cancel();
    List<UnlocatedFile> selected = selectedFiles();
    selectedCount.set(selected.size());
    ready.set(false);
    problem.set("");
    loadingPreview = !selected.isEmpty();
    if (!loadingPreview) {
      preview.set(null);
      return;
    }
    Path file = selected.get(0).file();
    Optional<CrsInfo> crs = Optional.ofNullable(crsSearch.crsProperty().get());
    OptionalInt epsg = crs.map(c -> OptionalInt.of(c.epsg())).orElseGet(OptionalInt::empty);
    archive
        .services()
        .ifPresent(
            services ->
                pendingPreview =
                    executor.run(
                        () -> preview(file, crs, services.missingCrs().preview(file, epsg)),
                        this::show,
                        failure -> {
                          loadingPreview = false;
                          preview.set(null);
                          problem.set(errors.format(failure));
                        }));
  }

  private static FilePreview preview(Path file, Optional<CrsInfo> crs, FootprintPreview footprint) {
    boolean outside =
        footprint.footprint().isPresent()
            && crs.flatMap(CrsInfo::bounds)
                .filter(bounds -> !bounds.intersects(footprint.footprint().get()))
                .isPresent();
    return new FilePreview(file, crs, footprint, outside);
  }

  private void show(FilePreview loaded) {
    loadingPreview = false;
    preview.set(loaded);
    ready.set(loaded.preview().footprint().isPresent());
  }

  /** Whether no search or preview is pending. */
  boolean isSettled() {
    return !loadingPreview && !crsSearch.isSearching();
  }

  /** Selects all files or none. */
  public void selectAll(boolean selected) {
    rows.forEach(row -> row.selected().set(selected));
  }

  /** The files of the assignment. */
  List<UnlocatedFile> selectedFiles() {
    return rows.stream().filter(row -> row.selected().get()).map(FileRow::file).toList();
  }

  /** The files that can be selected. */
  public ObservableList<FileRow> rows() {
    return readOnlyRows;
  }

  /** The search for a CRS. */
  public CrsSearchViewModel crsSearch() {
    return crsSearch;
  }

  /** Number of selected files. */
  public ReadOnlyIntegerProperty selectedCountProperty() {
    return selectedCount.getReadOnlyProperty();
  }

  /** The location of the first selected file, or null. */
  public ReadOnlyObjectProperty<FilePreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Why the first selected file cannot be previewed; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether a CRS is chosen and the first selected file has a location in it. */
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }
}
