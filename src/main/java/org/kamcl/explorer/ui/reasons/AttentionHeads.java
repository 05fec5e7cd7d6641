package org.kamcl.explorer.ui.reasons;

import java.util.Arrays;
import java.util.function.BiConsumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The attention of all heads of all layers as small pictures: one row per layer, one column per
 * head. A click, or the arrow keys, choose one.
 */
final class AttentionHeads extends Region {
  private static final double GAP = 2;

  /** Smallest width and height of the image of a head, pixels. */
  private static final int SIDE = 48;

  private final Messages messages;
  private final Region frame = new Region();
  private final Tooltip tip = new Tooltip();
  private double[][][][] layers = new double[0][][][];
  private ImageView[][] pictures = new ImageView[0][];
  private BiConsumer<Integer, Integer> onChosen = (layer, head) -> {};
  private int layer = -1;
  private int head = -1;

  AttentionHeads(Messages messages) {
    this.messages = messages;
    getStyleClass().add("attention-heads");
    frame.getStyleClass().add("attention-frame");
    frame.setMouseTransparent(true);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    Tooltip.install(this, tip);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          requestFocus();
          choose(rowAt(event.getY()), columnAt(event.getX()));
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::press);
  }

  void onChosen(BiConsumer<Integer, Integer> action) {
    onChosen = action;
  }

  /**
   * Shows attention; no head is chosen.
   *
   * @param attention [layer][head][N][N]
   */
  void show(double[][][][] attention) {
    layers = attention;
    getChildren().clear();
    pictures = new ImageView[layers.length][];
    for (int l = 0; l < layers.length; l++) {
      pictures[l] = new ImageView[layers[l].length];
      for (int h = 0; h < layers[l].length; h++) {
        ImageView view = new ImageView(AttentionMatrix.image(layers[l][h], SIDE));
        view.setSmooth(false);
        pictures[l][h] = view;
        getChildren().add(view);
      }
    }
    getChildren().add(frame);
    clear();
  }

  /** Chooses no head. */
  void clear() {
    layer = -1;
    head = -1;
    frame.setVisible(false);
    setAccessibleText(messages.text("reasons.attention.heads"));
    requestLayout();
  }

  private void choose(int row, int column) {
    if (layers.length == 0) {
      return;
    }
    layer = Math.max(0, Math.min(layers.length - 1, row));
    head = Math.max(0, Math.min(layers[layer].length - 1, column));
    frame.setVisible(true);
    setAccessibleText(name(layer, head));
    requestLayout();
    onChosen.accept(layer, head);
  }

  private void press(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code.isArrowKey()) {
      int down = code == KeyCode.DOWN ? 1 : code == KeyCode.UP ? -1 : 0;
      int right = code == KeyCode.RIGHT ? 1 : code == KeyCode.LEFT ? -1 : 0;
      choose(layer < 0 ? 0 : layer + down, head < 0 ? 0 : head + right);
      event.consume();
    }
  }

  private void point(MouseEvent event) {
    if (layers.length > 0) {
      int row = Math.max(0, Math.min(layers.length - 1, rowAt(event.getY())));
      int column = Math.max(0, Math.min(layers[row].length - 1, columnAt(event.getX())));
      tip.setText(name(row, column));
    }
  }

  private String name(int row, int column) {
    return messages.text("reasons.attention.head", row + 1, column + 1);
  }

  private int rowAt(double y) {
    return (int) (y / (side(getWidth()) + GAP));
  }

  private int columnAt(double x) {
    return (int) (x / (side(getWidth()) + GAP));
  }

  private int columns() {
    return Arrays.stream(layers).mapToInt(heads -> heads.length).max().orElse(0);
  }

  private double side(double width) {
    int columns = Math.max(1, columns());
    return Math.max(4, Math.min(24, Math.floor((width - GAP * (columns - 1)) / columns)));
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    return layers.length * (side(width < 0 ? 200 : width) + GAP);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 200;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double side = side(getWidth());
    for (int l = 0; l < pictures.length; l++) {
      for (int h = 0; h < pictures[l].length; h++) {
        ImageView view = pictures[l][h];
        view.setFitWidth(side);
        view.setFitHeight(side);
        view.relocate(h * (side + GAP), l * (side + GAP));
      }
    }
    frame.resizeRelocate(
        head * (side + GAP) - GAP, layer * (side + GAP) - GAP, side + 2 * GAP, side + 2 * GAP);
  }
}
