package org.kamcl.explorer.ui.crs;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.MissingCrs.UnlocatedFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The files that have coordinates but no known CRS. After images are added, the user decides on the
 * files without a decision; decisions can be changed at any time.
 */
public final class MissingCrsViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<UnlocatedFile> files = FXCollections.observableArrayList();
  private final ObservableList<UnlocatedFile> readOnlyFiles =
      FXCollections.unmodifiableObservableList(files);
  private final ReadOnlyIntegerWrapper pendingCount = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final CrsAssignmentViewModel assignment;

  /** Files that the user does not want to decide about until images are added again. */
  private final Set<Path> postponed = new HashSet<>();

  /** Files whose footprints the map shows as soon as the assignment is complete. */
  private final Set<Path> beingAssigned = new HashSet<>();

  private Runnable onBeforeAssign = () -> {};
  private Consumer<List<Footprint>> onAssigned = footprints -> {};

  /** Follows the changes of an archive. */
  public MissingCrsViewModel(
      ArchiveViewModel archive, TaskExecutor executor, ToastsViewModel toasts, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.toasts = toasts;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.assignment = new CrsAssignmentViewModel(archive, executor, messages);
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> reload());
    archive
        .reportProperty()
        .addListener(
            (property, before, report) -> {
              if (report != null) {
                postponed.clear();
              }
            });
  }

  private void reload() {
    archive
        .services()
        .ifPresent(
            services ->
                executor.run(
                    () -> services.missingCrs().files(),
                    loaded -> {
                      files.setAll(loaded);
                      updatePendingCount();
                      reportAssigned();
                    },
                    failure -> archive.problem(errors.format(failure))));
  }

  private void reportAssigned() {
    List<Footprint> footprints =
        archive.images().stream()
            .filter(image -> beingAssigned.contains(image.file()))
            .flatMap(image -> image.footprint().stream())
            .toList();
    if (!footprints.isEmpty()) {
      beingAssigned.clear();
      onAssigned.accept(footprints);
    }
  }

  private void updatePendingCount() {
    pendingCount.set(pending().size());
  }

  /** Files without a decision that are not postponed. */
  private List<UnlocatedFile> pending() {
    return files.stream()
        .filter(file -> !file.assignment().decided() && !postponed.contains(file.file()))
        .toList();
  }

  /** All files without a CRS of their own, by path, with and without a decision. */
  public ObservableList<UnlocatedFile> files() {
    return readOnlyFiles;
  }

  /** Number of files that need a decision now. */
  public ReadOnlyIntegerProperty pendingCountProperty() {
    return pendingCount.getReadOnlyProperty();
  }

  /** Sets an action that runs before a CRS is assigned. */
  public void onBeforeAssign(Runnable action) {
    onBeforeAssign = action;
  }

  /** Sets an action that receives the new footprints after a CRS was assigned. */
  public void onAssigned(Consumer<List<Footprint>> action) {
    onAssigned = action;
  }

  /** Whether the pane is open. */
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The assignment that the pane edits. */
  public CrsAssignmentViewModel assignment() {
    return assignment;
  }

  /** Whether no search or preview is pending. */
  public boolean isSettled() {
    return assignment.isSettled();
  }

  /** Opens the pane for the files that need a decision. */
  public void chooseCrs() {
    show(pending());
  }

  /** Opens the pane for all files of a collection, also for those with a decision. */
  public void chooseCrs(String collection) {
    show(files.stream().filter(file -> file.collection().equals(collection)).toList());
  }

  private void show(List<UnlocatedFile> some) {
    if (!some.isEmpty()) {
      assignment.begin(some);
      shown.set(true);
    }
  }

  /**
   * Closes the pane without an assignment.
   *
   * @return whether it was open
   */
  public boolean close() {
    boolean open = shown.get();
    shown.set(false);
    assignment.end();
    return open;
  }

  /** Postpones all decisions until images are added again. */
  public void askLater() {
    files.forEach(file -> postponed.add(file.file()));
    updatePendingCount();
  }

  /** Assigns the chosen CRS to the selected files. */
  public void assign() {
    CrsInfo crs = assignment.crsSearch().crsProperty().get();
    if (!assignment.readyProperty().get()) {
      return;
    }
    List<UnlocatedFile> selected = assignment.selectedFiles();
    onBeforeAssign.run();
    beingAssigned.clear();
    selected.stream()
        .filter(file -> file.assignment().epsg().isEmpty())
        .forEach(file -> beingAssigned.add(file.file()));
    save(
        decision(selected, CrsAssignment.of(crs.epsg())),
        report ->
            messages.text(
                "crs.assigned", selected.size(), crs.name(), crs.code(), report.withoutLocation()));
  }

  /** Keeps the selected files without a location. */
  public void keepUnassigned() {
    keepUnassigned(assignment.selectedFiles());
  }

  /** Keeps all files that need a decision without a location. */
  public void keepAllUnassigned() {
    keepUnassigned(pending());
  }

  private void keepUnassigned(List<UnlocatedFile> some) {
    save(decision(some, CrsAssignment.NO_CRS), report -> messages.text("crs.skipped", some.size()));
  }

  private static Map<Path, CrsAssignment> decision(
      List<UnlocatedFile> files, CrsAssignment decision) {
    return files.stream().collect(Collectors.toMap(UnlocatedFile::file, file -> decision));
  }

  /** Saves decisions in a job and offers to undo them. */
  private void save(Map<Path, CrsAssignment> decisions, Function<IndexReport, String> summary) {
    Map<Path, CrsAssignment> before =
        files.stream()
            .filter(file -> decisions.containsKey(file.file()))
            .collect(Collectors.toMap(UnlocatedFile::file, UnlocatedFile::assignment));
    postponed.addAll(decisions.keySet());
    updatePendingCount();
    close();
    start(decisions, summary, text -> toasts.showUndoable(text, () -> undo(before)));
  }

  private void undo(Map<Path, CrsAssignment> before) {
    postponed.removeAll(before.keySet());
    start(before, report -> messages.text("crs.undone", before.size()), text -> {});
  }

  private void start(
      Map<Path, CrsAssignment> decisions,
      Function<IndexReport, String> summary,
      Consumer<String> onDone) {
    archive
        .services()
        .ifPresent(
            services ->
                archive.change(
                    services.missingCrs().assign(decisions),
                    messages.text("crs.job", decisions.size()),
                    summary,
                    onDone));
  }
}
