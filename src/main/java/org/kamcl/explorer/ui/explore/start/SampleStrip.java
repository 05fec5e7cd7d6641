package org.kamcl.explorer.ui.explore.start;

import java.util.List;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Thumbnails of some sample images; loaded when the archive is open and empty. */
final class SampleStrip extends HBox {
  private static final int IMAGES = 9;

  /** Side of a thumbnail, pixels. */
  private static final int SIDE = 40;

  /** Thumbnails have twice the pixels, for dense screens and large texts. */
  private static final int DENSITY = 2;

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private boolean requested;

  SampleStrip(ArchiveViewModel archive, TaskExecutor executor) {
    this.archive = archive;
    this.executor = executor;
    getStyleClass().add("start-samples");
    setId("sample-strip");
    archive.stateProperty().addListener((property, before, now) -> load());
    load();
  }

  private void load() {
    if (requested || archive.stateProperty().get() != ArchiveViewModel.State.EMPTY) {
      return;
    }
    requested = true;
    executor.loadImage(
        () -> archive.services().orElseThrow().samplePreview(IMAGES, SIDE * DENSITY),
        this::show,
        // The page works without them, and adding the samples reports why.
        failure -> {});
  }

  private void show(List<ArgbImage> images) {
    for (ArgbImage image : images) {
      ImageView view = new ImageView(ThumbnailLoader.image(image));
      view.setFitWidth(SIDE);
      view.setFitHeight(SIDE);
      view.setSmooth(true);
      getChildren().add(view);
    }
  }
}
