package org.kamcl.explorer.ui.train.wizard;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A histogram of a few whole numbers: a bar for each, its number below. */
final class CountBars extends HBox {
  private static final double HEIGHT_EM = 4;
  private static final int MOST_BARS = 24;

  /**
   * @param counts by number
   * @param tip tooltip of a bar, by its number
   */
  CountBars(SortedMap<Integer, Integer> counts, IntFunction<String> tip) {
    getStyleClass().add("count-bars");
    setAlignment(Pos.BOTTOM_LEFT);
    SortedMap<Integer, Integer> shown = filled(counts);
    int most = shown.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    int every = Math.max(1, (shown.size() + 11) / 12);
    int index = 0;
    for (Map.Entry<Integer, Integer> entry : shown.entrySet()) {
      Region bar = new Region();
      bar.getStyleClass().add("count-bar");
      double height = HEIGHT_EM * entry.getValue() / most;
      // A count that is not zero stays visible.
      bar.setStyle(
          "-fx-pref-height: " + (entry.getValue() > 0 ? Math.max(0.15, height) : 0) + "em;");
      bar.setMinHeight(USE_PREF_SIZE);
      Label number = new Label(index++ % every == 0 ? Integer.toString(entry.getKey()) : "");
      number.getStyleClass().addAll("small", "muted");
      VBox column = new VBox(bar, number);
      column.setAlignment(Pos.BOTTOM_CENTER);
      column.getStyleClass().add("count-column");
      HBox.setHgrow(column, Priority.ALWAYS);
      column.setMinWidth(0);
      column.setPrefWidth(10);
      column.setMaxWidth(Double.MAX_VALUE);
      number.setMinWidth(USE_PREF_SIZE);
      bar.setMaxWidth(Double.MAX_VALUE);
      Tooltip.install(column, new Tooltip(tip.apply(entry.getKey())));
      getChildren().add(column);
    }
  }

  /** Also the numbers between that do not occur, unless there are many. */
  private static SortedMap<Integer, Integer> filled(SortedMap<Integer, Integer> counts) {
    if (counts.isEmpty() || counts.lastKey() - counts.firstKey() >= MOST_BARS) {
      return counts.size() <= 2 * MOST_BARS
          ? counts
          : counts.headMap(counts.firstKey() + MOST_BARS);
    }
    SortedMap<Integer, Integer> all = new TreeMap<>(counts);
    for (int i = counts.firstKey(); i < counts.lastKey(); i++) {
      all.putIfAbsent(i, 0);
    }
    return all;
  }
}
