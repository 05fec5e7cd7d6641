package org.kamcl.explorer.ui.train.wizard;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.corpus.check.CorpusReport.SplitSize;
import org.kamcl.explorer.ui.text.Messages;

/** The shares of the splits as a bar, with a legend. */
final class SplitBar extends VBox {
  /** Color category of each split, in order. */
  private static final List<Integer> CATEGORIES = List.of(1, 5, 6, 3, 4, 2, 7, 8);

  SplitBar(List<SplitSize> splits, Messages messages) {
    getStyleClass().add("split-bar-pane");
    double all = splits.stream().mapToInt(SplitSize::images).sum();
    GridPane bar = new GridPane();
    bar.getStyleClass().add("split-bar");
    GridPane legend = new GridPane();
    legend.getStyleClass().add("split-legend");
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    legend.getColumnConstraints().setAll(new ColumnConstraints(), grow, new ColumnConstraints());
    for (int i = 0; i < splits.size(); i++) {
      SplitSize split = splits.get(i);
      int category = CATEGORIES.get(i % CATEGORIES.size());
      ColumnConstraints width = new ColumnConstraints();
      width.setPercentWidth(100 * split.images() / all);
      bar.getColumnConstraints().add(width);
      bar.add(colored("split-part", category), i, 0);
      legend.add(colored("split-mark", category), 0, i);
      legend.add(new Label(name(split.split(), messages)), 1, i);
      Label count = new Label(messages.text("wizard.count", split.images()));
      GridPane.setHalignment(count, HPos.RIGHT);
      legend.add(count, 2, i);
    }
    HBox.setHgrow(bar, Priority.ALWAYS);
    getChildren().addAll(bar, legend);
  }

  private static Region colored(String style, int category) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setStyle("-fx-background-color: -kx-category-" + category + ";");
    return region;
  }

  /** The name of a split in the language of the window. */
  static String name(String split, Messages messages) {
    return switch (split) {
      case "train" -> messages.text("wizard.split.train");
      case "val" -> messages.text("wizard.split.val");
      case "test" -> messages.text("wizard.split.test");
      default -> split;
    };
  }
}
