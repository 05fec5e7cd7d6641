package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.evaluation.CategoryBreakdown;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The listed captions: the worst failures, or the largest changes since another model. */
final class CasesPane extends VBox {
  private final EvaluateViewModel model;
  private final Messages messages;
  private final Label title = new Label();
  private final Label count = new Label();
  private final ComboBox<String> category = new ComboBox<>();
  private final HBox filters = new HBox();
  private final ToggleButton gained = new ToggleButton();
  private final ToggleButton lost = new ToggleButton();
  private final HBox changes = new HBox();
  private final ListView<Case> list = new ListView<>();
  private final Label none = new Label();
  private boolean updating;

  /**
   * @param open shows a case elsewhere
   */
  CasesPane(
      EvaluateViewModel model, ThumbnailLoader thumbnails, Consumer<Case> open, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("cases-pane");
    getStyleClass().add("cases-pane");
    title.getStyleClass().addAll("bold", "evaluate-title");
    title.setMinWidth(0);
    count.getStyleClass().addAll("muted", "small");
    count.setMinWidth(USE_PREF_SIZE);
    category.setId("case-category");
    category.setAccessibleText(messages.text("evaluate.cases.category"));
    category.setMinWidth(0);
    category
        .valueProperty()
        .addListener(
            (property, before, now) -> {
              if (!updating && now != null) {
                boolean all = category.getItems().indexOf(now) == 0;
                model
                    .cases()
                    .filterProperty()
                    .set(
                        model
                            .cases()
                            .filterProperty()
                            .get()
                            .withCategory(all ? Optional.empty() : Optional.of(now)));
              }
            });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(title, count, gap, category);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("pane-header");
    filters.getStyleClass().add("case-filters");
    filters.setAlignment(Pos.CENTER_LEFT);
    list.setId("cases");
    list.getStyleClass().add("cases");
    list.setItems(model.cases().listed());
    list.setCellFactory(view -> new CaseCell(model, thumbnails, open, messages));
    none.getStyleClass().add("muted");
    none.setWrapText(true);
    list.setPlaceholder(none);
    list.setOnKeyPressed(
        event -> {
          Case selected = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && selected != null) {
            open.accept(selected);
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, kinds(), filters, heads(), list);
    model.cases().listed().addListener((ListChangeListener<Case>) change -> update());
  }

  private HBox heads() {
    HBox heads = new HBox();
    for (String key :
        List.of("evaluate.cases.wanted", "evaluate.cases.ahead", "evaluate.cases.words")) {
      Label head = new Label(messages.text(key));
      head.getStyleClass().addAll("muted", "small");
      heads.getChildren().add(head);
    }
    heads.getChildren().get(0).getStyleClass().add("case-head");
    heads.getChildren().get(1).getStyleClass().add("case-head");
    heads.getStyleClass().add("case-heads");
    return heads;
  }

  private HBox kinds() {
    gained.setText(messages.text("evaluate.cases.gained"));
    gained.setId("cases-gained");
    lost.setText(messages.text("evaluate.cases.lost"));
    lost.setId("cases-lost");
    ToggleGroup group = new ToggleGroup();
    gained.setToggleGroup(group);
    lost.setToggleGroup(group);
    gained.setOnAction(event -> choose(CaseFilter.Kind.GAINED));
    lost.setOnAction(event -> choose(CaseFilter.Kind.LOST));
    SegmentedButton kinds = new SegmentedButton(gained, lost);
    kinds.setToggleGroup(group);
    Button back = new Button(messages.text("evaluate.cases.failures"), Icons.of("fth-arrow-left"));
    back.setId("back-to-failures");
    back.getStyleClass().add("flat");
    back.setOnAction(event -> choose(CaseFilter.Kind.FAILURES));
    changes.getChildren().addAll(back, kinds);
    changes.setAlignment(Pos.CENTER_LEFT);
    changes.getStyleClass().add("case-filters");
    return changes;
  }

  private void choose(CaseFilter.Kind kind) {
    model.cases().filterProperty().set(model.cases().filterProperty().get().withKind(kind));
  }

  /** The list, for the focus. */
  ListView<Case> list() {
    return list;
  }

  /** Shows what the view model has. */
  void update() {
    EvaluationDetails details = model.detailsProperty().get();
    CaseFilter filter = model.cases().filterProperty().get();
    boolean failures = filter.kind() == CaseFilter.Kind.FAILURES;
    Since since = model.rows().sinceProperty().get();
    title.setText(
        failures || since == null
            ? messages.text("evaluate.cases.worst")
            : messages.text("evaluate.cases.changes", since.other().setting().model()));
    count.setText(
        details == null
            ? ""
            : messages.text(
                failures ? "evaluate.cases.images" : "evaluate.cases.count",
                model.cases().listed().size()));
    changes.setVisible(!failures);
    changes.setManaged(!failures);
    gained.setSelected(filter.kind() == CaseFilter.Kind.GAINED);
    lost.setSelected(filter.kind() == CaseFilter.Kind.LOST);
    none.setText(
        details == null
            ? ""
            : messages.text(failures ? "evaluate.cases.none" : "evaluate.cases.nochange"));
    showCategories(details, filter);
    showFilters(filter);
  }

  private void showCategories(EvaluationDetails details, CaseFilter filter) {
    updating = true;
    List<String> names = new ArrayList<>();
    names.add(messages.text("evaluate.cases.all"));
    if (details != null) {
      details.categories().rows().stream()
          .map(CategoryBreakdown.Row::category)
          .sorted()
          .forEach(names::add);
    }
    if (!names.equals(category.getItems())) {
      category.getItems().setAll(names);
    }
    category.setValue(filter.category().filter(names::contains).orElse(names.get(0)));
    category.setVisible(names.size() > 1);
    updating = false;
  }

  /** The ranks and the confusion that are listed only, each with a button that drops it. */
  private void showFilters(CaseFilter filter) {
    filters.getChildren().clear();
    filter
        .bin()
        .ifPresent(
            bin ->
                filters
                    .getChildren()
                    .add(
                        drop(
                            messages.text("evaluate.cases.rank", EvaluateTexts.range(bin)),
                            filter.withBin(Optional.empty()))));
    filter
        .first()
        .ifPresent(
            first ->
                filters
                    .getChildren()
                    .add(
                        drop(
                            messages.text("evaluate.cases.first", first),
                            filter.withCategory(filter.category()))));
    filters.setVisible(!filters.getChildren().isEmpty());
    filters.setManaged(filters.isVisible());
  }

  private Button drop(String text, CaseFilter without) {
    Button button = new Button(text, Icons.of("fth-x"));
    button.setMnemonicParsing(false);
    button.getStyleClass().addAll("chip", "chip-plain", "chip-clickable");
    button.setOnAction(event -> model.cases().filterProperty().set(without));
    return button;
  }
}
