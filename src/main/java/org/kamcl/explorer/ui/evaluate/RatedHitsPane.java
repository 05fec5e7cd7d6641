package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.RatedComparison.RatedQuery;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Two models compared by rated hits: the difference, each query, and what is left out. */
final class RatedHitsPane extends VBox {
  private static final double MODEL_WIDTH = 140;
  private static final double PERCENT = 100;

  private final RatedHitsViewModel model;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final VBox result = new VBox();

  /** A field, because the properties hold the listener weakly: the pane is made anew each time. */
  private final InvalidationListener changed = property -> show();

  RatedHitsPane(RatedHitsViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    setId("rated-hits");
    getStyleClass().addAll("popover-content", "rated-pane");
    Label title = new Label(messages.text("evaluate.rated"));
    title.getStyleClass().add("bold");
    result.getStyleClass().add("rated-result");
    getChildren().addAll(title, wrapped(messages.text("evaluate.rated.note"), "muted", "small"));
    if (model.models().size() < 2) {
      getChildren().add(wrapped(messages.text("evaluate.rated.one")));
    } else {
      getChildren().addAll(choice(), result);
    }
    WeakInvalidationListener weak = new WeakInvalidationListener(changed);
    model.foundProperty().addListener(weak);
    model.noticeProperty().addListener(weak);
    model.runningProperty().addListener(weak);
    show();
  }

  private FlowPane choice() {
    ComboBox<String> first = box("rated-model");
    first.valueProperty().bindBidirectional(model.modelProperty());
    ComboBox<String> second = box("rated-other");
    second.valueProperty().bindBidirectional(model.otherProperty());
    Button run = new Button(messages.text("evaluate.rated.run"), Icons.of("fth-play"));
    run.setId("rated-run");
    run.setMinWidth(USE_PREF_SIZE);
    BooleanBinding same =
        Bindings.createBooleanBinding(
            () ->
                model.modelProperty().get() == null
                    || model.modelProperty().get().equals(model.otherProperty().get()),
            model.modelProperty(),
            model.otherProperty());
    run.disableProperty().bind(model.runningProperty().or(same));
    run.setOnAction(event -> model.compare());
    FlowPane row =
        new FlowPane(first, new Label(messages.text("evaluate.rated.with")), second, run);
    row.getStyleClass().add("rated-choice");
    return row;
  }

  private ComboBox<String> box(String id) {
    ComboBox<String> box = new ComboBox<>(model.models());
    box.setId(id);
    box.setAccessibleText(messages.text("evaluate.model"));
    return box;
  }

  private static Label wrapped(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private void show() {
    result.getChildren().clear();
    if (model.runningProperty().get()) {
      result.getChildren().add(wrapped(messages.text("evaluate.rated.running"), "muted"));
      return;
    }
    String notice = model.noticeProperty().get();
    RatedComparison found = model.foundProperty().get();
    if (!notice.isEmpty()) {
      Label problem = wrapped(notice);
      problem.setGraphic(Icons.of("fth-alert-circle"));
      result.getChildren().add(problem);
    } else if (found != null) {
      show(found);
    }
  }

  private void show(RatedComparison found) {
    List<Node> shown = result.getChildren();
    if (found.queries().isEmpty()) {
      shown.add(wrapped(messages.text("evaluate.rated.none")));
    } else {
      shown.add(wrapped(sentence(found), "bold"));
      shown.add(wrapped(chance(found)));
      shown.add(table(found));
    }
    if (!found.queries().isEmpty()) {
      shown.add(
          wrapped(
              messages.text("evaluate.rated.left", found.ratings(), found.images(), found.all()),
              "muted",
              "small"));
    }
    // A model that cannot answer says the same of every query.
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    for (RatedComparison.Unmeasured one : found.unmeasured()) {
      reasons
          .computeIfAbsent(errors.format(one.reason()), reason -> new ArrayList<>())
          .add(one.query());
    }
    reasons.forEach(
        (reason, queries) ->
            shown.add(
                wrapped(
                    messages.text("evaluate.rated.unmeasured", String.join(", ", queries), reason),
                    "muted",
                    "small")));
  }

  private String sentence(RatedComparison found) {
    return messages.text(
        "evaluate.rated.sentence",
        found.model(),
        PERCENT * found.precision(),
        found.other(),
        PERCENT * found.otherPrecision(),
        found.queries().size());
  }

  private String chance(RatedComparison found) {
    if (found.interval().isEmpty()) {
      return messages.text("evaluate.rated.few", RatedComparison.LEAST_QUERIES);
    }
    return messages.text(
        found.isCertain() ? "evaluate.rated.certain" : "evaluate.rated.chance",
        PERCENT * found.difference(),
        PERCENT * found.interval().get().low(),
        PERCENT * found.interval().get().high());
  }

  private GridPane table(RatedComparison found) {
    GridPane table = new GridPane();
    table.setId("rated-table");
    table.getStyleClass().add("rated-table");
    ColumnConstraints query = new ColumnConstraints();
    query.setHgrow(Priority.ALWAYS);
    table.getColumnConstraints().add(query);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints figures = new ColumnConstraints();
      figures.setHalignment(HPos.RIGHT);
      // Figures keep their width; long queries and names of models are shortened.
      figures.setMinWidth(USE_PREF_SIZE);
      table.getColumnConstraints().add(figures);
    }
    table.addRow(
        0,
        head(messages.text("evaluate.rated.query")),
        modelHead(found.model()),
        modelHead(found.other()));
    int row = 1;
    for (RatedQuery one : found.queries()) {
      Label name = new Label(one.query());
      Tooltip tip =
          new Tooltip(
              messages.text("evaluate.rated.tip", one.query(), one.relevant(), one.notRelevant()));
      name.setTooltip(tip);
      name.setMinWidth(0);
      table.addRow(
          row++,
          name,
          figure(one.precision(), one.rank()),
          figure(one.otherPrecision(), one.otherRank()));
      boolean better = one.difference() > 0;
      if (one.difference() != 0) {
        table
            .getChildren()
            .get(table.getChildren().size() - (better ? 2 : 1))
            .getStyleClass()
            .add("bold");
      }
    }
    return table;
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  private static Label modelHead(String name) {
    Label label = head(name);
    label.setMaxWidth(MODEL_WIDTH);
    label.setTooltip(new Tooltip(name));
    return label;
  }

  private Label figure(double precision, int rank) {
    Label label = new Label(messages.text("evaluate.rated.figure", PERCENT * precision, rank));
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
