package org.kamcl.explorer.ui.control;

import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A square with a picture: filled by its middle, or a grey field until it is there. The picture is
 * asked for in the size of the square.
 */
public final class ThumbnailView extends Region {
  private static final double RADIUS = 4;

  private final ThumbnailLoader thumbnailLoader;
  private final String missingText;
  private final ImageView view = new ImageView();
  private final Rectangle ground = new Rectangle();
  private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper();
  private Label missing;
  private ImageRecord shown;
  private int asked;
  private TaskExecutor.Cancellable cancellable = () -> {};

  /**
   * @param missingText what stands where the file is gone
   */
  public ThumbnailView(ThumbnailLoader thumbnailLoader, String missingText) {
    this.thumbnailLoader = thumbnailLoader;
    this.missingText = missingText;
    getStyleClass().add("picture-box");
    ground.getStyleClass().add("picture-ground");
    ground.setArcWidth(2 * RADIUS);
    ground.setArcHeight(2 * RADIUS);
    ground.visibleProperty().bind(view.imageProperty().isNull());
    view.setPreserveRatio(false);
    getChildren().addAll(ground, view);
  }

  /** Shows an image, or with null nothing; what was wanted before is given up. */
  public void show(ImageRecord image) {
    if (Objects.equals(image, shown)) {
      return;
    }
    cancellable.cancel();
    shown = image;
    asked = 0;
    view.setImage(null);
    missing(false);
    ask();
  }

  /** Asks for the picture in the size of the square; an old one stays until it is there. */
  private void ask() {
    double scale = scale();
    int side = (int) Math.round(getWidth() * scale);
    if (shown == null || side <= 0 || side == asked) {
      return;
    }
    cancellable.cancel();
    asked = side;
    cancellable =
        thumbnailLoader.loadSquare(
            shown, side, RADIUS * scale, this::there, failure -> missing(true));
  }

  /** Pixels of the screen for one of the window. */
  private double scale() {
    Scene scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  private void there(Image image) {
    view.setImage(image);
  }

  private void missing(boolean now) {
    if (now && missing == null) {
      missing = new Label(missingText, Icons.of("mdi2i-image-off-outline"));
      missing.getStyleClass().addAll("picture-missing", "small");
      getChildren().add(missing);
    }
    if (missing != null) {
      missing.setVisible(now);
    }
    gone.set(now);
  }

  /** Whether the picture cannot be shown. */
  public ReadOnlyBooleanProperty missingProperty() {
    return gone.getReadOnlyProperty();
  }

  /** Whether a picture that is wanted is not there yet. */
  public boolean isLoading() {
    return shown != null && view.getImage() == null && !gone.get();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    return width;
  }

  @Override
  protected void layoutChildren() {
    view.setFitWidth(getWidth());
    view.setFitHeight(getHeight());
    ground.setWidth(getWidth());
    ground.setHeight(getHeight());
    if (missing != null) {
      double height = missing.prefHeight(getWidth());
      missing.resizeRelocate(0, (getHeight() - height) / 2, getWidth(), height);
    }
    ask();
  }
}
