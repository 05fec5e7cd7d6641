package org.kamcl.explorer.ui.concepts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Draws images in place of the points that are looked at closely, as far as there is space. */
final class PlotThumbnails {
  /** Images are drawn if at most so many points are seen. */
  static final int MOST_POINTS = 160;

  /** Side of an image, pixels. */
  static final double SIDE = 44;

  private static final double FADED = 0.4;
  private static final double GAP = 4;
  private static final double BORDER = 2;

  private final ThumbnailLoader loader;
  private final Runnable loaded;
  private final Map<Long, Image> images = new HashMap<>();
  private final Map<Long, TaskExecutor.Cancellable> requests = new HashMap<>();

  /**
   * @param loaded is called when another image can be drawn
   */
  PlotThumbnails(ThumbnailLoader loader, Runnable loaded) {
    this.loader = loader;
    this.loaded = loaded;
  }

  /**
   * A point that is seen.
   *
   * @param image its image
   * @param x place on the screen, pixels
   * @param y place on the screen, pixels
   * @param color of the point
   * @param faded whether others are selected
   */
  record Seen(ImageRecord image, double x, double y, Color color, boolean faded) {}

  /** Draws the images of points, the first of those that would overlap. */
  void draw(GraphicsContext graphics, List<Seen> points, double scale) {
    List<Seen> placed = new ArrayList<>();
    for (Seen point : points) {
      if (placed.stream().noneMatch(other -> overlap(point, other))) {
        placed.add(point);
      }
    }
    Set<Long> wanted =
        Set.copyOf(placed.stream().map(point -> point.image().id()).distinct().toList());
    requests.entrySet().removeIf(request -> cancelled(request, wanted));
    images.keySet().retainAll(wanted);
    for (Seen point : placed) {
      Image image = images.get(point.image().id());
      if (image == null) {
        load(point.image(), (int) Math.round(SIDE * scale));
      } else {
        draw(graphics, point, image);
      }
    }
  }

  private static boolean cancelled(
      Map.Entry<Long, TaskExecutor.Cancellable> request, Set<Long> wanted) {
    if (wanted.contains(request.getKey())) {
      return false;
    }
    request.getValue().cancel();
    return true;
  }

  private static boolean overlap(Seen a, Seen b) {
    return Math.abs(a.x() - b.x()) < SIDE + GAP && Math.abs(a.y() - b.y()) < SIDE + GAP;
  }

  private void load(ImageRecord image, int side) {
    if (requests.containsKey(image.id())) {
      return;
    }
    // A file that cannot be read stays a point.
    requests.put(image.id(), () -> {});
    TaskExecutor.Cancellable request =
        loader.load(
            image,
            2 * side,
            found -> {
              images.put(image.id(), found);
              loaded.run();
            },
            failure -> {});
    requests.put(image.id(), request);
  }

  private static void draw(GraphicsContext graphics, Seen point, Image image) {
    double square = Math.min(image.getWidth(), image.getHeight());
    double left = Math.round(point.x() - SIDE / 2);
    double top = Math.round(point.y() - SIDE / 2);
    graphics.setGlobalAlpha(point.faded() ? FADED : 1);
    graphics.setFill(point.color());
    graphics.fillRoundRect(left - BORDER, top - BORDER, SIDE + 2 * BORDER, SIDE + 2 * BORDER, 6, 6);
    graphics.drawImage(
        image,
        (image.getWidth() - square) / 2,
        (image.getHeight() - square) / 2,
        square,
        square,
        left,
        top,
        SIDE,
        SIDE);
    graphics.setGlobalAlpha(1);
  }

  /** Forgets all images, and requests no more. */
  void clear() {
    requests.values().forEach(TaskExecutor.Cancellable::cancel);
    requests.clear();
    images.clear();
  }
}
