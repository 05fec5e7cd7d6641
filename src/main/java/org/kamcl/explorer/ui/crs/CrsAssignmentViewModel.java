package org.kamcl.explorer.ui.crs;

import java.nio.file.Path;
import java.util.ArrayList;
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

/** What somebody is about to answer: for which files, by which system, and where they would lie. */
public final class CrsAssignmentViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ErrorFormatter errorFormatter;
  private final CrsSearchViewModel choice;
  private final ObservableList<FileRow> rows = FXCollections.observableArrayList();
  private final ObservableList<FileRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<PlacedPreview> lie = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private boolean looks;
  private TaskExecutor.Cancellable looking = () -> {};

  CrsAssignmentViewModel(ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
    this.choice = new CrsSearchViewModel(archive, taskExecutor, messages);
    choice.crsProperty().addListener((property, before, now) -> look());
  }

  /**
   * A file that asks.
   *
   * @param selected whether the answer is for it, too
   */
  public record FileRow(UnlocatedFile question, BooleanProperty selected) {}

  /**
   * Where the first of the chosen files would lie.
   *
   * @param crs the one in question, if there is one
   * @param outsideCrsArea whether that is outside of what the system is meant for
   */
  public record PlacedPreview(
      Path file, Optional<CrsInfo> crs, FootprintPreview preview, boolean outsideCrsArea) {}

  /** Begins with files: those that nobody has answered for, else all of them, are chosen. */
  void begin(List<UnlocatedFile> questions) {
    boolean open = questions.stream().anyMatch(q -> !q.assignment().decided());
    List<FileRow> all = new ArrayList<>();
    for (UnlocatedFile unlocatedFile : questions) {
      FileRow fileRow =
          new FileRow(
              unlocatedFile,
              new SimpleBooleanProperty(!open || !unlocatedFile.assignment().decided()));
      fileRow.selected().addListener((property, before, now) -> look());
      all.add(fileRow);
    }
    rows.setAll(all);
    choice.clear();
    Set<OptionalInt> systems =
        selectedFiles().stream()
            .map(UnlocatedFile::assignment)
            .map(CrsAssignment::epsg)
            .collect(Collectors.toSet());
    if (systems.size() == 1) {
      // Whoever answers again begins with what was said before.
      systems.iterator().next().ifPresent(choice::choose);
    }
    look();
  }

  /** Nothing is chosen any more. */
  void end() {
    rows.clear();
    choice.clear();
    look();
  }

  private void look() {
    looking.cancel();
    List<UnlocatedFile> chosen = selectedFiles();
    count.set(chosen.size());
    ready.set(false);
    problem.set("");
    looks = !chosen.isEmpty();
    if (!looks) {
      lie.set(null);
      return;
    }
    Path file = chosen.get(0).file();
    Optional<CrsInfo> system = Optional.ofNullable(choice.crsProperty().get());
    OptionalInt epsg =
        system.isPresent() ? OptionalInt.of(system.get().epsg()) : OptionalInt.empty();
    archive
        .services()
        .ifPresent(
            services ->
                looking =
                    taskExecutor.run(
                        () -> lie(file, system, services.missingCrs().preview(file, epsg)),
                        this::show,
                        failure -> {
                          looks = false;
                          lie.set(null);
                          problem.set(errorFormatter.format(failure));
                        }));
  }

  private static PlacedPreview lie(
      Path file, Optional<CrsInfo> system, FootprintPreview footprintPreview) {
    boolean outside =
        footprintPreview.footprint().isPresent()
            && system
                .flatMap(CrsInfo::bounds)
                .filter(bounds -> !bounds.intersects(footprintPreview.footprint().get()))
                .isPresent();
    return new PlacedPreview(file, system, footprintPreview, outside);
  }

  private void show(PlacedPreview found) {
    looks = false;
    lie.set(found);
    ready.set(found.preview().footprint().isPresent());
  }

  /** Whether nothing is on its way. */
  boolean isSettled() {
    return !looks && !choice.isSearching();
  }

  /** Chooses all files, or none. */
  public void selectAll(boolean wanted) {
    rows.forEach(fileRow -> fileRow.selected().set(wanted));
  }

  /** The files that the answer is for. */
  List<UnlocatedFile> selectedFiles() {
    return rows.stream()
        .filter(fileRow -> fileRow.selected().get())
        .map(FileRow::question)
        .toList();
  }

  /** The files that may be answered for. */
  public ObservableList<FileRow> rows() {
    return readOnlyRows;
  }

  /** The choice of a system. */
  public CrsSearchViewModel crsSearch() {
    return choice;
  }

  /** How many files are chosen. */
  public ReadOnlyIntegerProperty selectedCountProperty() {
    return count.getReadOnlyProperty();
  }

  /** Where the first of the chosen files would lie, or null. */
  public ReadOnlyObjectProperty<PlacedPreview> previewProperty() {
    return lie.getReadOnlyProperty();
  }

  /** Why the first of the chosen files cannot be looked at, as a sentence, or nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether a system is chosen in which the first of the chosen files lies somewhere. */
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }
}
