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

/** Loads thumbnails in the background and caches those that were used last. */
public final class ThumbnailLoader {
  /**
   * Size of the cache: 12 MB, enough for 130 cards of the default size. The renderer keeps a copy
   * of each cached image that was drawn, so that the memory is twice as large.
   */
  static final long MAX_PIXELS = 3_000_000;

  private static final int OPAQUE = 0xFF;

  /** Images with a larger aspect ratio are read at a lower resolution. */
  private static final int MAX_RATIO = 4;

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;

  /** Least recently used first. */
  private final Map<Key, Image> cache = new LinkedHashMap<>(64, 0.75f, true);

  private long pixels;
  private int pending;

  private record Key(long image, int side, double radius) {}

  /** Loads the thumbnails of an archive. */
  public ThumbnailLoader(ArchiveViewModel archive, TaskExecutor executor) {
    this.archive = archive;
    this.executor = executor;
  }

  /**
   * Loads a thumbnail.
   *
   * @param side of the square into which it fits, pixels
   * @param onLoaded receives the thumbnail on the JavaFX thread, during the call if it is cached
   * @param onFailed receives the error on the JavaFX thread
   * @return cancels the request
   */
  public TaskExecutor.Cancellable load(
      ImageRecord image, int side, Consumer<Image> onLoaded, Consumer<Throwable> onFailed) {
    return load(
        new Key(image.id(), side, -1), () -> image(thumbnail(image, side)), onLoaded, onFailed);
  }

  /**
   * Loads the central square of an image at the size at which it is drawn.
   *
   * @param side of the square, pixels
   * @param radius of its corners, pixels
   * @param onLoaded receives the square on the JavaFX thread, during the call if it is cached
   * @param onFailed receives the error on the JavaFX thread
   * @return cancels the request
   */
  TaskExecutor.Cancellable loadSquare(
      ImageRecord image,
      int side,
      double radius,
      Consumer<Image> onLoaded,
      Consumer<Throwable> onFailed) {
    int longer = SquareCrop.longerSide(side, image.width(), image.height(), MAX_RATIO);
    return load(
        new Key(image.id(), side, radius),
        () -> image(side, side, SquareCrop.of(thumbnail(image, longer), side, radius)),
        onLoaded,
        onFailed);
  }

  private ArgbImage thumbnail(ImageRecord image, int side) {
    return archive.services().orElseThrow().thumbnails().thumbnail(image, side);
  }

  private TaskExecutor.Cancellable load(
      Key key, Supplier<Image> source, Consumer<Image> onLoaded, Consumer<Throwable> onFailed) {
    Image cached = cache.get(key);
    if (cached != null) {
      onLoaded.accept(cached);
      return () -> {};
    }
    if (archive.services().isEmpty()) {
      return () -> {};
    }
    pending++;
    boolean[] open = {true};
    Runnable end =
        () -> {
          if (open[0]) {
            open[0] = false;
            pending--;
          }
        };
    TaskExecutor.Cancellable loading =
        executor.loadImage(
            source,
            loaded -> {
              end.run();
              addToCache(key, loaded);
              onLoaded.accept(loaded);
            },
            failure -> {
              end.run();
              onFailed.accept(failure);
            });
    return () -> {
      end.run();
      loading.cancel();
    };
  }

  private void addToCache(Key key, Image image) {
    Image before = cache.put(key, image);
    pixels += size(image) - (before == null ? 0 : size(before));
    Iterator<Image> eldest = cache.values().iterator();
    while (pixels > MAX_PIXELS && cache.size() > 1) {
      pixels -= size(eldest.next());
      eldest.remove();
    }
  }

  private static long size(Image image) {
    return Math.round(image.getWidth() * image.getHeight());
  }

  /** Number of pixels in the cache. */
  long cachedPixels() {
    return pixels;
  }

  /** Whether thumbnails are being loaded. */
  public boolean isLoading() {
    return pending > 0;
  }

  /** The pixels as a JavaFX image. */
  public static Image image(ArgbImage source) {
    // A copy, since transparent pixels are premultiplied in place.
    int[] pixels = source.argb().clone();
    for (int i = 0; i < pixels.length; i++) {
      int alpha = pixels[i] >>> 24;
      if (alpha != OPAQUE) {
        pixels[i] = SquareCrop.premultiplied(pixels[i], alpha);
      }
    }
    return image(source.width(), source.height(), pixels);
  }

  private static Image image(int width, int height, int[] premultiplied) {
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(premultiplied), PixelFormat.getIntArgbPreInstance()));
  }
}
