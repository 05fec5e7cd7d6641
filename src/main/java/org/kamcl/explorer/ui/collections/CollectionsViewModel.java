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
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The collections of the archive: list, rename, remove, undo. */
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
  private Consumer<RemovedCollection> onRemoved = collection -> {};

  /**
   * Files with problems.
   *
   * @param unreadable files that could not be read when they were last indexed
   * @param missing files that no longer exist
   */
  public record FileProblems(List<Problem> unreadable, List<Path> missing) {}

  /**
   * A removed collection.
   *
   * @param images number of its images
   * @param removal undoes the removal
   */
  public record RemovedCollection(String name, int images, ImageCollections.Removal removal) {}

  /** Reloads the collections whenever the archive changes. */
  public CollectionsViewModel(
      ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
    // Not the summary, which does not change when an image is renamed or dated.
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

  /** The collections, by name. */
  public ObservableList<ImageCollections.Info> list() {
    return readOnlyList;
  }

  /** Files with problems. */
  public ReadOnlyObjectProperty<FileProblems> fileProblemsProperty() {
    return condition.getReadOnlyProperty();
  }

  /** The collection removed last, which can be restored; or null. */
  public ReadOnlyObjectProperty<RemovedCollection> removedProperty() {
    return removed.getReadOnlyProperty();
  }

  /** Sets the receiver of removals, which offers to undo them. */
  public void onRemoved(Consumer<RemovedCollection> receiver) {
    onRemoved = receiver;
  }

  /** Renames a collection; a blank or equal name is ignored. */
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
        renamed -> archive.collectionRenamed(collection.name(), renamed));
  }

  /** Removes a collection from the archive; {@link #undo} restores it. */
  public void remove(ImageCollections.Info collection) {
    collections(
        c -> c.remove(collection.name()),
        removal -> {
          RemovedCollection removedCollection =
              new RemovedCollection(collection.name(), collection.images(), removal);
          removed.set(removedCollection);
          onRemoved.accept(removedCollection);
          archive.refresh();
        });
  }

  /** Restores the collection removed last. */
  public void undo() {
    RemovedCollection removedCollection = removed.get();
    if (removedCollection != null) {
      undo(removedCollection);
    }
  }

  /** Restores a collection. */
  public void undo(RemovedCollection removedCollection) {
    if (removedCollection.equals(removed.get())) {
      removed.set(null);
    }
    collections(
        c -> {
          removedCollection.removal().undo();
          return removedCollection;
        },
        back -> archive.refresh());
  }
}
