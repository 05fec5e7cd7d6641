package org.kamcl.explorer.ui.scoremap;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures of score maps as images of the toolkit; the pixels are shared, not copied. */
final class ScoreImages {
  private ScoreImages() {}

  static Image of(ScorePicture picture) {
    return new WritableImage(
        new PixelBuffer<>(
            picture.width(),
            picture.height(),
            IntBuffer.wrap(picture.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }
}
