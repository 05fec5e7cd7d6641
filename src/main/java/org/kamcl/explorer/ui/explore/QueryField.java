package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The query as tokens, followed by a text field. Assistive technology sees one text. */
final class QueryField extends HBox {
  private static final PseudoClass WITHIN = PseudoClass.getPseudoClass("within");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final QueryViewModel query;
  private final Messages messages;
  private final SuggestionsViewModel suggestions;
  private final Runnable search;
  private final TextField field = new TypedField();
  private final TokenList tokens;

  /**
   * @param isImage whether a dropped file can be a term of the query
   * @param search the action of Enter
   */
  QueryField(
      QueryViewModel query,
      SuggestionsViewModel suggestions,
      QueryFormatter formatter,
      ThumbnailLoader thumbnailLoader,
      Messages messages,
      Predicate<Path> isImage,
      Runnable search) {
    this.query = query;
    this.suggestions = suggestions;
    this.messages = messages;
    this.search = search;
    this.tokens =
        new TokenList(query, formatter, thumbnailLoader, messages, field, new QueryTextBox(field));
    getStyleClass().add("query-field");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("query");
    field.textProperty().bindBidirectional(query.typedProperty());
    field
        .textProperty()
        .addListener(
            (property, before, now) -> {
              tokens.setAllSelected(false);
              // The text must not be changed from within its own change event.
              Platform.runLater(this::tokenize);
              if (field.isFocused()) {
                tokens.revealField();
                suggestions.typed();
              }
            });
    QueryKeys.install(query, suggestions, field, tokens, search);
    new SuggestionsPopup(suggestions, field, messages);
    HBox.setHgrow(tokens.node(), Priority.ALWAYS);
    getChildren().addAll(Icons.of("fth-search"), tokens.node());
    query.terms().addListener((ListChangeListener<QueryTerm>) change -> showTerms());
    query.unknownWords().addListener((SetChangeListener<String>) change -> showTerms());
    query
        .problemProperty()
        .addListener((property, before, now) -> pseudoClassStateChanged(WRONG, !now.isEmpty()));
    addEventHandler(MouseEvent.MOUSE_CLICKED, event -> field.requestFocus());
    addEventFilter(MouseEvent.MOUSE_PRESSED, event -> tokens.setAllSelected(false));
    sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (scene != null) {
                scene.focusOwnerProperty().addListener((p, old, owner) -> focused(owner));
              }
            });
    ImageDropTarget.install(this, isImage, this::searchSimilar);
    showTerms();
  }

  /**
   * Turns finished terms into tokens. The cursor keeps its place in the remaining text: further
   * letters may have been typed before this runs.
   */
  private void tokenize() {
    int behindCursor = field.getLength() - field.getCaretPosition();
    String text = field.getText();
    query.tokenize();
    if (!field.getText().equals(text)) {
      field.positionCaret(Math.max(0, field.getLength() - behindCursor));
    }
  }

  /** The text field. */
  TextField field() {
    return field;
  }

  private void focused(Node owner) {
    boolean within = owner == field || tokens.contains(owner);
    pseudoClassStateChanged(WITHIN, within);
    if (!within) {
      tokens.setAllSelected(false);
    }
    if (owner != field) {
      suggestions.close();
    }
  }

  private void showTerms() {
    tokens.update();
    String text = tokens.accessibleText();
    field.setAccessibleText(
        text.isEmpty() ? messages.text("query.label") : messages.text("query.label.with", text));
  }

  /** Searches for images similar to a file. */
  private void searchSimilar(Path file) {
    query.commit();
    query.add(new QueryTerm(QueryTerm.Kind.IMAGE, file.toString(), 1, false));
    search.run();
  }

  /** Pasted text becomes tokens. */
  private final class TypedField extends TextField {
    @Override
    public void paste() {
      String text = Clipboard.getSystemClipboard().getString();
      if (text != null && !text.isBlank()) {
        if (tokens.isAllSelected()) {
          query.clear();
        }
        query.paste(text, getSelection().getStart(), getSelection().getEnd());
      }
    }
  }
}
