package org.kamcl.explorer.ui.explore;

import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Skin;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Suggestions below the query field. The field keeps the focus. */
final class SuggestionsPopup {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double BELOW = 10;

  private final SuggestionsViewModel model;
  private final TextField field;
  private final Messages messages;
  private final VBox list = new VBox();
  private final PopupControl popup = new PopupControl();

  SuggestionsPopup(SuggestionsViewModel model, TextField field, Messages messages) {
    this.model = model;
    this.field = field;
    this.messages = messages;
    list.getStyleClass().add("suggestions");
    popup.setSkin(new PlainSkin());
    popup.setAutoHide(true);
    // Otherwise the first click on the search button would only close the suggestions.
    popup.setConsumeAutoHidingEvents(false);
    popup.setHideOnEscape(true);
    model.choices().addListener((ListChangeListener<SuggestionsViewModel.Choice>) change -> show());
    model.chosenProperty().addListener((property, before, now) -> mark());
  }

  private final class PlainSkin implements Skin<PopupControl> {
    @Override
    public PopupControl getSkinnable() {
      return popup;
    }

    @Override
    public Node getNode() {
      return list;
    }

    @Override
    public void dispose() {
      // There is nothing to release.
    }
  }

  private void show() {
    list.getChildren().setAll(model.choices().stream().map(this::row).toList());
    mark();
    if (model.choices().isEmpty() || !field.isFocused() || field.getScene() == null) {
      popup.hide();
      return;
    }
    Bounds bounds = field.localToScreen(field.getLayoutBounds());
    popup.show(field, bounds.getMinX(), bounds.getMaxY() + BELOW);
  }

  private void mark() {
    for (int i = 0; i < list.getChildren().size(); i++) {
      list.getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == model.chosenProperty().get());
    }
  }

  private HBox row(SuggestionsViewModel.Choice choice) {
    TextFlow text = text(choice.text());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label note =
        new Label(
            switch (choice.kind()) {
              case CONCEPT -> messages.text("query.suggest.concept", choice.images());
              case CAPTION -> messages.text("query.suggest.caption");
              case SAVED -> messages.text("query.suggest.saved");
            });
    note.getStyleClass().addAll("small", "muted");
    note.setMinWidth(Region.USE_PREF_SIZE);
    String icon =
        switch (choice.kind()) {
          case CONCEPT -> "mdi2g-graph-outline";
          case CAPTION -> "fth-align-left";
          case SAVED -> "fth-bookmark";
        };
    HBox row = new HBox(Icons.of(icon), text, gap, note);
    row.getStyleClass().add("suggestion");
    row.setAlignment(Pos.CENTER_LEFT);
    row.setOnMousePressed(
        event -> {
          model.take(choice);
          field.end();
        });
    return row;
  }

  /** Highlights the typed text. */
  private TextFlow text(String all) {
    String typed = field.getText().strip().toLowerCase(Locale.ROOT);
    String last = typed.substring(typed.lastIndexOf(' ') + 1);
    String small = all.toLowerCase(Locale.ROOT);
    String found = small.contains(typed) ? typed : last;
    int at = found.isEmpty() ? -1 : small.indexOf(found);
    TextFlow flow = new TextFlow();
    if (at < 0) {
      flow.getChildren().add(word(all, false));
      return flow;
    }
    flow.getChildren()
        .addAll(
            word(all.substring(0, at), false),
            word(all.substring(at, at + found.length()), true),
            word(all.substring(at + found.length()), false));
    return flow;
  }

  private static Text word(String words, boolean bold) {
    Text text = new Text(words);
    text.getStyleClass().add("caption");
    if (bold) {
      text.getStyleClass().add("bold");
    }
    return text;
  }
}
