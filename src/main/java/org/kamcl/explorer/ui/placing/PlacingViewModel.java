package org.kamcl.explorer.ui.placing;

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
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems.Question;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/**
 * The files that have coordinates but name no coordinate system: asks for it after each job that
 * adds images, and whenever somebody wants to answer again.
 */
public final class PlacingViewModel {
  private final ArchiveViewModel archive;
  private final Background background;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final Failures failures;
  private final ObservableList<Question> questions = FXCollections.observableArrayList();
  private final ObservableList<Question> readOnlyQuestions =
      FXCollections.unmodifiableObservableList(questions);
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final AnswerViewModel answer;

  /** Files that are not to be asked about before something is added again. */
  private final Set<Path> putOff = new HashSet<>();

  /** Files that are being placed, and are to be shown when they are. */
  private final Set<Path> placing = new HashSet<>();

  private Runnable onUse = () -> {};
  private Consumer<List<Footprint>> onPlaced = footprints -> {};

  /** Reads which files ask whenever the archive changes. */
  public PlacingViewModel(
      ArchiveViewModel archive, Background background, ToastsViewModel toasts, Messages messages) {
    this.archive = archive;
    this.background = background;
    this.toasts = toasts;
    this.messages = messages;
    this.failures = new Failures(messages);
    this.answer = new AnswerViewModel(archive, background, messages);
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
                background.run(
                    () -> services.systems().questions(),
                    read -> {
                      questions.setAll(read);
                      count();
                      showPlaced();
                    },
                    failure -> archive.problem(failures.sentence(failure))));
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
  private List<Question> open() {
    return questions.stream()
        .filter(q -> !q.answer().given() && !putOff.contains(q.file()))
        .toList();
  }

  /** All files that ask, by path; also those that were answered for. */
  public ObservableList<Question> questions() {
    return readOnlyQuestions;
  }

  /** How many files wait for an answer now. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Who is told before the chosen files are placed. */
  public void onUse(Runnable told) {
    onUse = told;
  }

  /** Who is told where the files lie that were placed. */
  public void onPlaced(Consumer<List<Footprint>> told) {
    onPlaced = told;
  }

  /** Whether somebody is choosing a system. */
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What is being chosen. */
  public AnswerViewModel draft() {
    return answer;
  }

  /** Whether nothing is going to change by itself. */
  public boolean settled() {
    return answer.settled();
  }

  /** Begins to choose for the files that wait. */
  public void answer() {
    show(open());
  }

  /** Begins to choose for all files of a collection, also again. */
  public void answer(String collection) {
    show(questions.stream().filter(q -> q.collection().equals(collection)).toList());
  }

  private void show(List<Question> some) {
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
  public void later() {
    questions.forEach(q -> putOff.add(q.file()));
    count();
  }

  /** Places the chosen files by the chosen system. */
  public void use() {
    CoordinateSystem system = answer.choice().systemProperty().get();
    if (!answer.readyProperty().get()) {
      return;
    }
    List<Question> files = answer.chosen();
    onUse.run();
    placing.clear();
    files.stream()
        .filter(file -> file.answer().epsg().isEmpty())
        .forEach(file -> placing.add(file.file()));
    say(
        all(files, SystemAnswer.of(system.epsg())),
        report ->
            messages.text(
                "placing.placed",
                files.size(),
                system.name(),
                system.code(),
                report.withoutPlace()));
  }

  /** The chosen files stay without a place. */
  public void leave() {
    leave(answer.chosen());
  }

  /** All files that wait stay without a place. */
  public void leaveAll() {
    leave(open());
  }

  private void leave(List<Question> files) {
    say(all(files, SystemAnswer.NONE), report -> messages.text("placing.left", files.size()));
  }

  private static Map<Path, SystemAnswer> all(List<Question> files, SystemAnswer answer) {
    return files.stream().collect(Collectors.toMap(Question::file, file -> answer));
  }

  private void say(Map<Path, SystemAnswer> answers, Function<IndexReport, String> words) {
    Map<Path, SystemAnswer> before =
        questions.stream()
            .filter(question -> answers.containsKey(question.file()))
            .collect(Collectors.toMap(Question::file, Question::answer));
    putOff.addAll(answers.keySet());
    count();
    close();
    send(answers, words, sentence -> toasts.undoable(sentence, () -> undo(before)));
  }

  private void undo(Map<Path, SystemAnswer> before) {
    putOff.removeAll(before.keySet());
    send(before, report -> messages.text("placing.undone", before.size()), sentence -> {});
  }

  private void send(
      Map<Path, SystemAnswer> answers, Function<IndexReport, String> words, Consumer<String> then) {
    archive
        .services()
        .ifPresent(
            services ->
                archive.change(
                    services.systems().answer(answers),
                    messages.text("placing.job", answers.size()),
                    words,
                    then));
  }
}
