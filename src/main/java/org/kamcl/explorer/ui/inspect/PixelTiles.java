package org.kamcl.explorer.ui.inspect;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * The pixels of one image as squares at halved resolutions, read in the background as they come
 * into view. Squares that were used last are kept within a budget. Used on the JavaFX thread.
 */
final class PixelTiles {
  /** Side of a square, pixels. */
  static final int SIDE = 512;

  /** Size of the cache: 64 MB, four screens of 2560 x 1600; more only if a view needs more. */
  static final long MAX_PIXELS = 16_000_000;

  private final TaskExecutor executor;
  private final Runnable onLoaded;
  private final Consumer<Throwable> onFailed;

  /** Least recently used first. */
  private final Map<Key, Image> loaded = new LinkedHashMap<>(64, 0.75f, true);

  private final Map<Key, TaskExecutor.Cancellable> loading = new HashMap<>();
  private final Set<Key> unreadable = new HashSet<>();

  /** The squares of the last view, which are never dropped. */
  private Set<Key> needed = Set.of();

  private ImagePixels.Source source;
  private long pixels;

  /**
   * A square.
   *
   * @param level how often its resolution is halved
   * @param column of squares of this level, from 0
   * @param row of squares of this level, from 0
   */
  record Key(int level, int column, int row) {
    /** The pixels of the image that it shows. */
    TileBounds bounds(ImagePixels.Source source) {
      int side = SIDE << level;
      int x = column * side;
      int y = row * side;
      return new TileBounds(
          x, y, Math.min(side, source.width() - x), Math.min(side, source.height() - y));
    }
  }

  /**
   * A loaded square.
   *
   * @param bounds the pixels of the image that it shows
   */
  record Tile(Key key, TileBounds bounds, Image image) {}

  /**
   * @param onLoaded called when a square was loaded
   * @param onFailed receives the error of a square that could not be read
   */
  PixelTiles(TaskExecutor executor, Runnable onLoaded, Consumer<Throwable> onFailed) {
    this.executor = executor;
    this.onLoaded = onLoaded;
    this.onFailed = onFailed;
  }

  /**
   * Shows another image; everything of the one before is dropped.
   *
   * @param other null for none
   */
  void show(ImagePixels.Source other) {
    loading.values().forEach(TaskExecutor.Cancellable::cancel);
    loading.clear();
    loaded.clear();
    unreadable.clear();
    needed = Set.of();
    pixels = 0;
    source = other;
  }

  /** Whether squares are being read. */
  boolean isLoading() {
    return !loading.isEmpty();
  }

  /** Number of pixels in the cache. */
  long cachedPixels() {
    return pixels;
  }

  /**
   * The loaded squares in view in the order in which they have to be drawn: those of other
   * resolutions first, which fill the gaps, and those of the resolution of the view last. Requests
   * the missing ones of that resolution, and cancels requests that are no longer needed.
   */
  List<Tile> inView(ImageViewport view) {
    if (source == null) {
      return List.of();
    }
    int level = Math.min(view.level(), topLevel());
    List<Key> wanted = keys(view, level);
    needed = Set.copyOf(wanted);
    cancelOthers();
    List<Tile> tiles = new ArrayList<>();
    List<Key> gaps = wanted.stream().filter(key -> !loaded.containsKey(key)).toList();
    if (!gaps.isEmpty()) {
      loaded.forEach(
          (key, image) -> {
            if (key.level() != level) {
              tiles.add(new Tile(key, key.bounds(source), image));
            }
          });
      tiles.removeIf(tile -> !isVisible(tile.bounds(), view));
      tiles.sort(Comparator.comparingInt(tile -> -tile.key().level()));
    }
    for (Key key : wanted) {
      Image image = loaded.get(key);
      if (image != null) {
        tiles.add(new Tile(key, key.bounds(source), image));
      }
    }
    request(gaps, view);
    return tiles;
  }

  /** The level at which the whole image is one square. */
  private int topLevel() {
    int level = 0;
    while (Math.max(source.width(), source.height()) > (long) SIDE << level) {
      level++;
    }
    return level;
  }

  private static List<Key> keys(ImageViewport view, int level) {
    double side = SIDE << level;
    List<Key> keys = new ArrayList<>();
    int bottom = (int) Math.ceil(view.bottom() / side);
    int right = (int) Math.ceil(view.right() / side);
    for (int row = (int) (view.top() / side); row < bottom; row++) {
      for (int column = (int) (view.left() / side); column < right; column++) {
        keys.add(new Key(level, column, row));
      }
    }
    return keys;
  }

  private static boolean isVisible(TileBounds bounds, ImageViewport view) {
    return bounds.x() < view.right()
        && bounds.y() < view.bottom()
        && bounds.x() + bounds.width() > view.left()
        && bounds.y() + bounds.height() > view.top();
  }

  private void cancelOthers() {
    for (Iterator<Map.Entry<Key, TaskExecutor.Cancellable>> i = loading.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<Key, TaskExecutor.Cancellable> entry = i.next();
      if (!needed.contains(entry.getKey())) {
        entry.getValue().cancel();
        i.remove();
      }
    }
  }

  /** The newest request is answered first, so the center is requested last. */
  private void request(List<Key> keys, ImageViewport view) {
    keys.stream()
        .filter(key -> !loading.containsKey(key) && !unreadable.contains(key))
        .sorted(Comparator.comparingDouble(key -> -distance(key, view)))
        .forEach(this::load);
  }

  private double distance(Key key, ImageViewport view) {
    TileBounds bounds = key.bounds(source);
    return Math.hypot(
        bounds.x() + bounds.width() / 2.0 - view.centerX(),
        bounds.y() + bounds.height() / 2.0 - view.centerY());
  }

  private void load(Key key) {
    ImagePixels.Source from = source;
    TileBounds bounds = key.bounds(from);
    int step = 1 << key.level();
    int width = (bounds.width() + step - 1) / step;
    int height = (bounds.height() + step - 1) / step;
    boolean[] answered = {false};
    TaskExecutor.Cancellable request =
        executor.loadImage(
            () -> image(from.read(bounds, width, height)),
            image -> {
              answered[0] = true;
              loading.remove(key);
              keep(key, image);
              onLoaded.run();
            },
            failure -> {
              answered[0] = true;
              loading.remove(key);
              unreadable.add(key);
              onFailed.accept(failure);
            });
    if (!answered[0]) {
      loading.put(key, request);
    }
  }

  private void keep(Key key, Image image) {
    loaded.put(key, image);
    pixels += size(image);
    Iterator<Map.Entry<Key, Image>> eldest = loaded.entrySet().iterator();
    while (pixels > MAX_PIXELS && eldest.hasNext()) {
      Map.Entry<Key, Image> entry = eldest.next();
      if (!needed.contains(entry.getKey())) {
        pixels -= size(entry.getValue());
        eldest.remove();
      }
    }
  }

  private static long size(Image image) {
    return Math.round(image.getWidth() * image.getHeight());
  }

  private static Image image(ArgbImage source) {
    // Opaque pixels are the same premultiplied.
    return new WritableImage(
        new PixelBuffer<>(
            source.width(),
            source.height(),
            IntBuffer.wrap(source.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }
}
