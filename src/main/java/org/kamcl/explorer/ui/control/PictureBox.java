package org.kamcl.explorer.ui.control;

import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.theme.Icons;

/** A square with a picture: filled by its middle, or a grey field until it is there. */
public final class PictureBox extends Region {
  private static final double ROUND = 8;

  private final Pictures pictures;
  private final int pixels;
  private final String missingText;
  private final ImageView view = new ImageView();
  private final Label missing = new Label();
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper();
  private ImageRecord shown;
  private Background.Pending pending = () -> {};

  /**
   * @param pixels side of the picture that is loaded
   * @param missingText what stands where the file is gone
   */
  public PictureBox(Pictures pictures, int pixels, String missingText) {
    this.pictures = pictures;
    this.pixels = pixels;
    this.missingText = missingText;
    getStyleClass().add("picture-box");
    missing.getStyleClass().addAll("picture-missing", "small");
    missing.setGraphic(Icons.of("mdi2i-image-off-outline"));
    missing.visibleProperty().bind(gone);
    clip.setArcWidth(ROUND);
    clip.setArcHeight(ROUND);
    setClip(clip);
    view.setPreserveRatio(false);
    getChildren().addAll(view, missing);
  }

  /** Shows an image, or with null nothing; what was wanted before is given up. */
  public void show(ImageRecord image) {
    if (Objects.equals(image, shown)) {
      return;
    }
    pending.cancel();
    shown = image;
    view.setImage(null);
    gone.set(false);
    if (image != null) {
      pending =
          pictures.load(
              image,
              pixels,
              this::there,
              failure -> {
                missing.setText(missingText);
                gone.set(true);
              });
    }
  }

  /** Whether the picture cannot be shown. */
  public ReadOnlyBooleanProperty missingProperty() {
    return gone.getReadOnlyProperty();
  }

  private void there(Image image) {
    double side = Math.min(image.getWidth(), image.getHeight());
    view.setViewport(
        new Rectangle2D((image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side));
    view.setImage(image);
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
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    double height = missing.prefHeight(getWidth());
    missing.resizeRelocate(0, (getHeight() - height) / 2, getWidth(), height);
  }
}
