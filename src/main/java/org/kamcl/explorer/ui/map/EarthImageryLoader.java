package org.kamcl.explorer.ui.map;

import java.io.IOException;
import java.io.InputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.EarthImagery;
import org.kamcl.explorer.map.MapError;

/** Decodes the satellite image of the earth with JavaFX. */
final class EarthImageryLoader {
  private EarthImageryLoader() {}

  /**
   * Decodes the image; takes a few hundred milliseconds, so not on the JavaFX thread.
   *
   * @throws KamclException with a {@link MapError} if the image is missing or unreadable
   */
  static EarthImagery load() {
    Image image;
    try (InputStream stream = BasemapReader.openImagery()) {
      image = new Image(stream);
    } catch (IOException e) {
      throw new KamclException(e, MapError.BASEMAP_FILE_UNREADABLE, BasemapReader.IMAGERY);
    }
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    if (width == 0) {
      throw new KamclException(
          image.getException(), MapError.BASEMAP_FILE_UNREADABLE, BasemapReader.IMAGERY);
    }
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return new EarthImagery(width, height, pixels);
  }
}
