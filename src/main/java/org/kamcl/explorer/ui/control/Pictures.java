package org.kamcl.explorer.ui.control;

import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.PixelTile;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.task.Background;

/** Pictures of images: loaded in the background, the last few hundred kept. */
public final class Pictures {
  /** A screen of cards many times over; 256 pixels square each, this is 100 MB. */
  private static final int KEPT = 400;

  private static final int OPAQUE = 0xFF;

  private final ArchiveViewModel archive;
  private final Background background;
  private final Map<Key, Image> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
          return size() > KEPT;
        }
      };
  private int waiting;

  private record Key(long image, int side) {}

  /** Loads from the archive's services. */
  public Pictures(ArchiveViewModel archive, Background background) {
    this.archive = archive;
    this.background = background;
  }

  /**
   * Asks for a picture, which comes at once or later, on the thread that draws.
   *
   * @param side of the square that it shall fit in, pixels
   * @param missing it cannot be shown
   * @return to be cancelled when it is no longer wanted
   */
  public Background.Pending load(
      ImageRecord image, int side, Consumer<Image> there, Consumer<Throwable> missing) {
    Key key = new Key(image.id(), side);
    Image known = kept.get(key);
    if (known != null) {
      there.accept(known);
      return () -> {};
    }
    if (archive.services().isEmpty()) {
      return () -> {};
    }
    waiting++;
    boolean[] open = {true};
    Runnable ended =
        () -> {
          if (open[0]) {
            open[0] = false;
            waiting--;
          }
        };
    Background.Pending pending =
        background.picture(
            () -> image(archive.services().orElseThrow().thumbnails().thumbnail(image, side)),
            loaded -> {
              ended.run();
              kept.put(key, loaded);
              there.accept(loaded);
            },
            failure -> {
              ended.run();
              missing.accept(failure);
            });
    return () -> {
      ended.run();
      pending.cancel();
    };
  }

  /** Whether pictures that somebody wants are still on their way. */
  public boolean loading() {
    return waiting > 0;
  }

  private static Image image(PixelTile tile) {
    // A copy, as whoever made the tile may keep it, and see-through pixels are changed below.
    int[] pixels = tile.argb().clone();
    for (int i = 0; i < pixels.length; i++) {
      int alpha = pixels[i] >>> 24;
      if (alpha != OPAQUE) {
        pixels[i] = premultiplied(pixels[i], alpha);
      }
    }
    return new WritableImage(
        new PixelBuffer<>(
            tile.width(),
            tile.height(),
            IntBuffer.wrap(pixels),
            PixelFormat.getIntArgbPreInstance()));
  }

  private static int premultiplied(int argb, int alpha) {
    int red = (argb >> 16 & OPAQUE) * alpha / OPAQUE;
    int green = (argb >> 8 & OPAQUE) * alpha / OPAQUE;
    int blue = (argb & OPAQUE) * alpha / OPAQUE;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }
}
