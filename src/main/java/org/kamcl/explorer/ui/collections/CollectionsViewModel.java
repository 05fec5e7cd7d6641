package org.kamcl.explorer.ui.collections;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The collections of the archive, and what is done with them. */
public final class CollectionsViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ErrorFormatter errorFormatter;
  private final ObservableList<ImageCollections.Info> list = FXCollections.observableArrayList();
  private final ObservableList<ImageCollections.Info> readOnlyList =
      FXCollections.unmodifiableObservableList(list);
  private final ReadOnlyObjectWrapper<FileProblems> condition =
      new ReadOnlyObjectWrapper<>(new FileProblems(List.of(), List.of()));
  private final ReadOnlyObjectWrapper<RemovedCollection> removed = new ReadOnlyObjectWrapper<>();
  private Consumer<RemovedCollection> onRemoved = nobody -> {};

  /**
   * What is wrong with the files of the archive.
   *
   * @param unreadable that could not be used when they were last read
   * @param missing that were gone
   */
  public record FileProblems(List<IndexReport.Problem> unreadable, List<Path> missing) {}

  /**
   * A collection that was taken out.
   *
   * @param images that went with it
   */
  public record RemovedCollection(String name, int images, ImageCollections.Removal removal) {}

  /** Reads the collections whenever the archive changes. */
  public CollectionsViewModel(
      ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
    // Not the summary: another name or date of an image changes nothing in it.
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> read());
  }

  private record Contents(List<ImageCollections.Info> list, FileProblems condition) {}

  private void read() {
    collections(
        c -> new Contents(c.list(), new FileProblems(c.problems(), c.missingFiles())),
        contents -> {
          list.setAll(contents.list());
          condition.set(contents.condition());
        });
  }

  private <T> void collections(Function<ImageCollections, T> work, Consumer<T> done) {
    Optional<ImageCollections> collections = archive.services().map(s -> s.collections());
    collections.ifPresent(
        c ->
            taskExecutor.run(
                () -> work.apply(c),
                done,
                failure -> archive.problem(errorFormatter.format(failure))));
  }

  /** All of them, by name. */
  public ObservableList<ImageCollections.Info> list() {
    return readOnlyList;
  }

  /** What is wrong with files. */
  public ReadOnlyObjectProperty<FileProblems> fileProblemsProperty() {
    return condition.getReadOnlyProperty();
  }

  /** The collection that was taken out last and can be brought back, or null. */
  public ReadOnlyObjectProperty<RemovedCollection> removedProperty() {
    return removed.getReadOnlyProperty();
  }

  /** Who offers to undo. */
  public void onRemoved(Consumer<RemovedCollection> told) {
    onRemoved = told;
  }

  /** Gives a collection another name; the same or none changes nothing. */
  public void rename(ImageCollections.Info collection, String name) {
    String other = name.strip();
    if (other.isEmpty() || other.equals(collection.name())) {
      return;
    }
    collections(
        c -> {
          c.rename(collection.name(), other);
          return other;
        },
        renamed -> archive.refresh());
  }

  /** Takes a collection out of the archive; {@link #undo} brings it back. */
  public void remove(ImageCollections.Info collection) {
    collections(
        c -> c.remove(collection.name()),
        removal -> {
          RemovedCollection gone =
              new RemovedCollection(collection.name(), collection.images(), removal);
          removed.set(gone);
          onRemoved.accept(gone);
          archive.refresh();
        });
  }

  /** Brings back what was taken out last. */
  public void undo() {
    RemovedCollection gone = removed.get();
    if (gone != null) {
      undo(gone);
    }
  }

  /** Brings a collection back. */
  public void undo(RemovedCollection gone) {
    if (gone.equals(removed.get())) {
      removed.set(null);
    }
    collections(
        c -> {
          gone.removal().undo();
          return gone;
        },
        back -> archive.refresh());
  }
}
