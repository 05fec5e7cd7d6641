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
 * The files that have coordinates but name no coordinate system: asks for it after each job that
 * adds images, and whenever somebody wants to answer again.
 */
public final class MissingCrsViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final ObservableList<UnlocatedFile> questions = FXCollections.observableArrayList();
  private final ObservableList<UnlocatedFile> readOnlyQuestions =
      FXCollections.unmodifiableObservableList(questions);
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final CrsAssignmentViewModel answer;

  /** Files that are not to be asked about before something is added again. */
  private final Set<Path> putOff = new HashSet<>();

  /** Files that are being placed, and are to be shown when they are. */
  private final Set<Path> placing = new HashSet<>();

  private Runnable onUse = () -> {};
  private Consumer<List<Footprint>> onPlaced = footprints -> {};

  /** Reads which files ask whenever the archive changes. */
  public MissingCrsViewModel(
      ArchiveViewModel archive,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.answer = new CrsAssignmentViewModel(archive, taskExecutor, messages);
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> read());
    archive
        .reportProperty()
        .addListener(
            (property, before, report) -> {
              if (report != null) {
                putOff.clear();
              }
            });
  }

  private void read() {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> services.missingCrs().files(),
                    read -> {
                      questions.setAll(read);
                      count();
                      showPlaced();
                    },
                    failure -> archive.problem(errorFormatter.format(failure))));
  }

  private void showPlaced() {
    List<Footprint> footprints =
        archive.images().stream()
            .filter(image -> placing.contains(image.file()))
            .flatMap(image -> image.footprint().stream())
            .toList();
    if (!footprints.isEmpty()) {
      placing.clear();
      onPlaced.accept(footprints);
    }
  }

  private void count() {
    waiting.set(open().size());
  }

  /** Files that nobody has answered for, and that may be asked about now. */
  private List<UnlocatedFile> open() {
    return questions.stream()
        .filter(q -> !q.assignment().decided() && !putOff.contains(q.file()))
        .toList();
  }

  /** All files that ask, by path; also those that were answered for. */
  public ObservableList<UnlocatedFile> files() {
    return readOnlyQuestions;
  }

  /** How many files wait for an answer now. */
  public ReadOnlyIntegerProperty pendingCountProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Who is told before the chosen files are placed. */
  public void onBeforeAssign(Runnable told) {
    onUse = told;
  }

  /** Who is told where the files lie that were placed. */
  public void onAssigned(Consumer<List<Footprint>> told) {
    onPlaced = told;
  }

  /** Whether somebody is choosing a system. */
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What is being chosen. */
  public CrsAssignmentViewModel assignment() {
    return answer;
  }

  /** Whether nothing is going to change by itself. */
  public boolean isSettled() {
    return answer.isSettled();
  }

  /** Begins to choose for the files that wait. */
  public void chooseCrs() {
    show(open());
  }

  /** Begins to choose for all files of a collection, also again. */
  public void chooseCrs(String collection) {
    show(questions.stream().filter(q -> q.collection().equals(collection)).toList());
  }

  private void show(List<UnlocatedFile> some) {
    if (!some.isEmpty()) {
      answer.begin(some);
      shown.set(true);
    }
  }

  /** Nobody wants to choose any more; tells whether somebody did. */
  public boolean close() {
    boolean open = shown.get();
    shown.set(false);
    answer.end();
    return open;
  }

  /** Asks again when something is added next. */
  public void askLater() {
    questions.forEach(q -> putOff.add(q.file()));
    count();
  }

  /** Places the chosen files by the chosen system. */
  public void assign() {
    CrsInfo system = answer.crsSearch().crsProperty().get();
    if (!answer.readyProperty().get()) {
      return;
    }
    List<UnlocatedFile> files = answer.selectedFiles();
    onUse.run();
    placing.clear();
    files.stream()
        .filter(file -> file.assignment().epsg().isEmpty())
        .forEach(file -> placing.add(file.file()));
    say(
        all(files, CrsAssignment.of(system.epsg())),
        report ->
            messages.text(
                "placing.placed",
                files.size(),
                system.name(),
                system.code(),
                report.withoutLocation()));
  }

  /** The chosen files stay without a place. */
  public void leave() {
    leave(answer.selectedFiles());
  }

  /** All files that wait stay without a place. */
  public void keepAllUnassigned() {
    leave(open());
  }

  private void leave(List<UnlocatedFile> files) {
    say(all(files, CrsAssignment.NO_CRS), report -> messages.text("placing.left", files.size()));
  }

  private static Map<Path, CrsAssignment> all(List<UnlocatedFile> files, CrsAssignment answer) {
    return files.stream().collect(Collectors.toMap(UnlocatedFile::file, file -> answer));
  }

  private void say(Map<Path, CrsAssignment> answers, Function<IndexReport, String> words) {
    Map<Path, CrsAssignment> before =
        questions.stream()
            .filter(unlocatedFile -> answers.containsKey(unlocatedFile.file()))
            .collect(Collectors.toMap(UnlocatedFile::file, UnlocatedFile::assignment));
    putOff.addAll(answers.keySet());
    count();
    close();
    send(answers, words, sentence -> toasts.showUndoable(sentence, () -> undo(before)));
  }

  private void undo(Map<Path, CrsAssignment> before) {
    putOff.removeAll(before.keySet());
    send(before, report -> messages.text("placing.undone", before.size()), sentence -> {});
  }

  private void send(
      Map<Path, CrsAssignment> answers,
      Function<IndexReport, String> words,
      Consumer<String> then) {
    archive
        .services()
        .ifPresent(
            services ->
                archive.change(
                    services.missingCrs().assign(answers),
                    messages.text("placing.job", answers.size()),
                    words,
                    then));
  }
}
