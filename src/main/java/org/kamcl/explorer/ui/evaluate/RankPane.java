package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.evaluation.RankHistogram.Bin;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Ranks of the wanted images, and how they have changed since another model. */
final class RankPane extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final EvaluateViewModel model;
  private final Messages messages;
  private final EvaluateTexts texts;
  private final HBox bars = new HBox();
  private final VBox changes = new VBox();

  RankPane(EvaluateViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    Label title = new Label(messages.text("evaluate.ranks"));
    title.getStyleClass().addAll("bold", "evaluate-title");
    Label note = new Label(messages.text("evaluate.ranks.note"));
    note.getStyleClass().addAll("muted", "small");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    bars.getStyleClass().add("rank-bars");
    bars.setId("rank-bars");
    VBox histogram = new VBox(title, bars, note);
    histogram.getStyleClass().add("evaluate-section");
    changes.getStyleClass().add("evaluate-section");
    changes.setId("changes");
    changes.managedProperty().bind(changes.visibleProperty());
    changes.setVisible(false);
    getStyleClass().add("rank-pane");
    getChildren().addAll(histogram, changes);
  }

  /** Shows what the view model has. */
  void update() {
    EvaluationDetails details = model.detailsProperty().get();
    bars.getChildren().clear();
    changes.getChildren().clear();
    changes.setVisible(details != null && model.rows().sinceProperty().get() != null);
    if (details == null) {
      return;
    }
    int most = 1;
    for (Bin bin : details.ranks().bins()) {
      most = Math.max(most, bin.captions());
    }
    for (Bin bin : details.ranks().bins()) {
      bars.getChildren().add(bar(bin, (double) bin.captions() / most));
    }
    Since since = model.rows().sinceProperty().get();
    if (since != null) {
      showChanges(since);
    }
  }

  private Button bar(Bin bin, double share) {
    Label count = new Label(texts.count(bin.captions()));
    count.getStyleClass().add("small");
    Region fill = new Region();
    fill.getStyleClass().add("rank-fill");
    Region space = new Region();
    // The heights of bar and space add up to that of the highest bar.
    VBox column = new VBox(space, count, fill, new Label(EvaluateTexts.range(bin)));
    column.getChildren().get(3).getStyleClass().addAll("muted", "small");
    column.setAlignment(Pos.BOTTOM_CENTER);
    Button button = new Button(null, column);
    button.getStyleClass().addAll("flat", "rank-bar");
    button.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(button, Priority.ALWAYS);
    // The height is in em, so that it grows with the text.
    fill.setStyle(String.format(Locale.ROOT, "-fx-pref-height: %.2fem;", 0.1 + 9 * share));
    space.setStyle(String.format(Locale.ROOT, "-fx-pref-height: %.2fem;", 9 * (1 - share)));
    String facts = messages.text("evaluate.ranks.tip", EvaluateTexts.range(bin), bin.captions());
    button.setAccessibleText(facts);
    CaseFilter filter = model.cases().filterProperty().get();
    boolean chosen = filter.bin().isPresent() && filter.bin().get().from() == bin.from();
    button.pseudoClassStateChanged(CHOSEN, chosen);
    button.setOnAction(
        event ->
            model
                .cases()
                .filterProperty()
                .set(filter.withBin(chosen ? Optional.empty() : Optional.of(bin))));
    return button;
  }

  private void showChanges(Since since) {
    EvaluationComparison comparison = since.comparison();
    Label title =
        new Label(
            messages.text(
                "evaluate.since",
                texts.name(since.other().setting(), model.detailsProperty().get().evaluation())));
    title.getStyleClass().addAll("bold", "evaluate-title");
    title.setWrapText(true);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("change-grid");
    List<Node> icons = new ArrayList<>();
    for (String code : List.of("fth-chevron-up", "fth-chevron-down", "fth-minus")) {
      icons.add(Icons.of(code));
    }
    icons.get(0).getStyleClass().add("change-gained");
    icons.get(1).getStyleClass().add("change-lost");
    String[] keys = {"evaluate.since.higher", "evaluate.since.lower", "evaluate.since.same"};
    int[] counts = {comparison.higher(), comparison.lower(), comparison.same()};
    for (int i = 0; i < counts.length; i++) {
      Label name = new Label(messages.text(keys[i]));
      name.setMaxWidth(Double.MAX_VALUE);
      GridPane.setHgrow(name, Priority.ALWAYS);
      Label count = new Label(texts.count(counts[i]));
      grid.addRow(i, icons.get(i), name, count);
    }
    Hyperlink browse = new Hyperlink(messages.text("evaluate.since.browse"));
    browse.setId("browse-changes");
    browse.setDisable(comparison.changes().isEmpty());
    browse.setOnAction(
        event -> {
          boolean gained = comparison.higher() > 0;
          model
              .cases()
              .filterProperty()
              .set(CaseFilter.ALL.withKind(gained ? CaseFilter.Kind.GAINED : CaseFilter.Kind.LOST));
        });
    changes.getChildren().addAll(title, grid, browse);
  }
}
