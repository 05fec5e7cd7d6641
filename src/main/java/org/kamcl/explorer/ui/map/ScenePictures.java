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
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.PixelTile;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.task.Background;

/** Sees to it that the images in view have their pictures, and the others do not. */
final class ScenePictures {
  /** More are not recognised, only loaded; those nearest to the middle come first. */
  private static final int MOST = 120;

  private static final int[] SIDES = {64, 128, 256, 512};

  private final Pictures pictures;
  private final ScenePixels pixels;
  private final Arrived arrived;
  private final Map<Long, Wish> wishes = new HashMap<>();

  ScenePictures(Pictures pictures, ScenePixels pixels, Arrived arrived) {
    this.pictures = pictures;
    this.pixels = pixels;
    this.arrived = arrived;
  }

  /** Is told where a picture came; a box of world coordinates. */
  @FunctionalInterface
  interface Arrived {
    /** West, north, east, south. */
    void at(double west, double north, double east, double south);
  }

  private static final class Wish {
    private int side;
    private boolean open;
    private Background.Pending pending = () -> {};
  }

  private record Seen(int item, double away, int side) {}

  /**
   * Asks for what is seen and forgets the rest.
   *
   * @param density of the screen
   */
  void show(FootprintTree tree, Viewport view, double density) {
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
                entry.getValue().pending.cancel();
                pixels.remove(entry.getKey());
              }
              return gone;
            });
  }

  private static List<Seen> seen(FootprintTree tree, Viewport view, double density) {
    List<Seen> seen = new ArrayList<>();
    if (tree.projection() != view.projection()) {
      return seen;
    }
    double scale = view.scale();
    double least = FootprintPainter.PICTURE_SIDE / scale;
    // As far as tiles are painted ahead.
    double ahead = TileStyle.SIZE / 2.0;
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
            int side = side(tree.side(item) * scale * density);
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

  private void wish(FootprintTree tree, int item, ImageRecord image, int side) {
    Wish wish = wishes.computeIfAbsent(image.id(), id -> new Wish());
    if (wish.side >= side) {
      return;
    }
    wish.pending.cancel();
    wish.side = side;
    wish.open = true;
    wish.pending =
        pictures.load(
            image,
            side,
            loaded -> {
              wish.open = false;
              pixels.put(image.id(), tile(loaded));
              arrived.at(tree.west(item), tree.north(item), tree.east(item), tree.south(item));
            },
            // Its outline stays; the results say which file is gone.
            failure -> wish.open = false);
  }

  private static PixelTile tile(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new PixelTile(width, height, argb);
  }

  /** Whether none is on its way. */
  boolean complete() {
    return wishes.values().stream().noneMatch(wish -> wish.open);
  }
}
