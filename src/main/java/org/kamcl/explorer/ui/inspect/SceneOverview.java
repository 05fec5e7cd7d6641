package org.kamcl.explorer.ui.inspect;

import java.nio.IntBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/**
 * The scene of the inspected tile, small: its tiles are outlined, the inspected one is framed. A
 * click, or an arrow key, inspects another tile.
 */
final class SceneOverview extends Region {
  /** Largest height relative to the width. */
  private static final double HIGHEST = 0.75;

  /** Tiles that are narrower than this are not outlined, units of the layout. */
  private static final double NARROWEST = 4;

  private final ImageView view = new ImageView();
  private final Rectangle ground = new Rectangle();
  private final Path outlines = new Path();
  private final Rectangle frame = new Rectangle();
  private final Rectangle hover = new Rectangle();
  private final Consumer<ImageRecord> open;
  private List<ImageRecord> tiles = List.of();
  private ImageRecord shown;
  private int columns = 1;
  private int rows = 1;

  /**
   * @param open inspects a tile
   */
  SceneOverview(Consumer<ImageRecord> open) {
    this.open = open;
    setId("scene");
    getStyleClass().add("scene-overview");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    ground.getStyleClass().add("scene-ground");
    outlines.getStyleClass().add("scene-outlines");
    frame.getStyleClass().add("image-frame");
    hover.getStyleClass().add("scene-hover");
    hover.setVisible(false);
    view.setPreserveRatio(false);
    view.setSmooth(true);
    List.of(ground, view, outlines, hover, frame)
        .forEach(
            node -> {
              node.setManaged(false);
              node.setMouseTransparent(true);
              getChildren().add(node);
            });
    setPickOnBounds(true);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(tileAt(event.getX(), event.getY())));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(Optional.empty()));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /**
   * Shows a tile within its scene.
   *
   * @param tile the inspected one
   * @param all tiles of the scene, the inspected one included
   * @param width columns of the scene
   * @param height rows of the scene
   */
  void show(ImageRecord tile, List<ImageRecord> all, int width, int height) {
    shown = tile;
    tiles = all;
    columns = Math.max(1, width);
    rows = Math.max(1, height);
    hover.setVisible(false);
    requestLayout();
  }

  /** Sets the pixels of the scene, or null while there are none. */
  void setPixels(ArgbImage pixels) {
    view.setImage(pixels == null ? null : image(pixels));
  }

  private static Image image(ArgbImage source) {
    return new WritableImage(
        new PixelBuffer<>(
            source.width(),
            source.height(),
            IntBuffer.wrap(source.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }

  private double scale() {
    return Math.min(getWidth() / columns, HIGHEST * getWidth() / rows);
  }

  /** The tile at a position; the one whose center is nearest where tiles overlap. */
  Optional<ImageRecord> tileAt(double x, double y) {
    double column = x / scale();
    double row = y / scale();
    return tiles.stream()
        .filter(tile -> contains(bounds(tile), column, row))
        .min(Comparator.comparingDouble(tile -> distance(bounds(tile), column, row)));
  }

  private static boolean contains(TileBounds tile, double column, double row) {
    return column >= tile.x()
        && row >= tile.y()
        && column < tile.x() + tile.width()
        && row < tile.y() + tile.height();
  }

  private static double distance(TileBounds tile, double column, double row) {
    return Math.hypot(tile.x() + tile.width() / 2.0 - column, tile.y() + tile.height() / 2.0 - row);
  }

  private static TileBounds bounds(ImageRecord tile) {
    return tile.tile().orElse(new TileBounds(0, 0, tile.width(), tile.height()));
  }

  private void clicked(MouseEvent event) {
    requestFocus();
    if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
      tileAt(event.getX(), event.getY()).filter(tile -> tile.id() != shown.id()).ifPresent(open);
    }
    event.consume();
  }

  private void hover(Optional<ImageRecord> tile) {
    hover.setVisible(tile.isPresent());
    tile.ifPresent(there -> place(hover, bounds(there)));
  }

  private void key(KeyEvent event) {
    if (shown == null || event.isAltDown() || event.isShortcutDown()) {
      return;
    }
    Optional<ImageRecord> next =
        switch (event.getCode()) {
          case LEFT -> neighbor(-1, 0);
          case RIGHT -> neighbor(1, 0);
          case UP -> neighbor(0, -1);
          case DOWN -> neighbor(0, 1);
          default -> null;
        };
    if (next != null) {
      next.ifPresent(open);
      event.consume();
    }
  }

  /** The nearest tile in a direction: farther along it than aside. */
  private Optional<ImageRecord> neighbor(int right, int down) {
    TileBounds from = bounds(shown);
    double x = from.x() + from.width() / 2.0;
    double y = from.y() + from.height() / 2.0;
    return tiles.stream()
        .filter(
            tile -> {
              TileBounds to = bounds(tile);
              double dx = to.x() + to.width() / 2.0 - x;
              double dy = to.y() + to.height() / 2.0 - y;
              double along = dx * right + dy * down;
              return along > 0 && along >= Math.abs(dx * down + dy * right);
            })
        .min(Comparator.comparingDouble(tile -> distance(bounds(tile), x, y)));
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double available = Math.max(1, width);
    return Math.ceil(rows * Math.min(available / columns, HIGHEST * available / rows));
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double scale = scale();
    ground.setWidth(columns * scale);
    ground.setHeight(rows * scale);
    view.setFitWidth(columns * scale);
    view.setFitHeight(rows * scale);
    outlines.getElements().clear();
    for (ImageRecord tile : tiles) {
      TileBounds bounds = bounds(tile);
      if (bounds.width() * scale >= NARROWEST) {
        double left = Math.rint(bounds.x() * scale) + 0.5;
        double top = Math.rint(bounds.y() * scale) + 0.5;
        double right = Math.rint((bounds.x() + bounds.width()) * scale) - 0.5;
        double bottom = Math.rint((bounds.y() + bounds.height()) * scale) - 0.5;
        outlines
            .getElements()
            .addAll(
                new MoveTo(left, top),
                new LineTo(right, top),
                new LineTo(right, bottom),
                new LineTo(left, bottom),
                new LineTo(left, top));
      }
    }
    if (shown != null) {
      place(frame, bounds(shown));
    }
  }

  private void place(Rectangle rectangle, TileBounds bounds) {
    double scale = scale();
    rectangle.setX(bounds.x() * scale);
    rectangle.setY(bounds.y() * scale);
    rectangle.setWidth(Math.max(3, bounds.width() * scale));
    rectangle.setHeight(Math.max(3, bounds.height() * scale));
  }
}
