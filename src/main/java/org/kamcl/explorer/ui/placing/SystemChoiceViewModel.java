package org.kamcl.explorer.ui.placing;

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
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.UnknownSystems;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** Finds a coordinate system by what somebody types: its number, or parts of its name. */
public final class SystemChoiceViewModel {
  private static final Duration TYPING = Duration.ofMillis(150);
  private static final int MOST = 60;

  private final ArchiveViewModel archive;
  private final Background background;
  private final Messages messages;
  private final Failures failures;
  private final StringProperty typed = new SimpleStringProperty("");
  private final ObservableList<CoordinateSystem> matches = FXCollections.observableArrayList();
  private final ObservableList<CoordinateSystem> readOnlyMatches =
      FXCollections.unmodifiableObservableList(matches);
  private final ReadOnlyObjectWrapper<CoordinateSystem> system = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper("");
  private boolean searching;
  private Background.Pending waiting = () -> {};
  private Background.Pending asking = () -> {};

  SystemChoiceViewModel(ArchiveViewModel archive, Background background, Messages messages) {
    this.archive = archive;
    this.background = background;
    this.messages = messages;
    this.failures = new Failures(messages);
    typed.addListener((property, before, now) -> typed());
  }

  private record Found(Optional<CoordinateSystem> exact, List<CoordinateSystem> matches) {}

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
    waiting = background.after(TYPING, this::ask);
  }

  private void ask() {
    String words = typed.get().strip();
    OptionalInt number = CoordinateSystem.number(words);
    archive
        .services()
        .ifPresent(
            services ->
                asking =
                    background.run(
                        () -> find(services.systems(), words, number),
                        found -> show(found, number),
                        failure -> {
                          searching = false;
                          complaint.set(failures.sentence(failure));
                        }));
  }

  private static Found find(UnknownSystems systems, String words, OptionalInt number) {
    Optional<CoordinateSystem> exact =
        number.isPresent() ? systems.system(number.getAsInt()) : Optional.empty();
    return new Found(exact, exact.isPresent() ? List.of() : systems.find(words, MOST));
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
  boolean searching() {
    return searching;
  }

  /** What somebody types. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** Systems that may be meant; none once one is found by its number. */
  public ObservableList<CoordinateSystem> matches() {
    return readOnlyMatches;
  }

  /** The system that is typed, or null. */
  public ReadOnlyObjectProperty<CoordinateSystem> systemProperty() {
    return system.getReadOnlyProperty();
  }

  /** Why what is typed means no system, as a sentence, or nothing. */
  public ReadOnlyStringProperty complaintProperty() {
    return complaint.getReadOnlyProperty();
  }
}
