package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.Messages;

/** The settings in which the shown runs differ. */
final class SettingsDifferences extends VBox {
  private final Messages messages;
  private final Label title = new Label();
  private final Label same = new Label();
  private final GridPane table = new GridPane();
  private List<Row> rows = List.of();

  /**
   * A setting in which runs differ.
   *
   * @param name of the setting
   * @param values by run; empty where a run does not have it
   */
  record Row(String name, List<String> values) {}

  SettingsDifferences(Messages messages) {
    this.messages = messages;
    setId("differences");
    getStyleClass().add("differences");
    title.setText(messages.text("train.differences"));
    title.getStyleClass().add("bold");
    same.setText(messages.text("train.differences.none"));
    same.getStyleClass().add("muted");
    table.getStyleClass().add("difference-table");
    getChildren().addAll(title, same, table);
  }

  /** The settings in which runs differ, in the order of the settings. */
  static List<Row> rows(List<RunSummary> runs, Messages messages) {
    Map<RunSummary, Map<String, String>> values = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (RunSummary run : runs) {
      Map<String, String> all = new LinkedHashMap<>();
      all.put(messages.text("train.fact.corpus"), run.origin().corpusName());
      all.put(messages.text("train.fact.from"), run.origin().from());
      all.put(messages.text("train.fact.configuration"), run.origin().configuration());
      all.put(messages.text("train.fact.seed"), String.valueOf(run.origin().seed()));
      all.put(messages.text("train.fact.version"), run.origin().version());
      all.put(messages.text("train.fact.hash"), run.origin().dataHash());
      all.putAll(run.origin().settings());
      names.addAll(all.keySet());
      values.put(run, all);
    }
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      List<String> row =
          values.values().stream()
              .map(all -> SettingNumbers.plain(all.getOrDefault(name, "")))
              .toList();
      if (row.stream().distinct().count() > 1) {
        rows.add(new Row(name, row));
      }
    }
    return rows;
  }

  /**
   * Compares runs.
   *
   * @param colors number of the color of each run
   */
  void show(List<RunSummary> runs, List<Integer> colors) {
    boolean several = runs.size() > 1;
    setVisible(several);
    setManaged(several);
    rows = several ? rows(runs, messages) : List.of();
    same.setVisible(rows.isEmpty());
    same.setManaged(rows.isEmpty());
    table.getChildren().clear();
    if (rows.isEmpty()) {
      return;
    }
    table.add(new Label(), 0, 0);
    for (int i = 0; i < runs.size(); i++) {
      Region sample = new Region();
      sample.getStyleClass().addAll("run-color", "run-color-" + colors.get(i));
      Label name = label(runs.get(i).title());
      name.getStyleClass().add("bold");
      HBox head = new HBox(sample, name);
      head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      head.getStyleClass().add("run-row-left");
      table.add(head, i + 1, 0);
    }
    for (int row = 0; row < rows.size(); row++) {
      Label name = label(rows.get(row).name());
      name.getStyleClass().add("muted");
      table.add(name, 0, row + 1);
      for (int i = 0; i < runs.size(); i++) {
        String value = rows.get(row).values().get(i);
        table.add(label(value.isEmpty() ? "\u2013" : shortened(value)), i + 1, row + 1);
      }
    }
    table.setAccessibleText(
        rows.stream()
            .map(row -> row.name() + ": " + String.join(", ", row.values()))
            .collect(Collectors.joining("; ")));
  }

  private static String shortened(String value) {
    return value.length() > 40 ? value.substring(0, 12) + "\u2026" : value;
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.setTooltip(new Tooltip(text));
    return label;
  }
}
