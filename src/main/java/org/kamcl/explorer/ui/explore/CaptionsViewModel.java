package org.kamcl.explorer.ui.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Captions of the archive ranked by the query. They are only computed while they are shown. */
public final class CaptionsViewModel {
  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final TaskExecutor taskExecutor;
  private final ErrorFormatter errorFormatter;
  private final ObservableList<CaptionHit> captions = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
  private final Map<Long, ImageRecord> images = new HashMap<>();
  private TaskExecutor.Cancellable cancellable = () -> {};
  private SearchRequest shown;
  private boolean wanted;

  /** Loading state of the captions. */
  public enum State {
    /** They are being computed. */
    LOADING,
    /** They are loaded. */
    LOADED,
    /** There are none in the archive, or none match the filters. */
    EMPTY
  }

  /** Of a search. */
  public CaptionsViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      TaskExecutor taskExecutor,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
    search.resultProperty().addListener((property, before, result) -> request());
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> images.clear());
  }

  /** Sets whether the captions are shown. */
  public void setActive(boolean now) {
    wanted = now;
    request();
  }

  private void request() {
    SearchResult result = search.resultProperty().get();
    if (!wanted || result == null || !result.complete()) {
      return;
    }
    SearchRequest request = result.request();
    SearchRequest page = request.withTop(SearchViewModel.PAGE);
    if (page.equals(shown)) {
      return;
    }
    shown = page;
    cancellable.cancel();
    problem.set("");
    state.set(State.LOADING);
    archive
        .services()
        .ifPresent(
            services ->
                cancellable =
                    taskExecutor.run(
                        () -> services.search().captions(page), this::found, this::failed));
  }

  private void found(List<CaptionHit> found) {
    captions.setAll(found);
    state.set(found.isEmpty() ? State.EMPTY : State.LOADED);
  }

  private void failed(Throwable failure) {
    captions.clear();
    state.set(State.EMPTY);
    problem.set(errorFormatter.format(failure));
  }

  /** The first image of a caption. */
  public Optional<ImageRecord> firstImage(CaptionHit caption) {
    if (images.isEmpty()) {
      archive.images().forEach(image -> images.put(image.id(), image));
    }
    return caption.images().stream().map(images::get).filter(image -> image != null).findFirst();
  }

  /** Uses a caption as query. */
  public void search(CaptionHit caption) {
    search.search('"' + caption.caption().replace('"', ' ').strip() + '"');
  }

  /**
   * Selects the best hit among the images of a caption.
   *
   * @return whether there is one
   */
  public boolean select(CaptionHit caption) {
    Optional<SearchHit> best =
        selection.hits().stream()
            .filter(hit -> caption.images().contains(hit.image().id()))
            .findFirst();
    best.ifPresent(selection::select);
    return best.isPresent();
  }

  /** Best first. */
  public ObservableList<CaptionHit> captions() {
    return captions;
  }

  /** Loading state. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why ranking failed; empty if it did not. */
  public ReadOnlyObjectProperty<String> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
