package org.kamcl.explorer.ui.crs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Finds a coordinate system by what somebody types: its number, or parts of its name. */
public final class CrsSearchViewModel {
  private static final Duration TYPING = Duration.ofMillis(150);
  private static final int MOST = 60;

  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final StringProperty typed = new SimpleStringProperty("");
  private final ObservableList<CrsInfo> matches = FXCollections.observableArrayList();
  private final ObservableList<CrsInfo> readOnlyMatches =
      FXCollections.unmodifiableObservableList(matches);
  private final ReadOnlyObjectWrapper<CrsInfo> system = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private boolean searching;
  private TaskExecutor.Cancellable waiting = () -> {};
  private TaskExecutor.Cancellable asking = () -> {};

  CrsSearchViewModel(ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    typed.addListener((property, before, now) -> typed());
  }

  private record Found(Optional<CrsInfo> exact, List<CrsInfo> matches) {}

  private void typed() {
    waiting.cancel();
    asking.cancel();
    system.set(null);
    complaint.set("");
    searching = !typed.get().isBlank();
    if (!searching) {
      matches.clear();
      return;
    }
    waiting = taskExecutor.schedule(TYPING, this::ask);
  }

  private void ask() {
    String words = typed.get().strip();
    OptionalInt number = CrsInfo.parseEpsg(words);
    archive
        .services()
        .ifPresent(
            services ->
                asking =
                    taskExecutor.run(
                        () -> find(services.missingCrs(), words, number),
                        found -> show(found, number),
                        failure -> {
                          searching = false;
                          complaint.set(errorFormatter.format(failure));
                        }));
  }

  private static Found find(MissingCrs systems, String words, OptionalInt number) {
    Optional<CrsInfo> exact =
        number.isPresent() ? systems.findCrs(number.getAsInt()) : Optional.empty();
    return new Found(exact, exact.isPresent() ? List.of() : systems.searchCrs(words, MOST));
  }

  private void show(Found found, OptionalInt number) {
    searching = false;
    matches.setAll(found.matches());
    system.set(found.exact().orElse(null));
    if (found.exact().isEmpty() && found.matches().isEmpty()) {
      complaint.set(
          number.isPresent()
              ? messages.text("placing.unknown", "EPSG:" + number.getAsInt())
              : messages.text("placing.none"));
    }
  }

  /** Chooses a system by its number. */
  public void choose(int epsg) {
    typed.set("EPSG:" + epsg);
    waiting.cancel();
    ask();
  }

  /** Nothing is typed any more. */
  void clear() {
    typed.set("");
  }

  /** Whether what was typed is still being looked for. */
  boolean isSearching() {
    return searching;
  }

  /** What somebody types. */
  public StringProperty textProperty() {
    return typed;
  }

  /** Systems that may be meant; none once one is found by its number. */
  public ObservableList<CrsInfo> matches() {
    return readOnlyMatches;
  }

  /** The system that is typed, or null. */
  public ReadOnlyObjectProperty<CrsInfo> crsProperty() {
    return system.getReadOnlyProperty();
  }

  /** Why what is typed means no system, as a sentence, or nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return complaint.getReadOnlyProperty();
  }
}
