package org.kamcl.explorer.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/** A table of the guide. Its columns share the width by the lengths of their texts. */
final class MarkdownTable extends GridPane {
  /** A column is as wide as this many letters at least, and counts with this many at most. */
  private static final double SHORTEST = 9;

  private static final double LONGEST = 70;

  MarkdownTable(TableBlock table, BiFunction<Node, Boolean, TextFlow> flow) {
    getStyleClass().add("guide-table");
    List<Double> lengths = new ArrayList<>();
    int row = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
        int column = 0;
        for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
          if (cell instanceof TableCell) {
            TextFlow words = flow.apply(cell, part instanceof TableHead);
            StackPane box = new StackPane(words);
            box.getStyleClass().add("guide-cell");
            GridPane.setVgrow(box, Priority.NEVER);
            add(box, column, row);
            if (column == lengths.size()) {
              lengths.add(SHORTEST);
            }
            lengths.set(column, Math.max(lengths.get(column), Math.min(LONGEST, length(words))));
            column++;
          }
        }
        row++;
      }
    }
    double sum = lengths.stream().mapToDouble(Double::doubleValue).sum();
    for (double length : lengths) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100 * length / sum);
      getColumnConstraints().add(column);
    }
  }

  private static double length(TextFlow words) {
    return words.getChildren().stream()
        .mapToDouble(
            node ->
                node instanceof Text text
                    ? text.getText().length()
                    : node instanceof javafx.scene.control.Labeled link
                        ? link.getText().length()
                        : 0)
        .sum();
  }
}
