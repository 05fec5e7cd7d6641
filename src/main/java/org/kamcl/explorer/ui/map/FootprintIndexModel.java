package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.map.Extent;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the spatial index of an archive's footprints up to date, in the background. */
final class FootprintIndexModel {
  private static final Logger LOG = LoggerFactory.getLogger(FootprintIndexModel.class);

  private final TaskExecutor executor;
  private final Consumer<Optional<Extent>> onExtent;
  private final ReadOnlyObjectWrapper<FootprintIndex> index =
      new ReadOnlyObjectWrapper<>(FootprintIndex.empty(Projection.WEB_MERCATOR));
  private TaskExecutor.Cancellable pending = () -> {};

  /**
   * @param onExtent receives the extent of all images after the index changed
   */
  FootprintIndexModel(TaskExecutor executor, Consumer<Optional<Extent>> onExtent) {
    this.executor = executor;
    this.onExtent = onExtent;
  }

  private record Result(FootprintIndex index, Optional<Extent> extent) {}

  /** Rebuilds the index; the old one remains until the new one is complete. */
  void rebuild(List<ImageRecord> images, Projection projection) {
    pending.cancel();
    List<ImageRecord> copy = List.copyOf(images);
    pending =
        executor.run(
            () -> new Result(FootprintIndex.of(copy, projection), extent(copy)),
            result -> {
              index.set(result.index());
              onExtent.accept(result.extent());
            },
            failure -> LOG.warn("The index of footprints could not be built", failure));
  }

  private static Optional<Extent> extent(List<ImageRecord> images) {
    return Extent.around(images.stream().flatMap(image -> image.footprint().stream()).toList());
  }

  ReadOnlyObjectProperty<FootprintIndex> indexProperty() {
    return index.getReadOnlyProperty();
  }
}
