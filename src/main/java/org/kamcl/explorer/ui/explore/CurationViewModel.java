package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Edits the archive from its hits: tags, removal, moved files. */
public final class CurationViewModel {
  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final FacetsViewModel facets;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final ObservableList<String> tags = FXCollections.observableArrayList();
  private TaskExecutor.Cancellable reading = () -> {};

  /** Edits the hits of a search. */
  public CurationViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      FacetsViewModel facets,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.facets = facets;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    selection.selectedProperty().addListener((property, before, hit) -> readTags());
    selection.markCountProperty().addListener((property, before, now) -> readTags());
  }

  private static List<Long> ids(List<SearchHit> hits) {
    return hits.stream().map(hit -> hit.image().id()).toList();
  }

  private void readTags() {
    reading.cancel();
    List<Long> images = ids(selection.chosen());
    archive
        .services()
        .ifPresent(
            services ->
                reading =
                    taskExecutor.run(
                        () -> shared(services, images),
                        tags::setAll,
                        failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** Tags that all given images have. */
  private static List<String> shared(ExplorerServices services, List<Long> images) {
    Set<String> all = null;
    for (long image : images) {
      Set<String> own = services.tags().tagsOf(image);
      if (all == null) {
        all = new TreeSet<>(own);
      } else {
        all.retainAll(own);
      }
    }
    return all == null ? List.of() : new ArrayList<>(all);
  }

  /** Adds a tag to the chosen hits. */
  public void tag(String tag) {
    List<Long> images = ids(selection.chosen());
    String name = tag.strip();
    if (name.isEmpty() || images.isEmpty()) {
      return;
    }
    change(
        services -> {
          // Undo must not remove the tag from images that had it before.
          List<Long> fresh = new ArrayList<>(images);
          fresh.removeAll(services.tags().tagged(name));
          services.tags().tag(images, name);
          return fresh;
        },
        fresh ->
            toasts.showUndoable(
                messages.text("results.tagged", images.size(), name),
                () ->
                    change(
                        services -> {
                          services.tags().untag(fresh, name);
                          return fresh;
                        },
                        done -> {})));
  }

  /** Removes a tag from the chosen hits. */
  public void untag(String tag) {
    List<Long> images = ids(selection.chosen());
    change(
        services -> {
          List<Long> had = new ArrayList<>(images);
          had.retainAll(services.tags().tagged(tag));
          services.tags().untag(images, tag);
          return had;
        },
        had ->
            toasts.showUndoable(
                messages.text("results.untagged", images.size(), tag),
                () ->
                    change(
                        services -> {
                          services.tags().tag(had, tag);
                          return had;
                        },
                        done -> {})));
  }

  private <T> void change(Function<ExplorerServices, T> action, Consumer<T> then) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> action.apply(services),
                    done -> {
                      then.accept(done);
                      readTags();
                      facets.read();
                    },
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** Removes the chosen hits from the archive. Files are kept, and the removal can be undone. */
  public void remove() {
    List<Long> images = ids(selection.chosen());
    if (images.isEmpty()) {
      return;
    }
    change(
        services -> services.collections().remove(images),
        removal -> {
          changed();
          toasts.showUndoable(
              messages.text("results.removed", images.size()),
              () ->
                  change(
                      services -> {
                        removal.undo();
                        return removal;
                      },
                      (ImageCollections.Removal undone) -> changed()));
        });
  }

  /** Sets the new path of an image's file. */
  public void relocate(ImageRecord image, Path now) {
    change(
        services -> {
          services.collections().relocate(image.file(), now);
          return now;
        },
        file -> {
          changed();
          toasts.show(messages.text("results.located", String.valueOf(file.getFileName())));
        });
  }

  /** Shows an image's file in the file manager. */
  public void reveal(ImageRecord image) {
    start(image, DesktopFiles::reveal);
  }

  /** Opens an image's file with its default program. */
  public void open(ImageRecord image) {
    start(image, DesktopFiles::open);
  }

  private void start(ImageRecord image, Consumer<Path> program) {
    taskExecutor.run(
        () -> {
          program.accept(image.file());
          return true;
        },
        shown -> {},
        failure -> toasts.showProblem(errorFormatter.format(failure)));
  }

  private void changed() {
    search.rerunAfterChange();
    archive.refresh();
  }

  /** Tags that all chosen hits have. */
  public ObservableList<String> tags() {
    return tags;
  }
}
