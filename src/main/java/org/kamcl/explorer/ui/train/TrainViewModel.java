package org.kamcl.explorer.ui.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The runs, the one that is shown, and those that are laid over it. While it is open, the runs are
 * asked once per second for what is new; everything is read in the background.
 */
final class TrainViewModel {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration UNSEEN_INTERVAL = Duration.ofSeconds(10);

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final ObservableList<RunSummary> visible = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable RunSummary> selected =
      new ReadOnlyObjectWrapper<>();
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<RunOrder> order = new SimpleObjectProperty<>(RunOrder.NEWEST);
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();

  private final ReadOnlyObjectWrapper<Optional<RunMemory>> memory =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private List<RunSummary> all = List.of();
  private final ShownRuns overlays = new ShownRuns();
  private final ReadRuns read = new ReadRuns();
  private String wanted = "";
  private List<String> wantedOverlays = List.of();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private boolean open;
  private boolean seen = true;
  private boolean reading;
  private boolean again;
  private TaskExecutor.@Nullable Cancellable timer;

  TrainViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    filter.addListener((property, before, now) -> arrange());
    order.addListener((property, before, now) -> arrange());
  }

  /** Restores the run and the overlays of an earlier window, by name, once the runs are read. */
  void restore(String run, List<String> overlaid) {
    wanted = run;
    wantedOverlays = List.copyOf(overlaid);
  }

  /** Starts to follow the runs. */
  void start() {
    open = true;
    poll();
  }

  /** Whether the runs are seen; otherwise they are followed slowly. */
  void setSeen(boolean now) {
    seen = now;
    if (now) {
      poll();
    }
  }

  /** The runs that are running. */
  List<RunSummary> running() {
    return all.stream().filter(run -> run.state() == RunState.RUNNING).toList();
  }

  /** Whether a run is running. */
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Stops to follow the runs. */
  void stop() {
    open = false;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Reads what is new now. */
  void poll() {
    if (!open) {
      return;
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      schedule();
      return;
    }
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    Optional<String> shown = Optional.ofNullable(selected.get()).map(RunSummary::name);
    executor.run(
        read.reading(services.get().trainingRuns(), overlays.names(), shown),
        this::show,
        failure -> {
          problem.set(errors.format(failure));
          loaded.set(true);
          ended();
        });
  }

  private void show(ReadRuns.Result result) {
    read.add(result);
    memory.set(result.memory());
    problem.set("");
    List<RunSummary> runs = result.runs();
    if (runs != null) {
      all = List.copyOf(runs);
      busy.set(!running().isEmpty());
      forgetDeleted();
      arrange();
      choose();
    }
    loaded.set(true);
    if (runs != null) {
      version.set(version.get() + 1);
    }
    ended();
  }

  private void ended() {
    reading = false;
    if (again) {
      again = false;
      poll();
    } else {
      schedule();
    }
  }

  private void schedule() {
    if (open) {
      timer = executor.schedule(seen ? INTERVAL : UNSEEN_INTERVAL, this::poll);
    }
  }

  private void forgetDeleted() {
    Set<String> names = new HashSet<>();
    all.forEach(run -> names.add(run.name()));
    overlays.retain(names);
    read.retain(names);
  }

  private void arrange() {
    String words = filter.get().strip().toLowerCase(Locale.ROOT);
    visible.setAll(
        all.stream()
            .filter(
                run ->
                    run.title().toLowerCase(Locale.ROOT).contains(words)
                        || run.note().toLowerCase(Locale.ROOT).contains(words))
            .sorted(order.get().comparator())
            .toList());
  }

  /** Keeps the selection, restores that of an earlier window, or selects the newest run. */
  private void choose() {
    RunSummary now = selected.get();
    String name = now != null ? now.name() : wanted;
    RunSummary found = find(name).orElse(all.isEmpty() ? null : all.get(0));
    boolean changed = found != null && overlays.addInPlaceOfFirst(found.name());
    for (String overlay : wantedOverlays) {
      changed |= find(overlay).isPresent() && overlays.add(overlay);
    }
    wantedOverlays = List.of();
    selected.set(found);
    if (changed) {
      again = true;
    }
  }

  /** Selects a run, and shows its curves. The run before stays shown only if it was checked. */
  void select(RunSummary run) {
    RunSummary before = selected.get();
    if (before != null && before.name().equals(run.name())) {
      return;
    }
    if (!overlays.has(run.name()) && overlays.size() == 1) {
      overlays.set(run.name());
    } else {
      overlays.addInPlaceOfFirst(run.name());
    }
    selected.set(run);
    poll();
  }

  /** Selects a run that was just created, as soon as it is read. */
  void selectCreated(RunSummary run) {
    selected.set(null);
    wanted = run.name();
    read.readAgain();
    poll();
  }

  /**
   * Lays a run over the others, or takes it away. The selected run stays.
   *
   * @return false if there are no more colors
   */
  boolean setShown(String name, boolean shown) {
    if (shown && overlays.isFull(name)) {
      return false;
    }
    RunSummary now = selected.get();
    boolean changed =
        shown
            ? overlays.add(name)
            : (now == null || !now.name().equals(name)) && overlays.remove(name);
    if (changed) {
      poll();
    }
    return true;
  }

  /** Which runs are shown, and their colors. */
  ShownRuns overlays() {
    return overlays;
  }

  /** The shown runs, the selected one last. */
  List<RunSummary> shown() {
    List<RunSummary> runs = new ArrayList<>();
    RunSummary now = selected.get();
    for (String name : overlays.names()) {
      if (now == null || !now.name().equals(name)) {
        find(name).ifPresent(runs::add);
      }
    }
    if (now != null && overlays.has(now.name())) {
      runs.add(find(now.name()).orElse(now));
    }
    return runs;
  }

  /** The curves of a run; empty until they are read. */
  RunCurves curves(String name) {
    return read.curves(name);
  }

  /** The run with a name, if it is there. */
  Optional<RunSummary> find(String name) {
    return all.stream().filter(run -> Objects.equals(run.name(), name)).findFirst();
  }

  /** Whether there are no runs, filters aside. */
  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The runs that pass the filter, in order. */
  ObservableList<RunSummary> visible() {
    return visible;
  }

  /** The selected run; null if there is none. */
  ReadOnlyObjectProperty<@Nullable RunSummary> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Memory of the processes of the selected run; empty if it is not known. */
  ReadOnlyObjectProperty<Optional<RunMemory>> memoryProperty() {
    return memory.getReadOnlyProperty();
  }

  /** Words that titles or notes contain. */
  StringProperty filterProperty() {
    return filter;
  }

  /** The order of the list. */
  ObjectProperty<RunOrder> orderProperty() {
    return order;
  }

  /** Changes when a run or a curve has changed. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Why the runs cannot be read; empty if they can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the runs were read once. */
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /** Whether nothing is being read. */
  boolean isSettled() {
    return !open || (!reading && (loaded.get() || archive.services().isEmpty()));
  }

  /** The services of the archive, once it is open. */
  Optional<ExplorerServices> services() {
    return archive.services();
  }
}
