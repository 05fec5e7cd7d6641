package org.kamcl.explorer.ui.map;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.Viewport;

/**
 * The ground as tiles that are moved while one pans. Whatever changes their look begins a new
 * generation; the one before is seen, scaled, until the new one is there.
 */
final class MapTileLayer {
  /** Tiles around the view that are painted ahead. */
  private static final int AHEAD = 1;

  /** Tiles around the view that are kept. */
  private static final int KEPT = 3;

  private static final int GENERATIONS = 3;

  private final MapTileQueue queue;
  private final FootprintThumbnails pictures;
  private final Runnable arrived;
  private final List<Generation> before = new ArrayList<>();
  private Generation now;
  private boolean blank = true;

  /**
   * @param arrived is called when there is more to draw
   */
  MapTileLayer(MapTileQueue queue, FootprintThumbnails pictures, Runnable arrived) {
    this.queue = queue;
    this.pictures = pictures;
    this.arrived = arrived;
  }

  private record Key(int column, int row) {}

  private record Order(Generation generation, Key key) {}

  private static final class Tile {
    private Image image;
    private volatile boolean stale = true;
  }

  private static final class Generation {
    private final MapTileStyle style;
    private final Map<Key, Tile> tiles = new HashMap<>();

    Generation(MapTileStyle style) {
      this.style = style;
    }

    boolean empty() {
      return tiles.values().stream().allMatch(tile -> tile.image == null);
    }
  }

  /** A range of tiles. */
  private record Range(int left, int top, int right, int bottom) {
    static Range of(Viewport view, int around) {
      double scale = view.scale();
      double x = view.x() * scale - view.width() / 2;
      double y = view.y() * scale - view.height() / 2;
      double end = view.projection().height() * scale;
      return new Range(
          (int) Math.floor(x / MapTileStyle.SIZE) - around,
          Math.max(0, (int) Math.floor(y / MapTileStyle.SIZE) - around),
          (int) Math.floor((x + view.width()) / MapTileStyle.SIZE) + around,
          Math.min(
              (int) Math.floor(end / MapTileStyle.SIZE),
              (int) Math.floor((y + view.height()) / MapTileStyle.SIZE) + around));
    }

    boolean holds(Key key) {
      return key.column >= left && key.column <= right && key.row >= top && key.row <= bottom;
    }

    List<Key> keys() {
      List<Key> keys = new ArrayList<>();
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          keys.add(new Key(column, row));
        }
      }
      double x = (left + right) / 2.0;
      double y = (top + bottom) / 2.0;
      keys.sort(Comparator.comparingDouble(key -> Math.hypot(key.column - x, key.row - y)));
      return keys;
    }
  }

  /** Draws what is there, and asks for what is not. */
  void draw(GraphicsContext gc, Viewport view, MapTileStyle style) {
    if (now == null || !now.style.equals(style)) {
      begin(style);
    }
    Range seen = Range.of(view, 0);
    boolean whole = seen.keys().stream().allMatch(key -> image(now, key) != null);
    blank = !whole;
    if (whole) {
      before.clear();
    }
    gc.setImageSmoothing(false);
    for (Generation old : before) {
      old.tiles.forEach((key, tile) -> drawOld(gc, view, old, key, tile.image));
    }
    double left = Math.rint(view.width() / 2 - view.x() * view.scale());
    double top = Math.rint(view.height() / 2 - view.y() * view.scale());
    for (Key key : seen.keys()) {
      Image image = image(now, key);
      if (image != null) {
        gc.drawImage(
            image,
            left + (double) key.column * MapTileStyle.SIZE,
            top + (double) key.row * MapTileStyle.SIZE,
            MapTileStyle.SIZE,
            MapTileStyle.SIZE);
      }
    }
    gc.setImageSmoothing(true);
    Range kept = Range.of(view, KEPT);
    now.tiles.keySet().removeIf(key -> !kept.holds(key));
    order(Range.of(view, AHEAD), seen);
  }

  private static Image image(Generation generation, Key key) {
    Tile tile = generation.tiles.get(key);
    return tile == null ? null : tile.image;
  }

  private void begin(MapTileStyle style) {
    if (now != null && !now.empty()) {
      before.add(now);
    }
    before.removeIf(old -> old.style.projection() != style.projection());
    if (before.size() > GENERATIONS) {
      before.remove(0);
    }
    now = new Generation(style);
  }

  private static void drawOld(
      GraphicsContext gc, Viewport view, Generation old, Key key, Image image) {
    double scale = view.scale();
    double times = scale / Viewport.scale(old.style.zoom());
    double size = MapTileStyle.SIZE * times;
    double left = key.column * size - view.x() * scale + view.width() / 2;
    double top = key.row * size - view.y() * scale + view.height() / 2;
    boolean inside =
        left < view.width() && left + size > 0 && top < view.height() && top + size > 0;
    if (image != null && inside) {
      // To whole pixels, or there would be seams.
      double x = Math.floor(left);
      double y = Math.floor(top);
      gc.drawImage(image, x, y, Math.ceil(left + size) - x, Math.ceil(top + size) - y);
    }
  }

  private void order(Range wanted, Range seen) {
    List<MapTileQueue.Request> jobs = new ArrayList<>();
    List<MapTileQueue.Request> later = new ArrayList<>();
    for (Key key : wanted.keys()) {
      Tile tile = now.tiles.computeIfAbsent(key, absent -> new Tile());
      if (tile.stale) {
        (seen.holds(key) ? jobs : later).add(job(now, key, tile));
      }
    }
    jobs.addAll(later);
    queue.replaceRequests(jobs);
  }

  private MapTileQueue.Request job(Generation generation, Key key, Tile tile) {
    MapTileStyle style = generation.style;
    return new MapTileQueue.Request(
        new Order(generation, key),
        () -> {
          // Pictures that come while it is painted make it stale again.
          tile.stale = false;
          return MapTileRenderer.paint(style, pictures, key.column, key.row);
        },
        pixels -> {
          tile.image =
              new WritableImage(
                  new PixelBuffer<>(
                      style.side(),
                      style.side(),
                      IntBuffer.wrap(pixels),
                      PixelFormat.getIntArgbPreInstance()));
          arrived.run();
        });
  }

  /** What lies in a box of world coordinates is to be painted again; it is seen until then. */
  void invalidate(double west, double north, double east, double south) {
    if (now == null) {
      return;
    }
    double tiles = Viewport.scale(now.style.zoom()) / MapTileStyle.SIZE;
    now.tiles.forEach(
        (key, tile) -> {
          double turn = Math.floor((key.column + 0.5) / tiles);
          for (double at = turn - 1; at <= turn + 1; at++) {
            if ((east + at) * tiles >= key.column
                && (west + at) * tiles <= key.column + 1
                && south * tiles >= key.row
                && north * tiles <= key.row + 1) {
              tile.stale = true;
            }
          }
        });
    arrived.run();
  }

  /** Whether a tile was missing when the map was drawn last. */
  boolean hasMissingTiles() {
    return blank;
  }

  /** Whether all that was asked for is there. */
  boolean isComplete() {
    return now != null
        && queue.isIdle()
        && now.tiles.values().stream().noneMatch(tile -> tile.stale || tile.image == null);
  }
}
