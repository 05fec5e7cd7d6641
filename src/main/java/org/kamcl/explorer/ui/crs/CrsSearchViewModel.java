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

/** Search for a CRS by its EPSG code or by parts of its name. */
public final class CrsSearchViewModel {
  /** A search starts after this pause in typing. */
  private static final Duration TYPING_PAUSE = Duration.ofMillis(150);

  private static final int MAX_MATCHES = 60;

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final StringProperty text = new SimpleStringProperty("");
  private final ObservableList<CrsInfo> matches = FXCollections.observableArrayList();
  private final ObservableList<CrsInfo> readOnlyMatches =
      FXCollections.unmodifiableObservableList(matches);
  private final ReadOnlyObjectWrapper<CrsInfo> crs = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private boolean searching;
  private TaskExecutor.Cancellable pendingStart = () -> {};
  private TaskExecutor.Cancellable pendingSearch = () -> {};

  CrsSearchViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    text.addListener((property, before, now) -> scheduleSearch());
  }

  /**
   * @param exact the CRS with the code that is the text
   * @param matches other matches; empty with an exact one
   */
  private record Result(Optional<CrsInfo> exact, List<CrsInfo> matches) {}

  private void scheduleSearch() {
    pendingStart.cancel();
    pendingSearch.cancel();
    crs.set(null);
    problem.set("");
    searching = !text.get().isBlank();
    if (searching) {
      pendingStart = executor.schedule(TYPING_PAUSE, this::search);
    } else {
      matches.clear();
    }
  }

  private void search() {
    String typed = text.get().strip();
    OptionalInt epsg = CrsInfo.parseEpsg(typed);
    archive
        .services()
        .ifPresent(
            services ->
                pendingSearch =
                    executor.run(
                        () -> search(services.missingCrs(), typed, epsg),
                        result -> show(result, epsg),
                        failure -> {
                          searching = false;
                          problem.set(errors.format(failure));
                        }));
  }

  private static Result search(MissingCrs service, String typed, OptionalInt epsg) {
    Optional<CrsInfo> exact =
        epsg.isPresent() ? service.findCrs(epsg.getAsInt()) : Optional.empty();
    return new Result(exact, exact.isPresent() ? List.of() : service.searchCrs(typed, MAX_MATCHES));
  }

  private void show(Result result, OptionalInt epsg) {
    searching = false;
    matches.setAll(result.matches());
    crs.set(result.exact().orElse(null));
    if (result.exact().isEmpty() && result.matches().isEmpty()) {
      problem.set(
          epsg.isPresent()
              ? messages.text("crs.search.unknown", "EPSG:" + epsg.getAsInt())
              : messages.text("crs.search.empty"));
    }
  }

  /** Chooses a CRS by its EPSG code. */
  public void choose(int epsg) {
    text.set("EPSG:" + epsg);
    pendingStart.cancel();
    search();
  }

  /** Clears the text. */
  void clear() {
    text.set("");
  }

  /** Whether a search is scheduled or running. */
  boolean isSearching() {
    return searching;
  }

  /** The search text. */
  public StringProperty textProperty() {
    return text;
  }

  /** The matches of the text, best first; empty once the text is the code of a CRS. */
  public ObservableList<CrsInfo> matches() {
    return readOnlyMatches;
  }

  /** The CRS whose code is the text, or null. */
  public ReadOnlyObjectProperty<CrsInfo> crsProperty() {
    return crs.getReadOnlyProperty();
  }

  /** Why the text matches no CRS; empty if it does. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
