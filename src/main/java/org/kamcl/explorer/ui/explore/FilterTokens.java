package org.kamcl.explorer.ui.explore;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The active filters, one token each, or folded into one in a narrow window. */
final class FilterTokens extends HBox {
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterFormatter formatter;
  private final Messages messages;
  private final Button open;

  /** Shows the images without a location with one click; hidden if there are none. */
  private final Button unplaced = new Button();

  private PopOver pane;
  private boolean folded;

  FilterTokens(
      FilterViewModel filters,
      FacetsViewModel facets,
      FilterFormatter formatter,
      Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.formatter = formatter;
    this.messages = messages;
    getStyleClass().add("filter-tokens");
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
    open = new Button();
    open.setId("filters");
    open.setTooltip(new Tooltip(messages.text("filter.open")));
    open.setAccessibleText(messages.text("filter.open"));
    open.setOnAction(event -> toggle());
    unplaced.setId("without-location");
    unplaced.setGraphic(Icons.of("mdi2m-map-marker-off-outline"));
    unplaced.getStyleClass().setAll("button", "filter-button");
    unplaced.setOnAction(event -> filters.withoutLocation(true));
    getChildren().addAll(unplaced, open);
    filters
        .criteria()
        .addListener((ListChangeListener<FilterViewModel.Criterion>) change -> show());
    facets.rangesProperty().addListener((property, before, now) -> show());
    show();
  }

  /** Sets whether the tokens are folded into one. */
  void setFolded(boolean on) {
    if (folded != on) {
      folded = on;
      show();
    }
  }

  private void toggle() {
    if (pane != null && pane.isShowing()) {
      pane.hide();
    } else {
      pane = Menus.showPopOver(open, new FilterPane(filters, facets, messages), HPos.RIGHT);
    }
  }

  private void show() {
    List<FilterViewModel.Criterion> parts = filters.criteria();
    // The button must stay in place: the popover hangs on it.
    getChildren().removeIf(node -> node != open && node != unplaced);
    int images = facets.rangesProperty().get().withoutLocation();
    unplaced.setVisible(images > 0 && !parts.contains(FilterViewModel.Criterion.NO_LOCATION));
    unplaced.setManaged(unplaced.isVisible());
    String text = messages.text("filter.unlocated.tip", images);
    unplaced.setAccessibleText(text);
    unplaced.setTooltip(new Tooltip(text));
    boolean one = folded && !parts.isEmpty();
    open.getStyleClass().setAll("button", one ? "filter-token" : "filter-button");
    open.setText(one ? messages.text("filter.folded", parts.size()) : "");
    open.setGraphic(Icons.of("fth-filter"));
    if (!folded) {
      getChildren().addAll(0, parts.stream().map(this::token).toList());
    }
  }

  private Node token(FilterViewModel.Criterion criterion) {
    String text = formatter.format(criterion);
    Label label = new Label(text, Icons.of(icon(criterion), 14));
    label.getStyleClass().add("filter-text");
    label.setTooltip(new Tooltip(text));
    Button drop =
        Icons.button(
            "fth-x",
            messages.text("filter.remove", text),
            () -> {
              // The button disappears with its filter; the focus must not move anywhere.
              open.requestFocus();
              filters.drop(criterion);
            });
    drop.setGraphic(Icons.of("fth-x", 12));
    drop.getStyleClass().add("token-remove");
    drop.setMinWidth(USE_PREF_SIZE);
    HBox token = new HBox(label, drop);
    token.setAlignment(Pos.CENTER_LEFT);
    token.getStyleClass().add("filter-token");
    return token;
  }

  static String icon(FilterViewModel.Criterion criterion) {
    return switch (criterion) {
      case AREA -> "fth-map";
      case NO_LOCATION -> "fth-map-pin";
      case DATES, NO_DATE -> "fth-calendar";
      case COLLECTIONS -> "fth-folder";
      case RESOLUTION -> "fth-maximize";
      case TAGS -> "fth-tag";
      case SUBSET -> "mdi2g-graph-outline";
    };
  }
}
