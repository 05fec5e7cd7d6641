package org.kamcl.explorer.ui.control;

import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A square that is filled with the central part of an image; gray until the thumbnail is loaded.
 * The thumbnail is loaded at the size of the square.
 */
public final class ThumbnailView extends Region {
  private static final double RADIUS = 4;

  private final ThumbnailLoader loader;
  private final String missingText;
  private final ImageView view = new ImageView();
  private final Rectangle placeholder = new Rectangle();
  private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper();
  private Label missingLabel;
  private ImageRecord shown;
  private int requestedSide;
  private TaskExecutor.Cancellable loading = () -> {};

  /**
   * @param missingText is shown if the file is missing
   */
  public ThumbnailView(ThumbnailLoader loader, String missingText) {
    this.loader = loader;
    this.missingText = missingText;
    getStyleClass().add("thumbnail");
    placeholder.getStyleClass().add("thumbnail-placeholder");
    placeholder.setArcWidth(2 * RADIUS);
    placeholder.setArcHeight(2 * RADIUS);
    placeholder.visibleProperty().bind(view.imageProperty().isNull());
    view.setPreserveRatio(false);
    getChildren().addAll(placeholder, view);
  }

  /** Shows an image, or nothing for null. */
  public void show(ImageRecord image) {
    if (Objects.equals(image, shown)) {
      return;
    }
    loading.cancel();
    shown = image;
    requestedSide = 0;
    view.setImage(null);
    setMissing(false);
    load();
    requestLayout();
  }

  /**
   * Loads the thumbnail at the current size; the one before stays until then. Nothing is loaded for
   * a pane that is not shown; the layout does so when it is shown again.
   */
  private void load() {
    if (getScene() == null) {
      return;
    }
    double scale = scale();
    int side = (int) Math.round(getWidth() * scale);
    if (shown == null || side <= 0 || side == requestedSide) {
      return;
    }
    loading.cancel();
    requestedSide = side;
    loading =
        loader.loadSquare(shown, side, RADIUS * scale, view::setImage, failure -> setMissing(true));
  }

  /** Pixel density of the screen. */
  private double scale() {
    Scene scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  private void setMissing(boolean now) {
    if (now && missingLabel == null) {
      missingLabel = new Label(missingText, Icons.of("mdi2i-image-off-outline"));
      missingLabel.getStyleClass().addAll("thumbnail-missing", "small");
      getChildren().add(missingLabel);
    }
    if (missingLabel != null) {
      missingLabel.setVisible(now);
    }
    missing.set(now);
  }

  /** Whether the file is missing or unreadable. */
  public ReadOnlyBooleanProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  /** Whether the thumbnail is being loaded. */
  public boolean isLoading() {
    return shown != null && view.getImage() == null && !missing.get();
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
    placeholder.setWidth(getWidth());
    placeholder.setHeight(getHeight());
    if (missingLabel != null) {
      double height = missingLabel.prefHeight(getWidth());
      missingLabel.resizeRelocate(0, (getHeight() - height) / 2, getWidth(), height);
    }
    load();
  }
}
