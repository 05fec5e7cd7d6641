package org.kamcl.explorer.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RunEvents.ProbeResult;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** What the probe queries found: a row per query, a column per epoch that is kept. */
final class ProbeStrip extends VBox {
  private static final double SIDE = 26;

  /** Width of a column, pixels at normal text size. */
  private static final double COLUMN = 200;

  private static final double QUERY = 168;

  private final RunImages images;
  private final Messages messages;
  private final TextSize textSize;
  private final GridPane table = new GridPane();
  private final Label none = new Label();
  private final Button edit = new Button();
  private Map<Integer, Map<String, ProbeResult>> probes = new TreeMap<>();
  private int phaseOneEnd;
  private int seen = -1;

  /**
   * @param editing opens the editor of the queries under a node
   */
  ProbeStrip(RunImages images, Messages messages, TextSize textSize, Consumer<Node> editing) {
    this.images = images;
    this.messages = messages;
    this.textSize = textSize;
    setId("probes");
    getStyleClass().add("probes");
    HBox header = new PanelHeader(messages.text("train.probes"), messages.text("train.probes.sub"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    edit.setText(messages.text("train.probes.edit"));
    edit.setGraphic(Icons.of("fth-edit-2"));
    edit.setId("probes-edit");
    edit.setTooltip(new Tooltip(messages.text("train.probes.edit.text")));
    edit.setMinWidth(USE_PREF_SIZE);
    edit.setOnAction(event -> editing.accept(edit));
    edit.managedProperty().bind(edit.visibleProperty());
    header.getChildren().addAll(gap, edit);
    none.setText(messages.text("train.probes.none"));
    none.getStyleClass().addAll("muted", "probes-none");
    none.setWrapText(true);
    table.getStyleClass().add("probe-table");
    getChildren().addAll(header, none, table);
    widthProperty()
        .addListener(
            (property, before, now) -> {
              if (columnsFitting() != seen) {
                build();
              }
            });
    textSize.percentProperty().addListener((property, before, now) -> build());
  }

  /**
   * Shows results.
   *
   * @param results by epoch and query
   * @param lastOfPhaseOne last epoch of phase 1; 0 if there is none
   * @param editable whether the run has epochs to come
   */
  void show(Map<Integer, Map<String, ProbeResult>> results, int lastOfPhaseOne, boolean editable) {
    edit.setVisible(editable);
    Map<Integer, Map<String, ProbeResult>> copy = new TreeMap<>();
    results.forEach((epoch, byQuery) -> copy.put(epoch, Map.copyOf(byQuery)));
    if (copy.equals(probes) && lastOfPhaseOne == phaseOneEnd) {
      return;
    }
    probes = new TreeMap<>();
    // The order of the queries is that of the log.
    results.forEach((epoch, byQuery) -> probes.put(epoch, new java.util.LinkedHashMap<>(byQuery)));
    phaseOneEnd = lastOfPhaseOne;
    build();
  }

  private int columnsFitting() {
    double width = getWidth() / textSize.factor() - QUERY;
    return (int) Math.max(1, width / COLUMN);
  }

  /**
   * The epochs to show: the first and the last, the end of phase 1, and others evenly between them.
   *
   * @param most number of epochs, at least 1
   */
  static List<Integer> chosen(Set<Integer> epochs, int lastOfPhaseOne, int most) {
    List<Integer> all = new ArrayList<>(new TreeSet<>(epochs));
    if (all.size() <= most) {
      return all;
    }
    Set<Integer> kept = new TreeSet<>();
    kept.add(all.get(all.size() - 1));
    if (most > 1) {
      kept.add(all.get(0));
    }
    if (most > 2 && epochs.contains(lastOfPhaseOne)) {
      kept.add(lastOfPhaseOne);
    }
    while (kept.size() < most) {
      // The epoch that is farthest from those that are kept.
      int farthest = all.get(0);
      int distance = -1;
      for (int epoch : all) {
        int nearest = kept.stream().mapToInt(other -> Math.abs(other - epoch)).min().orElse(0);
        if (nearest > distance) {
          farthest = epoch;
          distance = nearest;
        }
      }
      kept.add(farthest);
    }
    return new ArrayList<>(kept);
  }

  private void build() {
    seen = columnsFitting();
    table.getChildren().clear();
    table.getColumnConstraints().clear();
    none.setVisible(probes.isEmpty());
    none.setManaged(probes.isEmpty());
    if (probes.isEmpty()) {
      return;
    }
    List<Integer> epochs = chosen(probes.keySet(), phaseOneEnd, seen);
    int latest = epochs.get(epochs.size() - 1);
    ColumnConstraints first = new ColumnConstraints();
    first.setPrefWidth(QUERY * textSize.factor());
    first.setMinWidth(100 * textSize.factor());
    table.getColumnConstraints().add(first);
    for (int i = 0; i < epochs.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setMinWidth(COLUMN * textSize.factor());
      column.setHgrow(Priority.ALWAYS);
      table.getColumnConstraints().add(column);
      Label head = new Label(head(epochs.get(i), latest));
      head.getStyleClass().add("probe-head");
      head.setMaxWidth(Double.MAX_VALUE);
      if (epochs.get(i) == latest) {
        head.getStyleClass().add("probe-latest");
      }
      table.add(head, i + 1, 0);
    }
    Set<String> queries = new LinkedHashSet<>();
    epochs.forEach(epoch -> queries.addAll(probes.getOrDefault(epoch, Map.of()).keySet()));
    int row = 1;
    for (String query : queries) {
      Label text = new Label(query);
      text.setWrapText(true);
      text.setTooltip(new Tooltip(query));
      text.getStyleClass().add("probe-query");
      table.add(text, 0, row);
      for (int i = 0; i < epochs.size(); i++) {
        ProbeResult result = probes.getOrDefault(epochs.get(i), Map.of()).get(query);
        HBox cell = result == null ? new HBox() : cell(result);
        cell.getStyleClass().add("probe-cell");
        if (epochs.get(i) == latest) {
          cell.getStyleClass().add("probe-latest");
        }
        table.add(cell, i + 1, row);
      }
      row++;
    }
  }

  private String head(int epoch, int latest) {
    if (epoch == latest) {
      return messages.text("train.probes.latest", epoch);
    }
    return epoch == phaseOneEnd && epoch > 0
        ? messages.text("train.probes.phase", epoch)
        : messages.text("train.probes.epoch", epoch);
  }

  private HBox cell(ProbeResult result) {
    HBox cell = new HBox();
    cell.setAlignment(Pos.CENTER_LEFT);
    Label rank =
        new Label(result.rank().isPresent() ? String.valueOf(result.rank().getAsInt()) : "");
    rank.getStyleClass().add("probe-rank");
    boolean found = result.rank().isPresent() && result.rank().getAsInt() <= result.top().size();
    rank.getStyleClass().add(found ? "probe-found" : "muted");
    cell.getChildren().add(rank);
    int place = 1;
    for (Path file : result.top()) {
      boolean wanted = result.wanted().map(file::equals).orElse(false);
      cell.getChildren().add(picture(file, place++, wanted));
    }
    String spoken =
        result.rank().isPresent()
            ? messages.text(
                "train.probes.spoken", result.query(), result.epoch(), result.rank().getAsInt())
            : messages.text("train.probes.spoken.none", result.query(), result.epoch());
    cell.setAccessibleText(spoken);
    cell.setFocusTraversable(true);
    return cell;
  }

  private StackPane picture(Path file, int place, boolean wanted) {
    double side = SIDE * textSize.factor();
    ImageView view = new ImageView();
    view.setFitWidth(side);
    view.setFitHeight(side);
    StackPane frame = new StackPane(view);
    frame.getStyleClass().add("probe-image");
    frame.setMinSize(side + 4, side + 4);
    frame.setMaxSize(side + 4, side + 4);
    if (wanted) {
      frame.getStyleClass().add("probe-wanted");
    }
    String name = String.valueOf(file.getFileName());
    Tooltip.install(
        frame,
        new Tooltip(
            messages.text(wanted ? "train.probes.wanted" : "train.probes.image", place, name)));
    images.load(file, (int) Math.ceil(2 * side), view::setImage);
    return frame;
  }
}
