package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The query as tokens, followed by a text field. Assistive technology sees one text. */
final class QueryField extends HBox {
  private static final PseudoClass WITHIN = PseudoClass.getPseudoClass("within");
  private static final PseudoClass ALL = PseudoClass.getPseudoClass("all");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final QueryViewModel query;
  private final QueryFormatter formatter;
  private final ThumbnailLoader thumbnailLoader;
  private final Messages messages;
  private final SuggestionsViewModel suggestions;
  private final Runnable search;
  private final TextField field = new TypedField();
  private final TokenFlow flow = new TokenFlow(field);
  private final List<QueryToken> tokens = new ArrayList<>();

  /** Whether the whole query is selected (Ctrl+A). */
  private boolean all;

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
    this.formatter = formatter;
    this.thumbnailLoader = thumbnailLoader;
    this.messages = messages;
    this.search = search;
    getStyleClass().add("query-field");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("query");
    field.textProperty().bindBidirectional(query.typedProperty());
    field
        .textProperty()
        .addListener(
            (property, before, now) -> {
              // The text must not be changed from within its own change event.
              Platform.runLater(query::tokenize);
              if (field.isFocused()) {
                suggestions.typed();
              }
            });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
    field.addEventFilter(KeyEvent.KEY_TYPED, event -> typed(event));
    new SuggestionsPopup(suggestions, field, messages);
    HBox.setHgrow(flow, Priority.ALWAYS);
    getChildren().addAll(Icons.of("fth-search"), flow);
    query.terms().addListener((ListChangeListener<QueryTerm>) change -> show());
    query.unknownWords().addListener((SetChangeListener<String>) change -> show());
    query
        .problemProperty()
        .addListener((property, before, now) -> pseudoClassStateChanged(WRONG, !now.isEmpty()));
    addEventHandler(MouseEvent.MOUSE_CLICKED, event -> field.requestFocus());
    sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (scene != null) {
                scene.focusOwnerProperty().addListener((p, old, owner) -> focused(owner));
              }
            });
    ImageDropTarget.install(this, isImage, this::searchSimilar);
    show();
  }

  /** The text field. */
  TextField field() {
    return field;
  }

  private void focused(Node owner) {
    boolean within = owner == field || tokens.contains(owner);
    pseudoClassStateChanged(WITHIN, within);
    if (!within) {
      selectAll(false);
    }
    if (owner != field) {
      suggestions.close();
    }
  }

  private void show() {
    int focused = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isFocused()) {
        focused = i;
      }
    }
    tokens.clear();
    List<QueryTerm> terms = query.terms();
    for (int i = 0; i < terms.size(); i++) {
      tokens.add(token(terms.get(i), i));
    }
    flow.show(tokens);
    selectAll(false);
    if (focused >= 0) {
      // Restore the focus: the focused token was replaced.
      focus(Math.min(focused, tokens.size() - 1));
    }
    String spoken = tokens.stream().map(Node::getAccessibleText).collect(Collectors.joining("; "));
    field.setAccessibleText(
        spoken.isEmpty()
            ? messages.text("query.label")
            : messages.text("query.label.with", spoken));
  }

  private QueryToken token(QueryTerm term, int index) {
    QueryToken token =
        new QueryToken(
            term,
            query.unknown(term),
            formatter.image(term).orElse(null),
            thumbnailLoader,
            messages,
            new QueryToken.Actions() {
              @Override
              public void changeWeight(int steps) {
                query.changeWeight(index, steps);
              }

              @Override
              public void negate() {
                query.negate(index);
              }

              @Override
              public void edit() {
                query.edit(index);
                field.requestFocus();
                field.end();
              }

              @Override
              public void remove() {
                query.remove(index);
              }
            });
    token.addEventHandler(KeyEvent.KEY_PRESSED, event -> tokenKey(event, index));
    token.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if ("-".equals(event.getCharacter())) {
            query.negate(index);
            event.consume();
          }
        });
    return token;
  }

  private void tokenKey(KeyEvent event, int index) {
    boolean handled = true;
    switch (event.getCode()) {
      case UP -> query.changeWeight(index, 1);
      case DOWN -> query.changeWeight(index, -1);
      case LEFT -> focus(Math.max(0, index - 1));
      case RIGHT -> focus(index + 1);
      case HOME -> focus(0);
      case END -> focus(tokens.size());
      case DELETE, BACK_SPACE -> {
        if (all) {
          query.clear();
          field.requestFocus();
        } else {
          query.remove(index);
          focus(Math.min(index, query.terms().size()));
        }
      }
      case F2 -> {
        query.edit(index);
        field.requestFocus();
        field.end();
      }
      case ENTER -> search.run();
      default -> handled = shortcut(event, index);
    }
    if (handled) {
      event.consume();
    }
  }

  private boolean shortcut(KeyEvent event, int index) {
    if (!event.isShortcutDown()) {
      return false;
    }
    switch (event.getCode()) {
      case A -> selectAll(true);
      case C -> copy(all ? query.text() : QueryWriter.write(query.terms().get(index)));
      case X -> {
        copy(query.text());
        query.clear();
        field.requestFocus();
      }
      case V -> {
        field.requestFocus();
        field.paste();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Focuses a token, or the text field after the last one. */
  private void focus(int index) {
    if (index < 0 || index >= tokens.size()) {
      field.requestFocus();
      field.home();
    } else {
      tokens.get(index).requestFocus();
      flow.reveal(tokens.get(index));
    }
  }

  private void selectAll(boolean on) {
    all = on;
    tokens.forEach(token -> token.pseudoClassStateChanged(ALL, on));
  }

  private void typed(KeyEvent event) {
    boolean letter =
        !event.isShortcutDown()
            && !event.getCharacter().isEmpty()
            && event.getCharacter().charAt(0) >= ' ';
    if (all && letter) {
      // Typing replaces the selection.
      query.clear();
    }
  }

  private void fieldKey(KeyEvent event) {
    boolean handled = true;
    boolean atStart = field.getCaretPosition() == 0 && field.getSelection().getLength() == 0;
    boolean open = !suggestions.choices().isEmpty();
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER) {
      if (!suggestions.take()) {
        suggestions.close();
        search.run();
      }
    } else if (code == KeyCode.TAB && open && suggestions.take()) {
      field.end();
    } else if (code == KeyCode.DOWN && open) {
      suggestions.move(1);
    } else if (code == KeyCode.UP && open) {
      suggestions.move(-1);
    } else if (code == KeyCode.ESCAPE && open) {
      suggestions.close();
    } else if (code == KeyCode.ESCAPE && !query.isBlank()) {
      query.clear();
    } else if (code == KeyCode.Z
        && event.isShortcutDown()
        && !event.isShiftDown()
        && query.restore()) {
      field.end();
    } else if (all && (code == KeyCode.BACK_SPACE || code == KeyCode.DELETE)) {
      query.clear();
    } else if (code == KeyCode.A && event.isShortcutDown()) {
      field.selectAll();
      selectAll(true);
    } else if (all && code == KeyCode.C && event.isShortcutDown()) {
      copy(query.text());
    } else if (all && code == KeyCode.X && event.isShortcutDown()) {
      copy(query.text());
      query.clear();
    } else if ((code == KeyCode.LEFT || code == KeyCode.BACK_SPACE)
        && atStart
        && !tokens.isEmpty()) {
      focus(tokens.size() - 1);
    } else {
      handled = false;
      if (!event.isShortcutDown() && code.isArrowKey()) {
        selectAll(false);
      }
    }
    if (handled) {
      event.consume();
    }
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
        if (all) {
          query.clear();
        }
        query.paste(text, getSelection().getStart(), getSelection().getEnd());
      }
    }
  }
}
