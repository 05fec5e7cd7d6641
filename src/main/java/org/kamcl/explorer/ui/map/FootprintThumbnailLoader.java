package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.FootprintRenderer;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.MapTileStyle;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Loads the thumbnails of visible footprints and unloads all others. */
final class FootprintThumbnailLoader {
  /** Those nearest to the center of the map are loaded. */
  private static final int MAX_THUMBNAILS = 120;

  private static final int[] SIDES = {64, 128, 256, 512};

  private final ThumbnailLoader loader;
  private final FootprintThumbnails thumbnails;
  private final ThumbnailListener listener;
  private final Map<Long, Request> requests = new HashMap<>();

  FootprintThumbnailLoader(
      ThumbnailLoader loader, FootprintThumbnails thumbnails, ThumbnailListener listener) {
    this.loader = loader;
    this.thumbnails = thumbnails;
    this.listener = listener;
  }

  /** Is notified when a thumbnail is loaded. */
  @FunctionalInterface
  interface ThumbnailListener {
    /** The bounding box of the footprint, world coordinates. */
    void thumbnailLoaded(double west, double north, double east, double south);
  }

  private static final class Request {
    private int side;
    private boolean pending;
    private TaskExecutor.Cancellable loading = () -> {};
  }

  /**
   * @param distance from the center of the map, world units
   * @param side of the thumbnail, pixels
   */
  private record Visible(FootprintIndex.Item item, double distance, int side) {}

  /**
   * Requests the thumbnails of visible footprints and discards the rest.
   *
   * @param density pixel density of the screen
   */
  void update(FootprintIndex index, Viewport view, double density) {
    List<Visible> visible = visible(index, view, density);
    Set<Long> wanted = new HashSet<>();
    for (Visible each : visible) {
      wanted.add(each.item().image().id());
      request(each.item(), each.side());
    }
    requests
        .entrySet()
        .removeIf(
            entry -> {
              boolean unwanted = !wanted.contains(entry.getKey());
              if (unwanted) {
                entry.getValue().loading.cancel();
                thumbnails.remove(entry.getKey());
              }
              return unwanted;
            });
  }

  private static List<Visible> visible(FootprintIndex index, Viewport view, double density) {
    List<Visible> visible = new ArrayList<>();
    if (index.projection() != view.projection()) {
      return visible;
    }
    double scale = view.scale();
    double minSide = FootprintRenderer.MIN_THUMBNAIL_SIDE / scale;
    // Tiles are rendered ahead by up to this many pixels.
    double ahead = MapTileStyle.SIZE / 2.0;
    int first = (int) Math.floor(view.worldX(-ahead)) - 1;
    int last = (int) Math.floor(view.worldX(view.width() + ahead)) + 1;
    for (int copy = first; copy <= last; copy++) {
      double shift = copy;
      index.query(
          view.worldX(-ahead) - shift,
          view.worldY(-ahead),
          view.worldX(view.width() + ahead) - shift,
          view.worldY(view.height() + ahead),
          minSide,
          item -> {
            double dx = item.centerX() + shift - view.x();
            double dy = item.centerY() - view.y();
            int side = side(item.longerSide() * scale * density);
            visible.add(new Visible(item, Math.hypot(dx, dy), side));
          });
    }
    visible.sort(Comparator.comparingDouble(Visible::distance));
    return visible.size() > MAX_THUMBNAILS ? visible.subList(0, MAX_THUMBNAILS) : visible;
  }

  private static int side(double pixels) {
    for (int side : SIDES) {
      if (side >= pixels) {
        return side;
      }
    }
    return SIDES[SIDES.length - 1];
  }

  private void request(FootprintIndex.Item item, int side) {
    long imageId = item.image().id();
    Request request = requests.computeIfAbsent(imageId, id -> new Request());
    if (request.side >= side) {
      return;
    }
    request.loading.cancel();
    request.side = side;
    request.pending = true;
    request.loading =
        loader.load(
            item.image(),
            side,
            loaded -> {
              request.pending = false;
              thumbnails.put(imageId, toArgb(loaded));
              listener.thumbnailLoaded(item.west(), item.north(), item.east(), item.south());
            },
            // The outline remains; the results show which file is missing.
            failure -> request.pending = false);
  }

  private static ArgbImage toArgb(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new ArgbImage(width, height, argb);
  }

  /** Whether no thumbnail is being loaded. */
  boolean isComplete() {
    return requests.values().stream().noneMatch(request -> request.pending);
  }
}
