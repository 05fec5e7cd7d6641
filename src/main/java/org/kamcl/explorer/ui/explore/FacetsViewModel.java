package org.kamcl.explorer.ui.explore;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Filter values that occur in the archive, and the number of images that match the filter. */
public final class FacetsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(FacetsViewModel.class);

  private final ArchiveViewModel archive;
  private final FilterViewModel filters;
  private final TaskExecutor taskExecutor;
  private final ReadOnlyObjectWrapper<Ranges> ranges = new ReadOnlyObjectWrapper<>(Ranges.NONE);
  private final ObservableList<ImageCollections.Info> collections =
      FXCollections.observableArrayList();
  private final ObservableList<String> tags = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper left = new ReadOnlyIntegerWrapper(-1);
  private TaskExecutor.Cancellable counting = () -> {};
  private TaskExecutor.Cancellable healing = () -> {};

  /**
   * Value ranges of the images of an archive.
   *
   * @param firstDate earliest date; empty if no image has one
   * @param lastDate latest date
   * @param finestGsd smallest ground sample distance in meters per pixel; 0 if none is known
   * @param coarsestGsd largest ground sample distance
   * @param withoutLocation number of images without a location
   * @param withoutDate number of images without a date
   */
  public record Ranges(
      Optional<LocalDate> firstDate,
      Optional<LocalDate> lastDate,
      double finestGsd,
      double coarsestGsd,
      int withoutLocation,
      int withoutDate) {
    static final Ranges NONE = new Ranges(Optional.empty(), Optional.empty(), 0, 0, 0, 0);

    static Ranges of(List<ImageRecord> images) {
      List<LocalDate> dates = images.stream().flatMap(i -> i.date().stream()).toList();
      List<Double> metres =
          images.stream().filter(i -> i.gsd().isPresent()).map(i -> i.gsd().getAsDouble()).toList();
      return new Ranges(
          dates.stream().min(Comparator.naturalOrder()),
          dates.stream().max(Comparator.naturalOrder()),
          metres.stream().min(Comparator.naturalOrder()).orElse(0.0),
          metres.stream().max(Comparator.naturalOrder()).orElse(0.0),
          (int) images.stream().filter(i -> i.footprint().isEmpty()).count(),
          images.size() - dates.size());
    }
  }

  /**
   * A filter criterion without which images would match.
   *
   * @param images number of images that would match
   */
  public record Relaxation(FilterViewModel.Criterion part, int images) {}

  /** Reads filter values whenever the archive changes. */
  public FacetsViewModel(
      ArchiveViewModel archive, FilterViewModel filters, TaskExecutor taskExecutor) {
    this.archive = archive;
    this.filters = filters;
    this.taskExecutor = taskExecutor;
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> read());
    filters.filterProperty().addListener((property, before, now) -> count());
  }

  private record Names(List<ImageCollections.Info> collections, List<String> tags, Ranges ranges) {}

  /** Reloads the filter values. */
  public void read() {
    List<ImageRecord> images = List.copyOf(archive.images());
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () ->
                        new Names(
                            services.collections().list(),
                            services.tags().tags(),
                            Ranges.of(images)),
                    read -> {
                      collections.setAll(read.collections());
                      tags.setAll(read.tags());
                      ranges.set(read.ranges());
                      count();
                    },
                    failure -> LOG.warn("The filters could not be offered", failure)));
  }

  private void count() {
    counting.cancel();
    SearchFilter filter = filters.filter();
    archive
        .services()
        .ifPresent(
            services ->
                counting =
                    taskExecutor.run(
                        () -> services.search().count(filter),
                        left::set,
                        failure -> LOG.debug("Not counted", failure)));
  }

  /**
   * Finds criteria that can be dropped so that images match.
   *
   * @param found receives them; empty if only dropping all criteria helps
   */
  void findRelaxations(Consumer<List<Relaxation>> found) {
    healing.cancel();
    SearchFilter filter = filters.filter();
    List<FilterViewModel.Criterion> parts = List.copyOf(filters.criteria());
    archive
        .services()
        .ifPresent(
            services ->
                healing =
                    taskExecutor.run(
                        () -> relaxations(services, filter, parts),
                        found,
                        failure -> LOG.debug("No remedy", failure)));
  }

  private static List<Relaxation> relaxations(
      ExplorerServices services, SearchFilter filter, List<FilterViewModel.Criterion> parts) {
    List<Relaxation> found = new ArrayList<>();
    for (FilterViewModel.Criterion criterion : parts) {
      int images = services.search().count(FilterViewModel.without(filter, criterion));
      if (images > 0) {
        found.add(new Relaxation(criterion, images));
      }
    }
    return found;
  }

  /** Value ranges of the images. */
  public ReadOnlyObjectProperty<Ranges> rangesProperty() {
    return ranges.getReadOnlyProperty();
  }

  /** The collections of the archive. */
  public ObservableList<ImageCollections.Info> collections() {
    return collections;
  }

  /** Tags in use. */
  public ObservableList<String> tags() {
    return tags;
  }

  /** Number of images that match the filter; -1 while it is unknown. */
  public ReadOnlyIntegerProperty matchingImagesProperty() {
    return left.getReadOnlyProperty();
  }
}
