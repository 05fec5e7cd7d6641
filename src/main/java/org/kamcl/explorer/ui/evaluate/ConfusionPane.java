package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.evaluation.CategoryConfusion;
import org.kamcl.explorer.ui.text.Messages;

/** Which categories rank first for the captions of others: a matrix, and the worst pairs. */
final class ConfusionPane extends VBox {
  private static final int WORST = 8;

  /** The share from which a cell has its full color; larger ones are on the diagonal only. */
  private static final double FULL = 0.5;

  private final EvaluateViewModel model;
  private final Messages messages;
  private final Matrix matrix = new Matrix();
  private final Label pointed = new Label();
  private final VBox pairs = new VBox();

  ConfusionPane(EvaluateViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("confusion");
    getStyleClass().add("confusion-pane");
    pointed.getStyleClass().addAll("muted", "small");
    pointed.setWrapText(true);
    getChildren().addAll(matrix, pointed, pairs);
  }

  /** Shows the confusion of an evaluation. */
  void show(EvaluationDetails details) {
    CategoryConfusion confusion = details.confusion();
    pointed.setText(messages.text("evaluate.confusion.point"));
    matrix.show(confusion);
    pairs.getChildren().clear();
    for (CategoryConfusion.Pair pair : confusion.worst(WORST)) {
      Button row = new Button(text(pair));
      row.setMnemonicParsing(false);
      row.getStyleClass().addAll("flat", "confusion-pair");
      row.setMaxWidth(Double.MAX_VALUE);
      row.setOnAction(event -> choose(pair.wanted(), pair.first()));
      pairs.getChildren().add(row);
    }
  }

  private String text(CategoryConfusion.Pair pair) {
    return messages.text(
        "evaluate.confusion.pair", pair.wanted(), pair.first(), pair.captions(), pair.share());
  }

  private void choose(String wanted, String first) {
    model
        .cases()
        .filterProperty()
        .set(model.cases().filterProperty().get().withConfusion(wanted, first));
  }

  /** A square of cells: rows are wanted categories, columns those that rank first. */
  private final class Matrix extends Pane {
    private final List<Label> names = new ArrayList<>();
    private final List<Region> cells = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private int size;

    Matrix() {
      getStyleClass().add("confusion-matrix");
    }

    void show(CategoryConfusion confusion) {
      getChildren().clear();
      names.clear();
      cells.clear();
      places.clear();
      size = confusion.categories().size();
      for (int wanted = 0; wanted < size; wanted++) {
        Label name = new Label(confusion.categories().get(wanted));
        name.getStyleClass().addAll("small", "muted");
        name.setTooltip(new Tooltip(name.getText()));
        names.add(name);
        for (int first = 0; first < size; first++) {
          int captions = confusion.counts()[wanted][first];
          if (captions > 0) {
            cells.add(cell(confusion, wanted, first));
            places.add(new int[] {wanted, first});
          }
        }
      }
      getChildren().addAll(names);
      getChildren().addAll(cells);
      requestLayout();
    }

    private Region cell(CategoryConfusion confusion, int wanted, int first) {
      int captions = confusion.counts()[wanted][first];
      double share = (double) captions / confusion.captions(wanted);
      String own = confusion.categories().get(wanted);
      String ahead = confusion.categories().get(first);
      Region cell = new Region();
      cell.getStyleClass().add(wanted == first ? "confusion-right" : "confusion-wrong");
      cell.setOpacity(Math.min(1, 0.15 + share / FULL));
      String facts = messages.text("evaluate.confusion.pair", own, ahead, captions, share);
      cell.setOnMouseEntered(event -> pointed.setText(facts));
      cell.setOnMouseClicked(event -> choose(own, ahead));
      return cell;
    }

    @Override
    protected double computePrefHeight(double width) {
      return names.isEmpty() ? 0 : size * names.get(0).prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
      if (size == 0) {
        return;
      }
      double left = 0.3 * getWidth();
      double width = (getWidth() - left) / size;
      double height = getHeight() / size;
      for (int i = 0; i < names.size(); i++) {
        names.get(i).resizeRelocate(0, i * height, left - 6, height);
        // Smaller than its text, a name would cover the next; the line below tells it.
        names.get(i).setVisible(height >= 0.8 * names.get(i).prefHeight(-1));
      }
      for (int c = 0; c < cells.size(); c++) {
        int[] place = places.get(c);
        cells
            .get(c)
            .resizeRelocate(
                left + place[1] * width, place[0] * height, Math.max(1, width - 1), height - 1);
      }
    }
  }
}
