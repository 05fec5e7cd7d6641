package org.kamcl.explorer.ui.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scene of the inspected tile: its tiles, and its pixels at a small size. */
final class SceneViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(SceneViewModel.class);

  /** Longer side of the small scene, pixels. */
  private static final int SIDE = 640;

  /** Larger scenes are not read for their overview, which may take long without overviews. */
  private static final long LARGEST = 400_000_000L;

  private final InspectViewModel model;
  private final TaskExecutor executor;
  private final ReadOnlyObjectWrapper<Scene> scene = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ArgbImage> pixels = new ReadOnlyObjectWrapper<>();
  private Path pixelsOf;
  private BandRendering pixelsIn;
  private TaskExecutor.Cancellable reading = () -> {};
  private boolean pending;

  /**
   * A scene.
   *
   * @param tile the inspected one
   * @param tiles all of them
   * @param width columns of the scene
   * @param height rows of the scene
   */
  record Scene(ImageRecord tile, List<ImageRecord> tiles, int width, int height) {}

  SceneViewModel(InspectViewModel model, TaskExecutor executor) {
    this.model = model;
    this.executor = executor;
    model.sourceProperty().addListener((property, before, source) -> show(source));
    model.imageProperty().addListener((property, before, image) -> left(image));
  }

  /** The scene before is kept for a neighbor, whose file is being opened. */
  private void left(ImageRecord image) {
    if (image == null || image.tile().isEmpty()) {
      reading.cancel();
      pending = false;
      scene.set(null);
    }
    if (image == null || !image.file().equals(pixelsOf)) {
      pixelsOf = null;
      pixels.set(null);
    }
  }

  private void show(ImagePixels.Source source) {
    ImageRecord image = model.imageProperty().get();
    if (source == null || image == null || image.tile().isEmpty()) {
      return;
    }
    scene.set(new Scene(image, model.tiles(), source.width(), source.height()));
    if (image.file().equals(pixelsOf) && Objects.equals(source.rendering(), pixelsIn)) {
      return;
    }
    pixelsOf = image.file();
    pixelsIn = source.rendering();
    pixels.set(null);
    reading.cancel();
    pending = false;
    if ((long) source.width() * source.height() > LARGEST) {
      return;
    }
    double scale = Math.min(1, (double) SIDE / Math.max(source.width(), source.height()));
    int width = (int) Math.max(1, Math.round(source.width() * scale));
    int height = (int) Math.max(1, Math.round(source.height() * scale));
    TileBounds all = new TileBounds(0, 0, source.width(), source.height());
    pending = true;
    reading =
        executor.loadImage(
            () -> source.read(all, width, height),
            read -> {
              pending = false;
              pixels.set(read);
            },
            failure -> {
              pending = false;
              // The image itself reports it; tiles are outlined without pixels as well.
              LOG.debug("No overview of the scene", failure);
            });
  }

  /** Inspects a tile. */
  void open(ImageRecord tile) {
    model.open(tile);
  }

  /** The scene; null if the image is a file of its own. */
  ReadOnlyObjectProperty<Scene> sceneProperty() {
    return scene.getReadOnlyProperty();
  }

  /** The pixels of the scene; null until they are read. */
  ReadOnlyObjectProperty<ArgbImage> pixelsProperty() {
    return pixels.getReadOnlyProperty();
  }

  /** Whether pixels are being read. */
  boolean isPending() {
    return pending;
  }
}
