package org.kamcl.explorer.ui.reasons;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Attention of words on words as a grid of colors: each row is a word that reads, each column a
 * word that is read. The brightest color is that of the largest value in the columns of words;
 * start and end token may exceed it.
 */
final class AttentionMatrix extends Region {
  private static final double GAP = 4;

  /** Cells are at most so large, in lines of text. */
  private static final double LARGEST_CELL = 2;

  /** Words above the columns are left out if a column is narrower than this part of a line. */
  private static final double LEAST_COLUMN = 0.8;

  private static final double LABEL_SHARE = 0.34;

  /** Smallest width and height of the image of the cells, pixels. */
  private static final int SIDE = 240;

  private final Messages messages;
  private final List<Label> rows = new ArrayList<>();
  private final List<Label> columns = new ArrayList<>();
  private final List<Node> columnNodes = new ArrayList<>();
  private final ImageView cells = new ImageView();
  private final Label reading = new Label();
  private List<String> words = List.of();
  private double[][] values = new double[0][];

  AttentionMatrix(Messages messages) {
    this.messages = messages;
    getStyleClass().add("attention-matrix");
    cells.setSmooth(false);
    reading.getStyleClass().addAll("small", "muted");
    reading.setWrapText(true);
    cells.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    cells.addEventHandler(MouseEvent.MOUSE_EXITED, event -> readStrongest());
  }

  /**
   * Shows attention.
   *
   * @param wordsOf words of rows and columns, N
   * @param attention [N][N]; rows add up to 1
   */
  void show(List<String> wordsOf, double[][] attention) {
    words = wordsOf;
    values = attention;
    int size = words.size();
    rows.clear();
    columns.clear();
    columnNodes.clear();
    for (String word : words) {
      Label row = label(word);
      row.setAlignment(Pos.CENTER_RIGHT);
      rows.add(row);
      Label column = label(word);
      column.setRotate(-90);
      columns.add(column);
      columnNodes.add(new Group(column));
    }
    cells.setImage(image(values, SIDE));
    getChildren().setAll(rows);
    getChildren().addAll(columnNodes);
    getChildren().addAll(cells, reading);
    setAccessibleText(messages.text("reasons.attention.grid", size));
    readStrongest();
    requestLayout();
  }

  private static Label label(String word) {
    Label label = new Label(word);
    label.getStyleClass().add("small");
    if (word.startsWith("[")) {
      label.getStyleClass().add("muted");
    }
    return label;
  }

  /**
   * Attention as colors, in squares of whole pixels, since JavaFX blurs what it enlarges.
   *
   * @param attention [N][N]
   * @param least width and height in pixels
   */
  static WritableImage image(double[][] attention, int least) {
    int size = attention.length;
    int cell = Math.max(1, (least + size - 1) / size);
    int side = size * cell;
    double most = mostBetweenWords(attention);
    int[] argb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        argb[y * side + x] = Cividis.argb(most <= 0 ? 0 : attention[y / cell][x / cell] / most);
      }
    }
    WritableImage image = new WritableImage(side, side);
    image
        .getPixelWriter()
        .setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
    return image;
  }

  /** The largest value in the columns of words; the start token often takes most of it all. */
  private static double mostBetweenWords(double[][] attention) {
    double most = 0;
    for (double[] row : attention) {
      for (int c = 1; c < row.length - 1; c++) {
        most = Math.max(most, row[c]);
      }
    }
    return most;
  }

  private void point(MouseEvent event) {
    double cell = cells.getFitWidth() / words.size();
    int row = (int) Math.min(words.size() - 1.0, event.getY() / cell);
    int column = (int) Math.min(words.size() - 1.0, event.getX() / cell);
    read(Math.max(0, row), Math.max(0, column));
  }

  /** Describes the word that is read most by another word. */
  private void readStrongest() {
    int bestRow = -1;
    int bestColumn = -1;
    for (int r = 1; r < values.length - 1; r++) {
      for (int c = 1; c < values.length - 1; c++) {
        boolean better = bestRow < 0 || values[r][c] > values[bestRow][bestColumn];
        if (r != c && better) {
          bestRow = r;
          bestColumn = c;
        }
      }
    }
    if (bestRow < 0) {
      reading.setText(messages.text("reasons.attention.hint"));
    } else {
      read(bestRow, bestColumn);
    }
  }

  private void read(int row, int column) {
    reading.setText(
        messages.text(
            "reasons.attention.cell",
            words.get(row),
            words.get(column),
            Math.round(100 * values[row][column])));
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double line() {
    return rows.isEmpty() ? 0 : rows.get(0).prefHeight(-1);
  }

  private double labelWidth(double width) {
    double widest = rows.stream().mapToDouble(label -> label.prefWidth(-1)).max().orElse(0);
    return Math.ceil(Math.min(widest, width * LABEL_SHARE));
  }

  private double cell(double width) {
    if (words.isEmpty()) {
      return 0;
    }
    double free = width - labelWidth(width) - GAP;
    return Math.max(1, Math.floor(Math.min(LARGEST_CELL * line(), free / words.size())));
  }

  private double headHeight(double width) {
    return cell(width) < LEAST_COLUMN * line() ? 0 : labelWidth(width) + GAP;
  }

  @Override
  protected double computePrefHeight(double width) {
    if (words.isEmpty()) {
      return 0;
    }
    double available = width < 0 ? 200 : width;
    return headHeight(available)
        + cell(available) * words.size()
        + GAP
        + reading.prefHeight(available);
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
    if (words.isEmpty()) {
      return;
    }
    double width = getWidth();
    double cell = cell(width);
    double left = labelWidth(width) + GAP;
    double top = headHeight(width);
    double line = line();
    for (int i = 0; i < words.size(); i++) {
      rows.get(i).resizeRelocate(0, top + cell * i + (cell - line) / 2, left - GAP, line);
      Label column = columns.get(i);
      Node node = columnNodes.get(i);
      node.setVisible(top > 0);
      double length = Math.min(column.prefWidth(-1), Math.max(0, top - GAP));
      column.resize(length, line);
      // The group lies around the turned label; its lower end is at the cells.
      node.relocate(left + cell * i + (cell - line) / 2, top - GAP - length);
    }
    double side = cell * words.size();
    cells.setFitWidth(side);
    cells.setFitHeight(side);
    cells.relocate(left, top);
    reading.resizeRelocate(0, top + side + GAP, width, reading.prefHeight(width));
  }
}
