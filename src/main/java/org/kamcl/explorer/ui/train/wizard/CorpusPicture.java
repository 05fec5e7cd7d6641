package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.theme.Icons;

/** The central square of an image of a corpus; gray until it is loaded. */
final class CorpusPicture extends StackPane {
  private static final int PIXELS = 160;

  private final ImageView view = new ImageView();

  /**
   * @param tip names the image
   */
  CorpusPicture(CorpusViewModel model, Path file, String tip) {
    getStyleClass().add("corpus-picture");
    view.setPreserveRatio(true);
    view.fitWidthProperty().bind(widthProperty());
    view.fitHeightProperty().bind(heightProperty());
    view.setManaged(false);
    getChildren().add(view);
    setAccessibleText(tip);
    Tooltip.install(this, new Tooltip(tip));
    model.load(file, PIXELS, this::show, failure -> showMissing());
  }

  private void show(ArgbImage pixels) {
    Image image = ThumbnailLoader.image(pixels);
    double side = Math.min(image.getWidth(), image.getHeight());
    view.setViewport(
        new Rectangle2D((image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side));
    view.setImage(image);
  }

  private void showMissing() {
    getChildren().setAll(new Label("", Icons.of("mdi2i-image-off-outline")));
  }
}
