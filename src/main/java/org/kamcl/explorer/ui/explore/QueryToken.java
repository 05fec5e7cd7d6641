package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.reasons.WordReason;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A term of the query as a token: weight, exclude, edit, remove. */
final class QueryToken extends HBox {

  private final ThumbnailLoader thumbnailLoader;
  private final Messages messages;
  private final VBox stepper;
  private final Button remove;
  private final Tooltip tip = new Tooltip();
  private Actions actions;
  private QueryTerm term;
  private List<String> unknown = List.of();
  private List<WordReason> reasons = List.of();
  private ImageRecord image;

  /** Actions on a token. */
  interface Actions {
    /** Increases the weight by some steps, or decreases it if negative. */
    void changeWeight(int steps);

    void negate();

    void edit();

    void remove();
  }

  /** A token without a term, to be followed by {@link #setActions} and {@link #show}. */
  QueryToken(ThumbnailLoader thumbnailLoader, Messages messages) {
    this.thumbnailLoader = thumbnailLoader;
    this.messages = messages;
    setAlignment(Pos.CENTER_LEFT);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    stepper = stepper();
    remove = Icons.button("fth-x", messages.text("query.token.remove"), () -> actions.remove());
    remove.setGraphic(Icons.of("fth-x", 12));
    remove.getStyleClass().add("token-remove");
    remove.setFocusTraversable(false);
    remove.setMinWidth(USE_PREF_SIZE);
    Tooltip.install(this, tip);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          requestFocus();
          if (event.getClickCount() == 2) {
            actions.edit();
          }
          event.consume();
        });
    addEventHandler(
        ScrollEvent.SCROLL,
        event -> {
          if (event.isShortcutDown()) {
            actions.changeWeight(event.getDeltaY() > 0 ? 1 : -1);
            event.consume();
          }
        });
    setOnContextMenuRequested(event -> menu().show(this, event.getScreenX(), event.getScreenY()));
  }

  void setActions(Actions receiver) {
    actions = receiver;
  }

  /** The term, or null before {@link #show}. */
  QueryTerm term() {
    return term;
  }

  /**
   * Shows a term. The weight buttons and the remove button stay the same nodes, so that they stay
   * under the pointer.
   *
   * @param unknownWords words that the model does not know
   * @param record image of the archive that the term refers to, or null
   * @param wordReasons what its words do to the score of the selected hit; may be empty
   */
  void show(
      QueryTerm now, List<String> unknownWords, ImageRecord record, List<WordReason> wordReasons) {
    if (now.equals(term)
        && unknownWords.equals(unknown)
        && Objects.equals(record, image)
        && wordReasons.equals(reasons)) {
      return;
    }
    term = now;
    reasons = wordReasons;
    unknown = unknownWords;
    image = record;
    String words = words();
    getStyleClass().setAll("token");
    List<Node> leading = new ArrayList<>();
    if (term.excluded()) {
      getStyleClass().add("token-excluded");
      leading.add(Icons.of("fth-minus", 12));
    } else if (!unknown.isEmpty()) {
      getStyleClass().add("token-unknown");
      leading.add(Icons.of("fth-alert-triangle", 14));
    }
    if (image != null) {
      ThumbnailView box = new ThumbnailView(thumbnailLoader, "");
      box.getStyleClass().add("token-thumbnail");
      box.show(image);
      leading.add(box);
    } else if (term.kind() == QueryTerm.Kind.IMAGE) {
      leading.add(Icons.of("mdi2i-image-search-outline", 14));
    }
    leading.add(new TokenText(words, reasons));
    getChildren().removeIf(node -> node != stepper && node != remove);
    if (getChildren().isEmpty()) {
      getChildren().addAll(stepper, remove);
    }
    getChildren().addAll(0, leading);
    if (term.weight() != 1) {
      Label weight = new Label(weight());
      weight.getStyleClass().addAll("token-weight", "small");
      weight.setMinWidth(USE_PREF_SIZE);
      // Behind the weight buttons, which the changing width must not move.
      getChildren().add(getChildren().indexOf(remove), weight);
    }

    setAccessibleText(spoken(words));
    tip.setText(
        unknown.isEmpty()
            ? messages.text("query.token.tip", words)
            : messages.text("query.token.unknown", String.join(", ", unknown), unknown.size()));
  }

  private VBox stepper() {
    Button more = step("fth-chevron-up", "query.token.more", () -> actions.changeWeight(1));
    Button less = step("fth-chevron-down", "query.token.less", () -> actions.changeWeight(-1));
    VBox box = new VBox(more, less);
    box.getStyleClass().add("token-stepper");
    box.setAlignment(Pos.CENTER);
    box.opacityProperty()
        .bind(Bindings.when(hoverProperty().or(focusedProperty())).then(1.0).otherwise(0.0));
    return box;
  }

  private Button step(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.setGraphic(Icons.of(icon, 12));
    button.getStyleClass().setAll("token-step");
    button.setFocusTraversable(false);
    return button;
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .addAll(
            Menus.item(
                "fth-chevron-up", messages.text("query.token.more"), () -> actions.changeWeight(1)),
            Menus.item(
                "fth-chevron-down",
                messages.text("query.token.less"),
                () -> actions.changeWeight(-1)),
            Menus.item(
                term.excluded() ? "fth-plus" : "fth-minus",
                messages.text(term.excluded() ? "query.token.include" : "query.token.exclude"),
                actions::negate));
    if (term.kind() != QueryTerm.Kind.IMAGE) {
      menu.getItems()
          .add(Menus.item("fth-edit-2", messages.text("query.token.edit"), actions::edit));
    }
    menu.getItems().add(Menus.item("fth-x", messages.text("query.token.remove"), actions::remove));
    return menu;
  }

  private String words() {
    if (term.kind() != QueryTerm.Kind.IMAGE) {
      return term.kind() == QueryTerm.Kind.PHRASE ? "\u201C" + term.text() + "\u201D" : term.text();
    }
    if (image != null || term.text().startsWith("#")) {
      return messages.text("query.token.similar");
    }
    return messages.text(
        "query.token.similar.file", String.valueOf(Path.of(term.text()).getFileName()));
  }

  private String weight() {
    return String.format(messages.locale(), "%.2f", term.weight())
        .replaceAll("0+$", "")
        .replaceAll("[.,]$", "");
  }

  private String spoken(String words) {
    List<String> parts = new ArrayList<>();
    parts.add(term.excluded() ? messages.text("query.spoken.without", words) : words);
    if (term.weight() != 1) {
      parts.add(messages.text("query.spoken.weight", weight()));
    }
    return String.join(", ", parts).toLowerCase(Locale.ROOT);
  }
}
