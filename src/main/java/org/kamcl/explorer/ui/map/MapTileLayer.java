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
import org.kamcl.explorer.map.MapTileQueue;
import org.kamcl.explorer.map.MapTileRenderer;
import org.kamcl.explorer.map.MapTileStyle;
import org.kamcl.explorer.map.Viewport;

/**
 * Draws the map tiles and requests missing ones. Every change of the style begins a new generation
 * of tiles; the generation before is drawn, scaled, until the new one is complete.
 */
final class MapTileLayer {
  /** Tiles around the view that are rendered ahead. */
  private static final int AHEAD = 1;

  /** Tiles around the view that are kept. */
  private static final int KEPT = 3;

  private static final int MAX_OLD_GENERATIONS = 3;

  private final MapTileQueue queue;
  private final FootprintThumbnails thumbnails;
  private final Runnable onChange;
  private final List<Generation> oldGenerations = new ArrayList<>();
  private Generation current;
  private Range wanted = new Range(0, 0, -1, -1);
  private boolean missingTiles = true;
  private boolean drawnTiles;

  /**
   * @param onChange is called when the map must be drawn again
   */
  MapTileLayer(MapTileQueue queue, FootprintThumbnails thumbnails, Runnable onChange) {
    this.queue = queue;
    this.thumbnails = thumbnails;
    this.onChange = onChange;
  }

  private record Key(int column, int row) {}

  private record RequestKey(Generation generation, Key key) {}

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

    boolean isEmpty() {
      return tiles.values().stream().allMatch(tile -> tile.image == null);
    }

    Image image(Key key) {
      Tile tile = tiles.get(key);
      return tile == null ? null : tile.image;
    }
  }

  /** A range of tiles, inclusive. */
  private record Range(int left, int top, int right, int bottom) {
    /** The tiles of a view and a number of tiles around it. */
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

    boolean contains(Key key) {
      return key.column >= left && key.column <= right && key.row >= top && key.row <= bottom;
    }

    /** From the center outwards. */
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

  /** Draws the available tiles and requests the others. */
  void draw(GraphicsContext gc, Viewport view, MapTileStyle style) {
    if (current == null || !current.style.equals(style)) {
      beginGeneration(style);
    }
    Range visible = Range.of(view, 0);
    missingTiles = !visible.keys().stream().allMatch(key -> current.image(key) != null);
    if (!missingTiles) {
      oldGenerations.clear();
    }
    drawnTiles =
        visible.keys().stream().anyMatch(key -> current.image(key) != null)
            || oldGenerations.stream().anyMatch(old -> !old.isEmpty());
    gc.setImageSmoothing(false);
    for (Generation old : oldGenerations) {
      old.tiles.forEach((key, tile) -> drawScaled(gc, view, old, key, tile.image));
    }
    double left = Math.rint(view.width() / 2 - view.x() * view.scale());
    double top = Math.rint(view.height() / 2 - view.y() * view.scale());
    for (Key key : visible.keys()) {
      Image image = current.image(key);
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
    current.tiles.keySet().removeIf(key -> !kept.contains(key));
    wanted = Range.of(view, AHEAD);
    requestTiles(visible);
  }

  private void beginGeneration(MapTileStyle style) {
    if (current != null && !current.isEmpty()) {
      oldGenerations.add(current);
    }
    // Tiles in the colors of another theme would be conspicuous until the new ones are complete.
    oldGenerations.removeIf(
        old ->
            old.style.projection() != style.projection()
                || !old.style.colors().equals(style.colors()));
    if (oldGenerations.size() > MAX_OLD_GENERATIONS) {
      oldGenerations.remove(0);
    }
    current = new Generation(style);
  }

  private static void drawScaled(
      GraphicsContext gc, Viewport view, Generation old, Key key, Image image) {
    double scale = view.scale();
    double size = MapTileStyle.SIZE * scale / Viewport.scale(old.style.zoom());
    double left = key.column * size - view.x() * scale + view.width() / 2;
    double top = key.row * size - view.y() * scale + view.height() / 2;
    boolean visible =
        left < view.width() && left + size > 0 && top < view.height() && top + size > 0;
    if (image != null && visible) {
      // Whole pixels, or seams would be visible between tiles.
      double x = Math.floor(left);
      double y = Math.floor(top);
      gc.drawImage(image, x, y, Math.ceil(left + size) - x, Math.ceil(top + size) - y);
    }
  }

  private void requestTiles(Range visible) {
    List<MapTileQueue.Request> requests = new ArrayList<>();
    List<MapTileQueue.Request> ahead = new ArrayList<>();
    for (Key key : wanted.keys()) {
      Tile tile = current.tiles.computeIfAbsent(key, absent -> new Tile());
      if (tile.stale) {
        (visible.contains(key) ? requests : ahead).add(request(current, key, tile));
      }
    }
    requests.addAll(ahead);
    queue.replaceRequests(requests);
  }

  private MapTileQueue.Request request(Generation generation, Key key, Tile tile) {
    MapTileStyle style = generation.style;
    return new MapTileQueue.Request(
        new RequestKey(generation, key),
        () -> {
          // Before rendering: a thumbnail that arrives meanwhile makes the tile stale again.
          tile.stale = false;
          return MapTileRenderer.render(style, thumbnails, key.column, key.row);
        },
        pixels -> {
          tile.image =
              new WritableImage(
                  new PixelBuffer<>(
                      style.side(),
                      style.side(),
                      IntBuffer.wrap(pixels),
                      PixelFormat.getIntArgbPreInstance()));
          onChange.run();
        });
  }

  /**
   * Marks the tiles in a box as stale; they are drawn until they are rendered again.
   *
   * @param west of the box, world coordinates, like the others
   */
  void invalidate(double west, double north, double east, double south) {
    if (current == null) {
      return;
    }
    double tilesPerUnit = Viewport.scale(current.style.zoom()) / MapTileStyle.SIZE;
    current.tiles.forEach(
        (key, tile) -> {
          double worldCopy = Math.floor((key.column + 0.5) / tilesPerUnit);
          for (double copy = worldCopy - 1; copy <= worldCopy + 1; copy++) {
            if ((east + copy) * tilesPerUnit >= key.column
                && (west + copy) * tilesPerUnit <= key.column + 1
                && south * tilesPerUnit >= key.row
                && north * tilesPerUnit <= key.row + 1) {
              tile.stale = true;
            }
          }
        });
    onChange.run();
  }

  /** Whether a visible tile was missing when the map was last drawn. */
  boolean hasMissingTiles() {
    return missingTiles;
  }

  /** Whether a visible tile, of this or an earlier style, was drawn. */
  boolean hasDrawnTiles() {
    return drawnTiles;
  }

  /** Whether all requested tiles are rendered; others that are kept may be stale. */
  boolean isComplete() {
    return current != null
        && queue.isIdle()
        && current.tiles.entrySet().stream()
            .filter(entry -> wanted.contains(entry.getKey()))
            .noneMatch(entry -> entry.getValue().stale || entry.getValue().image == null);
  }
}
