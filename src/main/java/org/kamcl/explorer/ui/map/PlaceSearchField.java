package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * Search field for towns, countries and coordinates, with suggestions while typing. The field keeps
 * the focus: the suggestions below it are a part of the map, not a window that takes the keys.
 */
final class PlaceSearchField extends VBox {
  private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final int MAX_SUGGESTIONS = 8;

  /** Decimal places of degrees: about 10 m. */
  private static final int DIGITS = 4;

  private final MapViewModel model;
  private final Messages messages;
  private final GeoFormatter formatter;
  private final TextField field = new TextField();
  private final VBox suggestions = new VBox();
  private final Label unknown = new Label();
  private final List<PlaceFinder.Match> matches = new ArrayList<>();

  /** Index of the match that the arrow keys chose; -1 for none. */
  private int chosen = -1;

  /** Whether the text is set to the name of a place, which is not a search for it. */
  private boolean naming;

  PlaceSearchField(MapViewModel model, Messages messages, GeoFormatter formatter) {
    this.model = model;
    this.messages = messages;
    this.formatter = formatter;
    field.setId("place");
    field.setPromptText(messages.text("map.search.prompt"));
    field.setAccessibleText(messages.text("map.search.accessible"));
    Tips.set(field, messages.text("map.search.tooltip"));
    field.setMinWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((property, before, text) -> typed());
    field.focusedProperty().addListener((property, before, focused) -> hideSuggestions());
    field.setOnAction(event -> enter());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    HBox box = new HBox(Icons.of("fth-map-pin"), field);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("map-card", "map-search-box");
    suggestions.setId("place-suggestions");
    suggestions.getStyleClass().addAll("map-card", "map-suggestions");
    unknown.setId("place-unknown");
    unknown.setWrapText(true);
    unknown.setMinHeight(USE_PREF_SIZE);
    unknown.getStyleClass().addAll("map-card", "map-unknown");
    getChildren().addAll(box, suggestions, unknown);
    getStyleClass().add("map-search");
    setPickOnBounds(false);
    // The lists below the field may be wider than it.
    setMinWidth(0);
    show(suggestions, false);
    show(unknown, false);
  }

  private static void show(Region region, boolean visible) {
    region.setVisible(visible);
    region.setManaged(visible);
  }

  private void typed() {
    showUnknown(false);
    hideSuggestions();
    if (naming || !field.isFocused()) {
      return;
    }
    matches.addAll(model.findPlaces(field.getText(), MAX_SUGGESTIONS));
    matches.forEach(match -> suggestions.getChildren().add(row(match)));
    show(suggestions, !matches.isEmpty());
  }

  private Label row(PlaceFinder.Match match) {
    Label row = new Label(name(match), Icons.of(icon(match)));
    row.getStyleClass().add("map-suggestion");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setOnMousePressed(
        event -> {
          goTo(match);
          event.consume();
        });
    return row;
  }

  private void hideSuggestions() {
    matches.clear();
    suggestions.getChildren().clear();
    chosen = -1;
    show(suggestions, false);
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

  /** Goes to the chosen suggestion, or else to the most likely place. */
  private void enter() {
    if (chosen >= 0) {
      goTo(matches.get(chosen));
      return;
    }
    List<PlaceFinder.Match> first = model.findPlaces(field.getText(), 1);
    first.forEach(this::goTo);
    showUnknown(first.isEmpty() && !field.getText().isBlank());
  }

  private void showUnknown(boolean wanted) {
    pseudoClassStateChanged(UNKNOWN, wanted);
    unknown.setText(wanted ? messages.text("map.search.unknown", field.getText().strip()) : "");
    field.setAccessibleHelp(unknown.getText());
    show(unknown, wanted);
  }

  private void goTo(PlaceFinder.Match match) {
    model.goTo(match);
    naming = true;
    field.setText(name(match));
    naming = false;
    field.selectAll();
    hideSuggestions();
  }

  private void onKey(KeyEvent event) {
    boolean handled = true;
    switch (event.getCode()) {
      case DOWN, KP_DOWN -> choose(chosen + 1);
      case UP, KP_UP -> choose(chosen - 1);
      case ESCAPE -> handled = escape();
      default -> handled = false;
    }
    if (handled) {
      event.consume();
    }
  }

  private void choose(int wanted) {
    if (matches.isEmpty()) {
      typed();
    }
    chosen = Math.max(-1, Math.min(matches.size() - 1, wanted));
    for (int i = 0; i < matches.size(); i++) {
      suggestions.getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == chosen);
    }
  }

  /** Closes the suggestions, or else clears the field; whether there was something to do. */
  private boolean escape() {
    if (!matches.isEmpty() || unknown.isVisible()) {
      hideSuggestions();
      showUnknown(false);
      return true;
    }
    boolean filled = !field.getText().isEmpty();
    field.clear();
    return filled;
  }
}
