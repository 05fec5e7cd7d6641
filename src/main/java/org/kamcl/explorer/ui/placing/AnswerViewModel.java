package org.kamcl.explorer.ui.placing;

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
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems.Preview;
import org.kamcl.explorer.domain.UnknownSystems.Question;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** What somebody is about to answer: for which files, by which system, and where they would lie. */
public final class AnswerViewModel {
  private final ArchiveViewModel archive;
  private final Background background;
  private final Failures failures;
  private final SystemChoiceViewModel choice;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<Row> readOnlyRows = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Lie> lie = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private boolean looks;
  private Background.Pending looking = () -> {};

  AnswerViewModel(ArchiveViewModel archive, Background background, Messages messages) {
    this.archive = archive;
    this.background = background;
    this.failures = new Failures(messages);
    this.choice = new SystemChoiceViewModel(archive, background, messages);
    choice.systemProperty().addListener((property, before, now) -> look());
  }

  /**
   * A file that asks.
   *
   * @param chosen whether the answer is for it, too
   */
  public record Row(Question question, BooleanProperty chosen) {}

  /**
   * Where the first of the chosen files would lie.
   *
   * @param system the one in question, if there is one
   * @param outside whether that is outside of what the system is meant for
   */
  public record Lie(
      Path file, Optional<CoordinateSystem> system, Preview preview, boolean outside) {}

  /** Begins with files: those that nobody has answered for, else all of them, are chosen. */
  void begin(List<Question> questions) {
    boolean open = questions.stream().anyMatch(q -> !q.answer().given());
    List<Row> all = new ArrayList<>();
    for (Question question : questions) {
      Row row = new Row(question, new SimpleBooleanProperty(!open || !question.answer().given()));
      row.chosen().addListener((property, before, now) -> look());
      all.add(row);
    }
    rows.setAll(all);
    choice.clear();
    Set<OptionalInt> systems =
        chosen().stream().map(Question::answer).map(SystemAnswer::epsg).collect(Collectors.toSet());
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
    List<Question> chosen = chosen();
    count.set(chosen.size());
    ready.set(false);
    problem.set("");
    looks = !chosen.isEmpty();
    if (!looks) {
      lie.set(null);
      return;
    }
    Path file = chosen.get(0).file();
    Optional<CoordinateSystem> system = Optional.ofNullable(choice.systemProperty().get());
    OptionalInt epsg =
        system.isPresent() ? OptionalInt.of(system.get().epsg()) : OptionalInt.empty();
    archive
        .services()
        .ifPresent(
            services ->
                looking =
                    background.run(
                        () -> lie(file, system, services.systems().preview(file, epsg)),
                        this::show,
                        failure -> {
                          looks = false;
                          lie.set(null);
                          problem.set(failures.sentence(failure));
                        }));
  }

  private static Lie lie(Path file, Optional<CoordinateSystem> system, Preview preview) {
    boolean outside =
        preview.footprint().isPresent()
            && system
                .flatMap(CoordinateSystem::bounds)
                .filter(bounds -> !bounds.touches(preview.footprint().get()))
                .isPresent();
    return new Lie(file, system, preview, outside);
  }

  private void show(Lie found) {
    looks = false;
    lie.set(found);
    ready.set(found.preview().footprint().isPresent());
  }

  /** Whether nothing is on its way. */
  boolean settled() {
    return !looks && !choice.searching();
  }

  /** Chooses all files, or none. */
  public void chooseAll(boolean wanted) {
    rows.forEach(row -> row.chosen().set(wanted));
  }

  /** The files that the answer is for. */
  List<Question> chosen() {
    return rows.stream().filter(row -> row.chosen().get()).map(Row::question).toList();
  }

  /** The files that may be answered for. */
  public ObservableList<Row> rows() {
    return readOnlyRows;
  }

  /** The choice of a system. */
  public SystemChoiceViewModel choice() {
    return choice;
  }

  /** How many files are chosen. */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Where the first of the chosen files would lie, or null. */
  public ReadOnlyObjectProperty<Lie> lieProperty() {
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
