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
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Sees to it that the images in view have their pictures, and the others do not. */
final class FootprintThumbnailLoader {
  /** More are not recognised, only loaded; those nearest to the middle come first. */
  private static final int MOST = 120;

  private static final int[] SIDES = {64, 128, 256, 512};

  private final ThumbnailLoader thumbnailLoader;
  private final FootprintThumbnails pixels;
  private final ThumbnailListener thumbnailListener;
  private final Map<Long, Request> wishes = new HashMap<>();

  FootprintThumbnailLoader(
      ThumbnailLoader thumbnailLoader,
      FootprintThumbnails pixels,
      ThumbnailListener thumbnailListener) {
    this.thumbnailLoader = thumbnailLoader;
    this.pixels = pixels;
    this.thumbnailListener = thumbnailListener;
  }

  /** Is told where a picture came; a box of world coordinates. */
  @FunctionalInterface
  interface ThumbnailListener {
    /** West, north, east, south. */
    void thumbnailLoaded(double west, double north, double east, double south);
  }

  private static final class Request {
    private int side;
    private boolean open;
    private TaskExecutor.Cancellable cancellable = () -> {};
  }

  private record Seen(int item, double away, int side) {}

  /**
   * Asks for what is seen and forgets the rest.
   *
   * @param density of the screen
   */
  void show(FootprintIndex tree, Viewport view, double density) {
    List<Seen> seen = seen(tree, view, density);
    Set<Long> wanted = new HashSet<>();
    for (Seen each : seen) {
      ImageRecord image = tree.image(each.item());
      wanted.add(image.id());
      wish(tree, each.item(), image, each.side());
    }
    wishes
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.contains(entry.getKey());
              if (gone) {
                entry.getValue().cancellable.cancel();
                pixels.remove(entry.getKey());
              }
              return gone;
            });
  }

  private static List<Seen> seen(FootprintIndex tree, Viewport view, double density) {
    List<Seen> seen = new ArrayList<>();
    if (tree.projection() != view.projection()) {
      return seen;
    }
    double scale = view.scale();
    double least = FootprintRenderer.PICTURE_SIDE / scale;
    // As far as tiles are painted ahead.
    double ahead = MapTileStyle.SIZE / 2.0;
    int first = (int) Math.floor(view.worldX(-ahead)) - 1;
    int last = (int) Math.floor(view.worldX(view.width() + ahead)) + 1;
    for (int turn = first; turn <= last; turn++) {
      double shift = turn;
      tree.query(
          view.worldX(-ahead) - shift,
          view.worldY(-ahead),
          view.worldX(view.width() + ahead) - shift,
          view.worldY(view.height() + ahead),
          least,
          item -> {
            double dx = (tree.west(item) + tree.east(item)) / 2 + shift - view.x();
            double dy = (tree.north(item) + tree.south(item)) / 2 - view.y();
            int side = side(tree.longerSide(item) * scale * density);
            seen.add(new Seen(item, Math.hypot(dx, dy), side));
            return true;
          });
    }
    seen.sort(Comparator.comparingDouble(Seen::away));
    return seen.size() > MOST ? seen.subList(0, MOST) : seen;
  }

  private static int side(double pixels) {
    for (int side : SIDES) {
      if (side >= pixels) {
        return side;
      }
    }
    return SIDES[SIDES.length - 1];
  }

  private void wish(FootprintIndex tree, int item, ImageRecord image, int side) {
    Request request = wishes.computeIfAbsent(image.id(), id -> new Request());
    if (request.side >= side) {
      return;
    }
    request.cancellable.cancel();
    request.side = side;
    request.open = true;
    request.cancellable =
        thumbnailLoader.load(
            image,
            side,
            loaded -> {
              request.open = false;
              pixels.put(image.id(), tile(loaded));
              thumbnailListener.thumbnailLoaded(
                  tree.west(item), tree.north(item), tree.east(item), tree.south(item));
            },
            // Its outline stays; the results say which file is gone.
            failure -> request.open = false);
  }

  private static ArgbImage tile(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new ArgbImage(width, height, argb);
  }

  /** Whether none is on its way. */
  boolean isComplete() {
    return wishes.values().stream().noneMatch(request -> request.open);
  }
}
