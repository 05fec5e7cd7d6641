package org.kamcl.explorer.ui.map;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Search field for towns, countries and coordinates, with suggestions while typing. */
final class PlaceSearchField extends HBox {
  private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
  private static final int MAX_SUGGESTIONS = 8;

  /** Decimal places of degrees: about 10 m. */
  private static final int DIGITS = 4;

  private final MapViewModel model;
  private final Messages messages;
  private final GeoFormatter formatter;
  private final TextField field = new TextField();
  private final ContextMenu suggestions = new ContextMenu();

  PlaceSearchField(MapViewModel model, Messages messages, GeoFormatter formatter) {
    this.model = model;
    this.messages = messages;
    this.formatter = formatter;
    field.setId("place");
    field.setPromptText(messages.text("map.search.prompt"));
    field.setAccessibleText(messages.text("map.search.accessible"));
    field.setTooltip(new Tooltip(messages.text("map.search.tooltip")));
    field.setMinWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((property, before, text) -> updateSuggestions());
    field.focusedProperty().addListener((property, before, focused) -> updateSuggestions());
    field.setOnAction(event -> goToFirst());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    getChildren().addAll(Icons.of("fth-map-pin"), field);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().addAll("map-card", "map-search");
  }

  private void updateSuggestions() {
    suggestions.getItems().clear();
    if (field.isFocused()) {
      for (PlaceFinder.Match match : model.findPlaces(field.getText(), MAX_SUGGESTIONS)) {
        MenuItem item = new MenuItem(name(match), Icons.of(icon(match)));
        item.setOnAction(event -> goTo(match));
        suggestions.getItems().add(item);
      }
    }
    if (suggestions.getItems().isEmpty()) {
      suggestions.hide();
    } else if (!suggestions.isShowing()) {
      suggestions.show(this, Side.BOTTOM, 0, 4);
    }
  }

  private String name(PlaceFinder.Match match) {
    return switch (match.kind()) {
      case COORDINATES -> formatter.coordinates(match.location(), DIGITS);
      case COUNTRY -> match.name();
      case TOWN -> messages.text("map.search.town", match.name(), match.country());
    };
  }

  private static String icon(PlaceFinder.Match match) {
    return switch (match.kind()) {
      case COORDINATES -> "fth-crosshair";
      case COUNTRY -> "fth-flag";
      case TOWN -> "fth-map-pin";
    };
  }

  private void goToFirst() {
    List<PlaceFinder.Match> matches = model.findPlaces(field.getText(), 1);
    matches.forEach(this::goTo);
    boolean unknown = matches.isEmpty() && !field.getText().isBlank();
    pseudoClassStateChanged(UNKNOWN, unknown);
  }

  private void goTo(PlaceFinder.Match match) {
    model.goTo(match);
    field.setText(name(match));
    field.selectAll();
    suggestions.hide();
  }

  private void onKey(KeyEvent event) {
    pseudoClassStateChanged(UNKNOWN, false);
    if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
      field.clear();
      event.consume();
    }
  }
}
