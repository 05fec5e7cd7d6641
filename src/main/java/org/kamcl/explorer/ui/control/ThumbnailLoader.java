package org.kamcl.explorer.ui.control;

import java.nio.IntBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Pictures of images: loaded in the background, the last few hundred kept. */
public final class ThumbnailLoader {
  /** Pixels: 100 MB, which are a thousand cards or more. */
  private static final long MOST = 25_000_000;

  private static final int OPAQUE = 0xFF;

  /** Times its width that a strip may be long to be read in full. */
  private static final int LONGEST = 4;

  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;

  /** The one that was wanted longest ago comes first. */
  private final Map<Key, Image> kept = new LinkedHashMap<>(64, 0.75f, true);

  private long pixels;
  private int waiting;

  private record Key(long image, int side, double radius) {}

  /** Loads from the archive's services. */
  public ThumbnailLoader(ArchiveViewModel archive, TaskExecutor taskExecutor) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
  }

  /**
   * Asks for a picture, which comes at once or later, on the thread that draws.
   *
   * @param side of the square that it shall fit in, pixels
   * @param missing it cannot be shown
   * @return to be cancelled when it is no longer wanted
   */
  public TaskExecutor.Cancellable load(
      ImageRecord image, int side, Consumer<Image> there, Consumer<Throwable> missing) {
    return load(new Key(image.id(), side, -1), () -> image(thumbnail(image, side)), there, missing);
  }

  /**
   * Asks for the middle square of a picture, as it is to be drawn a pixel for a pixel.
   *
   * @param side of the square, pixels
   * @param radius of its corners, pixels
   * @param missing it cannot be shown
   * @return to be cancelled when it is no longer wanted
   */
  TaskExecutor.Cancellable loadSquare(
      ImageRecord image,
      int side,
      double radius,
      Consumer<Image> there,
      Consumer<Throwable> missing) {
    int longer = SquareCrop.longerSide(side, image.width(), image.height(), LONGEST);
    return load(
        new Key(image.id(), side, radius),
        () -> image(side, side, SquareCrop.of(thumbnail(image, longer), side, radius)),
        there,
        missing);
  }

  private ArgbImage thumbnail(ImageRecord image, int side) {
    return archive.services().orElseThrow().thumbnails().thumbnail(image, side);
  }

  private TaskExecutor.Cancellable load(
      Key key, Supplier<Image> picture, Consumer<Image> there, Consumer<Throwable> missing) {
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
    TaskExecutor.Cancellable cancellable =
        taskExecutor.loadImage(
            picture,
            loaded -> {
              ended.run();
              keep(key, loaded);
              there.accept(loaded);
            },
            failure -> {
              ended.run();
              missing.accept(failure);
            });
    return () -> {
      ended.run();
      cancellable.cancel();
    };
  }

  private void keep(Key key, Image image) {
    Image before = kept.put(key, image);
    pixels += size(image) - (before == null ? 0 : size(before));
    Iterator<Image> eldest = kept.values().iterator();
    while (pixels > MOST && kept.size() > 1) {
      pixels -= size(eldest.next());
      eldest.remove();
    }
  }

  private static long size(Image image) {
    return Math.round(image.getWidth() * image.getHeight());
  }

  /** Whether pictures that somebody wants are still on their way. */
  public boolean isLoading() {
    return waiting > 0;
  }

  private static Image image(ArgbImage tile) {
    // A copy, as whoever made the tile may keep it, and see-through pixels are changed below.
    int[] own = tile.argb().clone();
    for (int i = 0; i < own.length; i++) {
      int alpha = own[i] >>> 24;
      if (alpha != OPAQUE) {
        own[i] = SquareCrop.premultiplied(own[i], alpha);
      }
    }
    return image(tile.width(), tile.height(), own);
  }

  private static Image image(int width, int height, int[] premultiplied) {
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(premultiplied), PixelFormat.getIntArgbPreInstance()));
  }
}
