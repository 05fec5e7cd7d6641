package org.kamcl.explorer.ui.inspect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.ModelLimits;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inspected image: its pixels, its neighbors in the scene, captions and similar images. */
public final class InspectViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(InspectViewModel.class);

  /** Captions and similar images are only loaded once an image stays for so long. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final int CAPTIONS = 8;
  private static final int SIMILAR = 12;

  /** The next page of hits is requested so many hits before the last one. */
  private static final int AHEAD = 20;

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final SearchViewModel search;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ReadOnlyObjectWrapper<ImageRecord> image = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<SearchHit> hit = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ImagePixels.Source> source = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private final ObservableList<RankedCaption> captions = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper noCaptionFits = new ReadOnlyBooleanWrapper();
  private final ObservableList<SearchHit> similar = FXCollections.observableArrayList();
  private TaskExecutor.Cancellable opening = () -> {};
  private TaskExecutor.Cancellable pause = () -> {};
  private TaskExecutor.Cancellable describing = () -> {};
  private TaskExecutor.Cancellable comparing = () -> {};

  /** Number of answers about the image that have not arrived. */
  private int pending;

  private Optional<BandRendering> rendering = Optional.empty();
  private String renderedCollection = "";

  /**
   * @param selection provides the hits
   * @param search loads more hits
   */
  public InspectViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      SearchViewModel search,
      TaskExecutor executor,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.search = search;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /**
   * Shows a hit.
   *
   * @param shown null for none
   */
  public void show(SearchHit shown) {
    show(shown == null ? null : shown.image());
    hit.set(shown);
    if (shown != null && selection.indexOf(shown) >= selection.hits().size() - AHEAD) {
      search.loadMore();
    }
  }

  /** Shows an image; the hit if it is one, so that the next hit is the one after it. */
  public void open(SearchHit other) {
    int index = selection.indexOf(other);
    if (index >= 0) {
      selection.select(selection.hits().get(index));
    } else {
      show(other.image());
      hit.set(null);
    }
  }

  private void show(ImageRecord wanted) {
    if (wanted != null && wanted.equals(image.get())) {
      return;
    }
    stop();
    problem.set("");
    source.set(null);
    captions.clear();
    noCaptionFits.set(false);
    similar.clear();
    image.set(wanted);
    if (wanted == null) {
      return;
    }
    archive.services().ifPresent(services -> load(services, wanted));
  }

  /** Inspects another image of the archive, as the hit that it is, if it is one. */
  void open(ImageRecord other) {
    selection.hits().stream()
        .filter(found -> found.image().id() == other.id())
        .findFirst()
        .ifPresentOrElse(
            selection::select,
            () -> {
              show(other);
              hit.set(null);
            });
  }

  /**
   * Shows the image, and the next ones of its collection, in another band rendering.
   *
   * @param chosen empty for that of the collection
   */
  void render(Optional<BandRendering> chosen) {
    ImageRecord shown = image.get();
    if (shown != null) {
      rendering = chosen;
      renderedCollection = shown.collection();
      opening.cancel();
      problem.set("");
      archive.services().ifPresent(services -> openPixels(services, shown));
    }
  }

  private void load(ExplorerServices services, ImageRecord wanted) {
    openPixels(services, wanted);
    pending = 2;
    pause = executor.schedule(PAUSE, () -> describe(services, wanted));
  }

  /** Reads again what the model says of the image; its pixels stay. */
  void describeAgain() {
    ImageRecord shown = image.get();
    if (shown != null) {
      pause.cancel();
      describing.cancel();
      comparing.cancel();
      captions.clear();
      noCaptionFits.set(false);
      similar.clear();
      pending = 2;
      archive
          .services()
          .ifPresent(services -> pause = executor.schedule(PAUSE, () -> describe(services, shown)));
    }
  }

  private void openPixels(ExplorerServices services, ImageRecord wanted) {
    loading.set(true);
    Optional<BandRendering> chosen =
        rendering.filter(r -> wanted.collection().equals(renderedCollection));
    opening =
        executor.loadImage(
            () ->
                chosen.isPresent()
                    ? services.pixels().open(wanted, chosen.get())
                    : services.pixels().open(wanted),
            opened -> {
              loading.set(false);
              source.set(opened);
            },
            failure -> {
              loading.set(false);
              failed(failure);
            });
  }

  private void describe(ExplorerServices services, ImageRecord wanted) {
    describing =
        executor.run(
            () -> services.search().captions(wanted, CAPTIONS),
            found -> {
              pending--;
              captions.setAll(found.stream().filter(RankedCaption::fits).toList());
              noCaptionFits.set(captions.isEmpty());
            },
            failure -> {
              optional("No captions", failure);
              noCaptionFits.set(!ModelLimits.hasWords(archive));
            });
    Query like = new Query(List.of(QueryTerm.like(wanted)));
    comparing =
        executor.run(
            () -> services.search().search(SearchRequest.of(like, SIMILAR + 1)),
            found -> {
              pending--;
              similar.setAll(without(wanted, found));
            },
            failure -> optional("No similar images", failure));
  }

  /** The image itself can be shown without them. */
  private void optional(String what, Throwable failure) {
    pending--;
    LOG.debug("{}", what, failure);
  }

  private static List<SearchHit> without(ImageRecord image, SearchResult found) {
    return found.hits().stream()
        .filter(other -> other.image().id() != image.id())
        .limit(SIMILAR)
        .toList();
  }

  /** Reports that the image, or a part of it, cannot be read. */
  void failed(Throwable failure) {
    problem.set(errors.format(failure));
  }

  private void stop() {
    opening.cancel();
    pause.cancel();
    describing.cancel();
    comparing.cancel();
    pending = 0;
    loading.set(false);
  }

  /** Drops the image and everything that was loaded for it. */
  public void release() {
    show((ImageRecord) null);
    hit.set(null);
  }

  /** Shows the next hit, or a previous one if negative. */
  public void move(int steps) {
    if (hit.get() == null && selection.selected() != null) {
      // Back from a similar image to the hits.
      show(selection.selected());
      return;
    }
    selection.move(steps);
  }

  /** Whether there is a hit in that direction. */
  public boolean canMove(int steps) {
    SearchHit selected = selection.selected();
    int wanted = selected == null ? -1 : selection.indexOf(selected) + steps;
    return wanted >= 0 && wanted < selection.hits().size();
  }

  /** "3 of 82", or empty if the image is not a hit. */
  public String position() {
    SearchHit shown = hit.get();
    SearchResult result = search.resultProperty().get();
    if (shown == null) {
      return "";
    }
    int all =
        result == null
            ? selection.hits().size()
            : Math.max(result.candidates(), selection.hits().size());
    return messages.text("inspect.position", shown.rank(), all);
  }

  /** File name of the image, with the tile if it is one. */
  public String name() {
    return image.get() == null ? "" : name(image.get());
  }

  private String name(ImageRecord shown) {
    String file = String.valueOf(shown.file().getFileName());
    return shown
        .tile()
        .map(tile -> messages.text("details.tile", file, tile.x(), tile.y()))
        .orElse(file);
  }

  /** The tile of the image, or all of its pixels. */
  public TileBounds frame() {
    ImageRecord shown = image.get();
    return shown.tile().orElse(new TileBounds(0, 0, shown.width(), shown.height()));
  }

  /** All tiles of the scene, the inspected one included; empty for a file that is not tiled. */
  List<ImageRecord> tiles() {
    ImageRecord shown = image.get();
    if (shown == null || shown.tile().isEmpty()) {
      return List.of();
    }
    Path file = shown.file();
    return archive.images().stream()
        .filter(other -> other.tile().isPresent() && other.file().equals(file))
        .toList();
  }

  /** The hits. */
  public SelectionViewModel selection() {
    return selection;
  }

  /** The image, or null. */
  public ReadOnlyObjectProperty<ImageRecord> imageProperty() {
    return image.getReadOnlyProperty();
  }

  /** The hit, or null without an image and for an image that is not a hit. */
  public ReadOnlyObjectProperty<SearchHit> hitProperty() {
    return hit.getReadOnlyProperty();
  }

  /** The pixels of the image; null until its file is open. */
  public ReadOnlyObjectProperty<ImagePixels.Source> sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /** Why the image cannot be shown; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the file is being opened. */
  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Whether nothing is being loaded. */
  boolean isSettled() {
    return !loading.get() && pending == 0;
  }

  /**
   * The closest captions that are at least possible matches, best first; loaded after the image.
   */
  public ObservableList<RankedCaption> captions() {
    return captions;
  }

  /** Why there are no captions. */
  String noCaptions() {
    return messages.text(ModelLimits.noCaptions(archive));
  }

  /** Whether captions were compared with the image and none of them fits. */
  ReadOnlyBooleanProperty noCaptionFitsProperty() {
    return noCaptionFits.getReadOnlyProperty();
  }

  /** The images most similar to this one, best first; loaded after the image. */
  public ObservableList<SearchHit> similar() {
    return similar;
  }
}
