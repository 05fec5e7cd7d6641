package org.kamcl.explorer.ui.evaluate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.evaluation.CategoryBreakdown;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.Messages;

/** Image retrieval by category as bars with intervals, or the confusion between categories. */
final class CategoryPane extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final int FIRST = 14;

  private enum Order {
    WORST,
    BEST,
    NAME,
    IMAGES
  }

  private final EvaluateViewModel model;
  private final Messages messages;
  private final EvaluateTexts texts;
  private final ComboBox<Order> order = new ComboBox<>();
  private final TextField filter = new TextField();
  private final ToggleButton bars = new ToggleButton();
  private final ToggleButton confusion = new ToggleButton();
  private final Label source = new Label();
  private final VBox rows = new VBox();
  private final Hyperlink all = new Hyperlink();
  private final ConfusionPane matrix;
  private boolean showAll;

  CategoryPane(EvaluateViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    this.matrix = new ConfusionPane(model, messages);
    setId("categories");
    getStyleClass().add("evaluate-section");
    Label title = new Label(messages.text("evaluate.category.title"));
    title.getStyleClass().addAll("bold", "evaluate-title");
    title.setMinWidth(USE_PREF_SIZE);
    source.getStyleClass().addAll("muted", "small");
    source.setWrapText(true);
    source.setMinHeight(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(title, gap, kinds());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("evaluate-head");
    rows.getStyleClass().add("category-rows");
    rows.setId("category-rows");
    all.setOnAction(
        event -> {
          showAll = !showAll;
          update();
        });
    getChildren().addAll(head, tools(), source, rows, all, matrix);
  }

  private SegmentedButton kinds() {
    bars.setText(messages.text("evaluate.category.bars"));
    confusion.setText(messages.text("evaluate.confusion"));
    confusion.setId("show-confusion");
    ToggleGroup group = new ToggleGroup();
    for (ToggleButton button : List.of(bars, confusion)) {
      button.setToggleGroup(group);
      button.setOnAction(
          event -> {
            // A click on the selected button must not deselect it.
            button.setSelected(true);
            update();
          });
    }
    bars.setSelected(true);
    SegmentedButton kinds = new SegmentedButton(bars, confusion);
    kinds.setToggleGroup(group);
    kinds.setMinWidth(USE_PREF_SIZE);
    return kinds;
  }

  private HBox tools() {
    Map<Order, String> names = new EnumMap<>(Order.class);
    names.put(Order.WORST, messages.text("evaluate.order.worst"));
    names.put(Order.BEST, messages.text("evaluate.order.best"));
    names.put(Order.NAME, messages.text("evaluate.order.name"));
    names.put(Order.IMAGES, messages.text("evaluate.order.images"));
    order.getItems().setAll(Order.values());
    order.setConverter(new DisplayConverter<>(one -> names.getOrDefault(one, "")));
    order.setValue(Order.WORST);
    order.setId("category-order");
    order.setAccessibleText(messages.text("evaluate.order"));
    order.setMinWidth(USE_PREF_SIZE);
    order.valueProperty().addListener((property, before, now) -> update());
    filter.setPromptText(messages.text("evaluate.category.filter"));
    filter.setAccessibleText(messages.text("evaluate.category.filter"));
    filter.setId("category-filter");
    filter.setMinWidth(0);
    filter.textProperty().addListener((property, before, now) -> update());
    HBox.setHgrow(filter, Priority.ALWAYS);
    HBox tools = new HBox(filter, order);
    tools.getStyleClass().add("evaluate-head");
    tools.visibleProperty().bind(bars.selectedProperty());
    tools.managedProperty().bind(tools.visibleProperty());
    return tools;
  }

  /** Shows what the view model has. */
  void update() {
    EvaluationDetails details = model.detailsProperty().get();
    rows.getChildren().clear();
    boolean any = details != null && !details.categories().rows().isEmpty();
    boolean asBars = bars.isSelected();
    matrix.setVisible(any && !asBars);
    matrix.setManaged(matrix.isVisible());
    all.setVisible(false);
    all.setManaged(false);
    if (details == null) {
      source.setText("");
      return;
    }
    String from = texts.source(details.evaluation());
    source.setText(any && asBars ? messages.text("evaluate.category.note", from) : from);
    if (any && asBars) {
      showBars(details.categories());
    } else if (any) {
      matrix.show(details);
      source.setText(messages.text("evaluate.confusion.note"));
    }
  }

  private void showBars(CategoryBreakdown categories) {
    String text = filter.getText().strip().toLowerCase(Locale.ROOT);
    List<CategoryBreakdown.Row> found =
        categories.rows().stream()
            .filter(row -> row.category().toLowerCase(Locale.ROOT).contains(text))
            .sorted(comparator())
            .toList();
    int most = showAll ? found.size() : Math.min(FIRST, found.size());
    found.subList(0, most).forEach(row -> rows.getChildren().add(row(row)));
    all.setVisible(found.size() > FIRST);
    all.setManaged(all.isVisible());
    all.setText(
        showAll
            ? messages.text("evaluate.category.fewer")
            : messages.text("evaluate.category.all", found.size()));
  }

  private Comparator<CategoryBreakdown.Row> comparator() {
    Comparator<CategoryBreakdown.Row> worst =
        Comparator.comparingDouble(CategoryBreakdown.Row::recallAt10);
    return switch (order.getValue()) {
      case WORST -> worst;
      case BEST -> worst.reversed();
      case NAME -> Comparator.comparing(CategoryBreakdown.Row::category);
      case IMAGES -> Comparator.comparingInt(CategoryBreakdown.Row::images).reversed();
    };
  }

  private Button row(CategoryBreakdown.Row row) {
    Label name = new Label(row.category());
    name.getStyleClass().add("category-name");
    CategoryBar bar = new CategoryBar(row.recallAt10(), row.imageRetrieval());
    HBox.setHgrow(bar, Priority.ALWAYS);
    Label value = new Label(String.format(Locale.ROOT, "%.1f", row.recallAt10()));
    value.getStyleClass().add("category-value");
    HBox content = new HBox(name, bar, value);
    content.setAlignment(Pos.CENTER_LEFT);
    Button button = new Button(null, content);
    button.getStyleClass().addAll("flat", "category-row");
    button.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(button.widthProperty());
    String facts =
        messages.text(
            "evaluate.category.tip",
            row.category(),
            row.recallAt10(),
            row.imageRetrieval().low(),
            row.imageRetrieval().high(),
            row.images());
    button.setTooltip(new Tooltip(facts));
    button.setAccessibleText(facts);
    CaseFilter filtered = model.cases().filterProperty().get();
    boolean chosen = filtered.category().equals(Optional.of(row.category()));
    button.pseudoClassStateChanged(CHOSEN, chosen);
    button.setOnAction(
        event ->
            model
                .cases()
                .filterProperty()
                .set(
                    filtered.withCategory(
                        chosen ? Optional.empty() : Optional.of(row.category()))));
    return button;
  }
}
