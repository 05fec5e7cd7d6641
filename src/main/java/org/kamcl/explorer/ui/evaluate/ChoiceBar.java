package org.kamcl.explorer.ui.evaluate;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.api.Evaluations.Split;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Chooses model, corpus and split; evaluates and exports. */
final class ChoiceBar extends HBox {
  private final EvaluateViewModel model;
  private final Messages messages;
  private final ComboBox<String> models = new ComboBox<>();
  private final ComboBox<OfferedCorpus> corpora = new ComboBox<>();
  private final ComboBox<Split> splits = new ComboBox<>();
  private final Button stored = new Button(null, Icons.of("fth-list"));
  private final Button rated = new Button(null, Icons.of("fth-thumbs-up"));
  private final Button run = new Button();
  private final Button export = new Button();

  /**
   * @param chooseCorpus asks for the folder of a corpus
   * @param exportReport asks for a file and writes the report
   */
  ChoiceBar(
      EvaluateViewModel model, Runnable chooseCorpus, Runnable exportReport, Messages messages) {
    this.model = model;
    this.messages = messages;
    EvaluationChoice choice = model.choice();
    getStyleClass().add("evaluate-choice");
    setId("evaluate-choice");
    setAlignment(Pos.CENTER_LEFT);
    fill(models, choice.models(), name -> name);
    models.valueProperty().bindBidirectional(choice.modelProperty());
    models.setId("evaluate-model");
    fill(corpora, choice.corpora(), OfferedCorpus::name);
    corpora.valueProperty().bindBidirectional(choice.corpusProperty());
    corpora.setId("evaluate-corpus");
    // The cells of the list have paths, by which the box would be as wide.
    corpora.getStyleClass().add("evaluate-corpus");
    corpora.setCellFactory(list -> new CorpusCell(messages));
    fill(splits, choice.splits(), this::text);
    splits.valueProperty().bindBidirectional(choice.splitProperty());
    splits.setId("evaluate-split");
    Button folder =
        Icons.button("fth-folder", messages.text("evaluate.corpus.choose"), chooseCorpus);
    folder.setId("choose-corpus");
    stored.setId("evaluate-stored");
    stored.getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button", Styles.FLAT);
    stored.setTooltip(new Tooltip(messages.text("evaluate.stored.tip")));
    stored.setAccessibleText(messages.text("evaluate.stored.tip"));
    stored.setMinWidth(USE_PREF_SIZE);
    stored.setOnAction(event -> showStored());
    rated.setId("evaluate-rated");
    rated.getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button", Styles.FLAT);
    rated.setTooltip(new Tooltip(messages.text("evaluate.rated.open")));
    rated.setAccessibleText(messages.text("evaluate.rated.open"));
    rated.setMinWidth(USE_PREF_SIZE);
    rated.setOnAction(
        event -> Menus.showPopOver(rated, new RatedHitsPane(model.rated(), messages), HPos.RIGHT));
    run.setId("evaluate-run");
    run.setOnAction(event -> model.run());
    run.setMinWidth(USE_PREF_SIZE);
    export.setText(messages.text("evaluate.export"));
    export.setGraphic(Icons.of("fth-download"));
    export.setId("evaluate-export");
    export.setOnAction(event -> exportReport.run());
    export.setMinWidth(USE_PREF_SIZE);
    FlowPane choices =
        new FlowPane(
            labeled("evaluate.model", models),
            labeled("evaluate.corpus", corpora, folder),
            labeled("evaluate.split", splits));
    choices.getStyleClass().add("evaluate-choices");
    choices.setMinWidth(0);
    setHgrow(choices, Priority.ALWAYS);
    HBox buttons = new HBox(rated, stored, run, export);
    buttons.getStyleClass().add("evaluate-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(choices, buttons);
  }

  private void showStored() {
    PopOver[] shown = new PopOver[1];
    StoredPane pane =
        new StoredPane(
            model,
            evaluation -> {
              shown[0].hide();
              model.open(evaluation);
            },
            messages);
    shown[0] = Menus.showPopOver(stored, pane, HPos.RIGHT);
  }

  private HBox labeled(String key, Node... controls) {
    Label label = new Label(messages.text(key));
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    HBox both = new HBox(label);
    both.getChildren().addAll(controls);
    both.setAlignment(Pos.CENTER_LEFT);
    both.getStyleClass().add("evaluate-labeled");
    controls[0].setAccessibleText(messages.text(key));
    return both;
  }

  private static <T> void fill(ComboBox<T> box, ObservableList<T> items, Function<T, String> text) {
    box.setItems(items);
    box.setConverter(new DisplayConverter<>(text));
  }

  private String text(Split split) {
    return messages.text("evaluate.split.images", split.name(), split.images());
  }

  /** Shows what the view model has. */
  void update() {
    boolean running = model.runner().runningProperty().get() != null;
    boolean shown = model.detailsProperty().get() != null;
    run.setText(messages.text(shown ? "evaluate.again" : "evaluate.run"));
    run.setGraphic(Icons.of(shown ? "fth-refresh-cw" : "fth-play"));
    run.setDisable(running || model.choice().request(false).isEmpty());
    export.setDisable(running || !shown);
    stored.setDisable(running);
    for (Node box : List.of(models, corpora, splits)) {
      box.setDisable(running);
    }
    corpora.setPromptText(messages.text("evaluate.corpus.none"));
  }
}
