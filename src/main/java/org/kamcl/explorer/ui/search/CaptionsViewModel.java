package org.kamcl.explorer.ui.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSearch.CaptionHit;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** The captions of the archive that are nearest to the query; looked for only while shown. */
public final class CaptionsViewModel {
  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final Background background;
  private final Failures failures;
  private final ObservableList<CaptionHit> captions = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.ASKING);
  private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
  private final Map<Long, ImageRecord> images = new HashMap<>();
  private Background.Pending pending = () -> {};
  private SearchRequest shown;
  private boolean wanted;

  /** How far the captions are. */
  public enum State {
    /** They are looked for. */
    ASKING,
    /** They are there. */
    THERE,
    /** The archive has none, or none where the filters are. */
    NONE
  }

  /** Of a search. */
  public CaptionsViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      Background background,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.background = background;
    this.failures = new Failures(messages);
    search.resultProperty().addListener((property, before, result) -> ask());
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> images.clear());
  }

  /** Whether somebody looks at them. */
  public void want(boolean now) {
    wanted = now;
    ask();
  }

  private void ask() {
    SearchResult result = search.resultProperty().get();
    if (!wanted || result == null || !result.complete()) {
      return;
    }
    SearchRequest request = result.request();
    SearchRequest page =
        new SearchRequest(
            request.query(), request.filter(), request.feedback(), SearchViewModel.PAGE);
    if (page.equals(shown)) {
      return;
    }
    shown = page;
    pending.cancel();
    problem.set("");
    state.set(State.ASKING);
    archive
        .services()
        .ifPresent(
            services ->
                pending =
                    background.run(
                        () -> services.search().captions(page), this::found, this::failed));
  }

  private void found(List<CaptionHit> found) {
    captions.setAll(found);
    state.set(found.isEmpty() ? State.NONE : State.THERE);
  }

  private void failed(Throwable failure) {
    captions.clear();
    state.set(State.NONE);
    problem.set(failures.sentence(failure));
  }

  /** The first picture that a caption came with. */
  public Optional<ImageRecord> picture(CaptionHit caption) {
    if (images.isEmpty()) {
      archive.images().forEach(image -> images.put(image.id(), image));
    }
    return caption.images().stream().map(images::get).filter(image -> image != null).findFirst();
  }

  /** Searches for a caption. */
  public void search(CaptionHit caption) {
    search.search('"' + caption.sentence().replace('"', ' ').strip() + '"');
  }

  /** Selects the best hit that a caption came with; tells whether there is one. */
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

  /** How far they are. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why they could not be ranked, or nothing. */
  public ReadOnlyObjectProperty<String> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
