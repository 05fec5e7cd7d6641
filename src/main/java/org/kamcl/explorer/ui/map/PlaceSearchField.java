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

/** Finds a place: a town, a country, or coordinates, suggested while one types. */
final class PlaceSearchField extends HBox {
  private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
  private static final int SUGGESTIONS = 8;

  /** Digits of degrees that tell streets apart. */
  private static final int DIGITS = 4;

  private final MapViewModel model;
  private final Messages messages;
  private final GeoFormatter words;
  private final TextField field = new TextField();
  private final ContextMenu menu = new ContextMenu();

  PlaceSearchField(MapViewModel model, Messages messages, GeoFormatter words) {
    this.model = model;
    this.messages = messages;
    this.words = words;
    field.setId("place");
    field.setPromptText(messages.text("map.place"));
    field.setAccessibleText(messages.text("map.place.spoken"));
    field.setTooltip(new Tooltip(messages.text("map.place.tip")));
    field.setMinWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((property, before, text) -> suggest());
    field.focusedProperty().addListener((property, before, focused) -> suggest());
    field.setOnAction(event -> first());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    getChildren().addAll(Icons.of("fth-map-pin"), field);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().addAll("map-card", "map-place");
  }

  private void suggest() {
    menu.getItems().clear();
    if (field.isFocused()) {
      for (PlaceFinder.Match match : model.find(field.getText(), SUGGESTIONS)) {
        MenuItem item = new MenuItem(name(match), Icons.of(icon(match)));
        item.setOnAction(event -> go(match));
        menu.getItems().add(item);
      }
    }
    if (menu.getItems().isEmpty()) {
      menu.hide();
    } else if (!menu.isShowing()) {
      menu.show(this, Side.BOTTOM, 0, 4);
    }
  }

  private String name(PlaceFinder.Match match) {
    return switch (match.kind()) {
      case COORDINATES -> words.coordinates(match.location(), DIGITS);
      case COUNTRY -> match.name();
      case TOWN -> messages.text("details.place.in", match.name(), match.country());
    };
  }

  private static String icon(PlaceFinder.Match match) {
    return switch (match.kind()) {
      case COORDINATES -> "fth-crosshair";
      case COUNTRY -> "fth-flag";
      case TOWN -> "fth-map-pin";
    };
  }

  private void first() {
    List<PlaceFinder.Match> found = model.find(field.getText(), 1);
    found.forEach(this::go);
    boolean unknown = found.isEmpty() && !field.getText().isBlank();
    pseudoClassStateChanged(UNKNOWN, unknown);
  }

  private void go(PlaceFinder.Match match) {
    model.goTo(match);
    field.setText(name(match));
    field.selectAll();
    menu.hide();
  }

  private void key(KeyEvent event) {
    pseudoClassStateChanged(UNKNOWN, false);
    if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
      field.clear();
      event.consume();
    }
  }
}
