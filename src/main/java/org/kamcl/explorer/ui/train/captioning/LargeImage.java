package org.kamcl.explorer.ui.train.captioning;

import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** An image as large as there is room, without a change of its proportions. */
final class LargeImage extends Region {
  /** Longest side that is read, pixels: enough for most screens. */
  private static final int SIDE = 1024;

  private final ThumbnailLoader loader;
  private final ImageView view = new ImageView();
  private final Label missing;
  private @Nullable ImageRecord shown;
  private TaskExecutor.Cancellable loading = () -> {};

  LargeImage(ThumbnailLoader loader, Messages messages) {
    this.loader = loader;
    this.missing = new Label(messages.text("card.missing"));
    setId("captioning-image");
    getStyleClass().add("captioning-image");
    view.setPreserveRatio(true);
    view.setSmooth(true);
    missing.getStyleClass().add("muted");
    missing.setVisible(false);
    getChildren().addAll(view, missing);
    setMinSize(0, 0);
  }

  /** Shows an image. */
  void show(ImageRecord image) {
    if (Objects.equals(image, shown)) {
      return;
    }
    loading.cancel();
    shown = image;
    view.setImage(null);
    missing.setVisible(false);
    loading =
        loader.load(
            image,
            SIDE,
            loaded -> {
              view.setImage(loaded);
              requestLayout();
            },
            failure -> missing.setVisible(true));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedLeftInset() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    view.setFitWidth(Math.max(1, width));
    view.setFitHeight(Math.max(1, height));
    double shownWidth = view.getLayoutBounds().getWidth();
    double shownHeight = view.getLayoutBounds().getHeight();
    view.relocate(
        snapPositionX(snappedLeftInset() + (width - shownWidth) / 2),
        snapPositionY(snappedTopInset() + (height - shownHeight) / 2));
    double labelWidth = missing.prefWidth(-1);
    double labelHeight = missing.prefHeight(-1);
    missing.resizeRelocate(
        (getWidth() - labelWidth) / 2, (getHeight() - labelHeight) / 2, labelWidth, labelHeight);
  }
}
