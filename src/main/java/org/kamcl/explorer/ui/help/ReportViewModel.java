package org.kamcl.explorer.ui.help;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.report.ProblemReport;
import org.kamcl.explorer.report.ReportFile;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The files of a report, which of them are included, and where they are saved. */
public final class ReportViewModel {
  private final Supplier<ProblemReport> source;
  private final ChecksViewModel checks;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ObservableList<ReportFile> files = FXCollections.observableArrayList();

  /** Kept, because it hears of changes only as long as it is. */
  private final ObservableList<ReportFile> readOnly =
      FXCollections.unmodifiableObservableList(files);

  private final BooleanProperty personal = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper collecting = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
  private final Set<String> excluded = new HashSet<>();
  private @Nullable Path saved;

  /**
   * @param source collects the files
   * @param checks whose results are one of the files
   */
  public ReportViewModel(
      Supplier<ProblemReport> source,
      ChecksViewModel checks,
      TaskExecutor executor,
      Messages messages) {
    this.source = source;
    this.checks = checks;
    this.executor = executor;
    this.messages = messages;
    personal.addListener((property, before, now) -> collect());
  }

  /** The files, with the content that is written. */
  public ObservableList<ReportFile> files() {
    return readOnly;
  }

  /** Whether queries and names of files are included; off at first. */
  public BooleanProperty personalProperty() {
    return personal;
  }

  /** Whether files are being collected. */
  public ReadOnlyBooleanProperty collectingProperty() {
    return collecting.getReadOnlyProperty();
  }

  /** What became of saving; empty before. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Whether the message says why the report was not saved. */
  public ReadOnlyBooleanProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  /** Where the report was saved, if it was. */
  public Optional<Path> saved() {
    return Optional.ofNullable(saved);
  }

  /** Collects the files, again if they were. */
  public void collect() {
    collecting.set(true);
    say("", false);
    checks.whenComplete(this::collect);
  }

  private void collect(List<Doctor.Result> findings) {
    boolean wanted = personal.get();
    executor.run(
        () -> source.get().collect(findings, wanted),
        collected -> {
          // What was collected for another choice must not be shown as if it were for this one.
          if (wanted == personal.get()) {
            files.setAll(collected);
            collecting.set(false);
          }
        },
        failure -> {
          collecting.set(false);
          say(new ErrorFormatter(messages).format(failure), true);
        });
  }

  /** Whether a file is included. */
  public boolean includes(ReportFile file) {
    return !excluded.contains(file.name());
  }

  /** Includes a file or leaves it out. */
  public void include(ReportFile file, boolean included) {
    if (included) {
      excluded.remove(file.name());
    } else {
      excluded.add(file.name());
    }
  }

  /** Writes the included files into a zip file. */
  public void save(Path target) {
    List<ReportFile> chosen = files.stream().filter(this::includes).toList();
    executor.run(
        () -> {
          ProblemReport.write(target, chosen);
          return target;
        },
        written -> {
          saved = written;
          say(messages.text("help.report.saved", written), false);
        },
        failure -> say(new ErrorFormatter(messages).format(failure), true));
  }

  private void say(String text, boolean problem) {
    failed.set(problem);
    message.set(text);
  }
}
