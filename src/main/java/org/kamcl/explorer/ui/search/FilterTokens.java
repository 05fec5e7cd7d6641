package org.kamcl.explorer.ui.search;

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
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** What is filtered by, one token each; without room all in one. */
final class FilterTokens extends HBox {
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterWords words;
  private final Messages messages;
  private final Button open;
  private PopOver pane;
  private boolean folded;

  FilterTokens(
      FilterViewModel filters, FacetsViewModel facets, FilterWords words, Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.words = words;
    this.messages = messages;
    getStyleClass().add("filter-tokens");
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
    open = new Button();
    open.setId("filters");
    open.setTooltip(new Tooltip(messages.text("filter.open")));
    open.setAccessibleText(messages.text("filter.open"));
    open.setOnAction(event -> toggle());
    getChildren().add(open);
    filters.parts().addListener((ListChangeListener<FilterViewModel.Part>) change -> show());
    facets.rangesProperty().addListener((property, before, now) -> show());
    show();
  }

  /** Whether there is no room for one token each. */
  void fold(boolean on) {
    if (folded != on) {
      folded = on;
      show();
    }
  }

  private void toggle() {
    if (pane != null && pane.isShowing()) {
      pane.hide();
    } else {
      pane = Menus.under(open, new FilterPane(filters, facets, words, messages), HPos.RIGHT);
    }
  }

  private void show() {
    List<FilterViewModel.Part> parts = filters.parts();
    // The button stays: without it the pane that hangs on it would close.
    getChildren().removeIf(node -> node != open);
    boolean one = folded && !parts.isEmpty();
    open.getStyleClass().setAll("button", one ? "filter-token" : "filter-button");
    open.setText(one ? messages.text("filter.folded", parts.size()) : "");
    open.setGraphic(Icons.of("fth-filter"));
    if (!folded) {
      getChildren().addAll(0, parts.stream().map(this::token).toList());
    }
  }

  private Node token(FilterViewModel.Part part) {
    String text = words.text(part);
    Label label = new Label(text, Icons.of(icon(part), 14));
    label.getStyleClass().add("filter-text");
    label.setTooltip(new Tooltip(text));
    Button drop =
        Icons.button("fth-x", messages.text("filter.drop", text), () -> filters.drop(part));
    drop.setGraphic(Icons.of("fth-x", 12));
    drop.getStyleClass().add("token-remove");
    drop.setMinWidth(USE_PREF_SIZE);
    HBox token = new HBox(label, drop);
    token.setAlignment(Pos.CENTER_LEFT);
    token.getStyleClass().add("filter-token");
    return token;
  }

  static String icon(FilterViewModel.Part part) {
    return switch (part) {
      case AREA -> "fth-map";
      case UNPLACED -> "fth-map-pin";
      case DATES, UNDATED -> "fth-calendar";
      case COLLECTIONS -> "fth-folder";
      case RESOLUTION -> "fth-maximize";
      case TAGS -> "fth-tag";
    };
  }
}
