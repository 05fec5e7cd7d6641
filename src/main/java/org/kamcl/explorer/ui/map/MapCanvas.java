package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

/** The map itself: one canvas, drawn again once a pulse when something changed. */
final class MapCanvas extends Region {
  private static final double WHEEL_STEP = 0.35;
  private static final double DRAG_BEGINS = 4;
  private static final double SMALL_TYPE = 11.0 / 13;

  private final MapViewModel model;
  private final Canvas canvas = new Canvas();
  private final MapPalette palette = new MapPalette(this::requestLayout);
  private final GroundPainter ground =
      new GroundPainter(canvas.getGraphicsContext2D(), palette::of);
  private final LabelPainter labels = new LabelPainter(canvas.getGraphicsContext2D(), palette::of);
  private final MarkPainter marks = new MarkPainter(canvas.getGraphicsContext2D(), palette::of);

  /** Never seen; its font follows the style sheets and the text size. */
  private final Label type = new Label();

  private final ObjectProperty<Image> earth = new SimpleObjectProperty<>();
  private List<Node> covers = List.of();
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragging;

  MapCanvas(MapViewModel model) {
    this.model = model;
    getStyleClass().add("map-canvas");
    setMinSize(0, 0);
    type.setManaged(false);
    type.setVisible(false);
    type.fontProperty().addListener((p, before, now) -> requestLayout());
    getChildren().addAll(canvas, palette, type);
    widthProperty().addListener((p, before, now) -> resized());
    heightProperty().addListener((p, before, now) -> resized());
    model.viewportProperty().addListener((p, before, now) -> requestLayout());
    model.basemapProperty().addListener((p, before, now) -> requestLayout());
    model.groundProperty().addListener((p, before, now) -> requestLayout());
    model.selection().selectedProperty().addListener((p, before, now) -> requestLayout());
    model.selection().hits().addListener((ListChangeListener<SearchHit>) change -> requestLayout());
    model.images().addListener((ListChangeListener<ImageRecord>) change -> requestLayout());
    earth.addListener((p, before, now) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
  }

  /** Names keep clear of what lies over the map. */
  void coveredBy(List<Node> nodes) {
    covers = List.copyOf(nodes);
    covers.forEach(node -> node.boundsInParentProperty().addListener(p -> requestLayout()));
  }

  ObjectProperty<Image> earthProperty() {
    return earth;
  }

  private void resized() {
    if (getWidth() > 0 && getHeight() > 0) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      model.resize(getWidth(), getHeight());
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    Viewport view = model.viewport();
    String family = type.getFont().getFamily();
    double size = type.getFont().getSize() * SMALL_TYPE;
    Font small = Font.font(family, size);
    Font bold = Font.font(family, FontWeight.BOLD, size);
    double picture =
        GroundPainter.pictureShare(model.groundProperty().get(), view.zoom(), earth.get() != null);
    ground.paint(view, model.basemapProperty().get(), earth.get(), picture);
    List<ImageRecord> images = model.images();
    List<MapMark> found = model.marks();
    marks.footprints(view, images);
    labels.font(picture > 0.5 ? bold : small);
    labels.paint(view, model.basemapProperty().get(), picture, taken(found));
    marks.marks(found, model.selection().selected(), bold);
  }

  private List<Bounds> taken(List<MapMark> found) {
    List<Bounds> taken = new ArrayList<>(MarkPainter.boxes(found));
    covers.stream().filter(Node::isVisible).map(Node::getBoundsInParent).forEach(taken::add);
    return taken;
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedX = lastX = event.getX();
    pressedY = lastY = event.getY();
    dragging = false;
  }

  private void dragged(MouseEvent event) {
    double moved = Math.hypot(event.getX() - pressedX, event.getY() - pressedY);
    if (event.getButton() != MouseButton.PRIMARY || (!dragging && moved < DRAG_BEGINS)) {
      return;
    }
    dragging = true;
    setCursor(Cursor.CLOSED_HAND);
    model.drag(event.getX() - lastX, event.getY() - lastY);
    lastX = event.getX();
    lastY = event.getY();
  }

  private void released(MouseEvent event) {
    setCursor(Cursor.DEFAULT);
    if (dragging || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (event.getClickCount() == 2) {
      model.zoom(event.getX(), event.getY(), 1);
    } else {
      model.click(event.getX(), event.getY());
    }
  }

  private void moved(MouseEvent event) {
    setCursor(model.markAt(event.getX(), event.getY()).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      model.zoom(event.getX(), event.getY(), Math.signum(event.getDeltaY()) * WHEEL_STEP);
      event.consume();
    }
  }
}
