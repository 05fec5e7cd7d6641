package org.kamcl.explorer.ui.explore;

import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kamcl.explorer.query.QueryWriter;

/** The keys of the query field: in its text field and on its tokens. */
final class QueryKeys {
  private static final char DELETE = 0x7F;

  private final QueryViewModel query;
  private final SuggestionsViewModel suggestions;
  private final TextField field;
  private final TokenList tokens;
  private final Runnable search;
  private final Runnable leave;

  private QueryKeys(
      QueryViewModel query,
      SuggestionsViewModel suggestions,
      TextField field,
      TokenList tokens,
      Runnable search,
      Runnable leave) {
    this.leave = leave;
    this.query = query;
    this.suggestions = suggestions;
    this.field = field;
    this.tokens = tokens;
    this.search = search;
  }

  /**
   * Handles the keys of a text field and of the tokens before it.
   *
   * @param search the action of Enter
   * @param leave the action of Down
   */
  static void install(
      QueryViewModel query,
      SuggestionsViewModel suggestions,
      TextField field,
      TokenList tokens,
      Runnable search,
      Runnable leave) {
    QueryKeys keys = new QueryKeys(query, suggestions, field, tokens, search, leave);
    field.addEventFilter(KeyEvent.KEY_PRESSED, keys::fieldKeyPressed);
    field.addEventFilter(KeyEvent.KEY_TYPED, keys::fieldKeyTyped);
    field.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, keys::textComposed);
    tokens.setOnCreated(keys::addTo);
  }

  private void addTo(QueryToken token) {
    token.addEventHandler(
        KeyEvent.KEY_PRESSED, event -> tokenKeyPressed(event, tokens.indexOf(token)));
    token.addEventHandler(KeyEvent.KEY_TYPED, event -> tokenKeyTyped(event, tokens.indexOf(token)));
  }

  private void tokenKeyTyped(KeyEvent event, int index) {
    if ("-".equals(event.getCharacter()) && !tokens.isAllSelected()) {
      query.negate(index);
      event.consume();
    } else if (isText(event) && !event.getCharacter().isBlank()) {
      // Typing continues the query; it replaces a selected one.
      if (tokens.isAllSelected()) {
        clear();
      }
      field.requestFocus();
      field.end();
      field.insertText(field.getLength(), event.getCharacter());
      event.consume();
    }
  }

  /** Clears the query and the selection of its tokens, which must not outlive them. */
  private void clear() {
    tokens.setAllSelected(false);
    query.clear();
  }

  /** Whether a typed character is text rather than a control character or a shortcut. */
  private static boolean isText(KeyEvent event) {
    boolean altGraph = event.isControlDown() && event.isAltDown();
    return (altGraph || (!event.isShortcutDown() && !event.isAltDown()))
        && !event.getCharacter().isEmpty()
        && event.getCharacter().charAt(0) >= ' '
        && event.getCharacter().charAt(0) != DELETE;
  }

  private void tokenKeyPressed(KeyEvent event, int index) {
    boolean handled = true;
    switch (event.getCode()) {
      case UP -> query.changeWeight(index, 1);
      case DOWN -> query.changeWeight(index, -1);
      case LEFT -> tokens.focus(Math.max(0, index - 1));
      case RIGHT -> tokens.focus(index + 1);
      case HOME -> tokens.focus(0);
      case END -> tokens.focus(tokens.size());
      case DELETE, BACK_SPACE -> {
        if (tokens.isAllSelected()) {
          clear();
          field.requestFocus();
        } else {
          query.remove(index);
          tokens.focus(Math.min(index, query.terms().size()));
        }
      }
      case F2 -> tokens.edit(index);
      case ENTER -> search.run();
      default -> handled = tokenShortcut(event, index);
    }
    if (handled) {
      event.consume();
    }
  }

  private boolean tokenShortcut(KeyEvent event, int index) {
    if (!event.isShortcutDown()) {
      return false;
    }
    switch (event.getCode()) {
      case A -> tokens.setAllSelected(true);
      case C ->
          copy(tokens.isAllSelected() ? query.text() : QueryWriter.write(query.terms().get(index)));
      case X -> {
        copy(query.text());
        clear();
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

  private void fieldKeyTyped(KeyEvent event) {
    if (tokens.isAllSelected() && isText(event)) {
      // Typing replaces the selection.
      clear();
    }
  }

  /** As for typed letters, when an input method such as Pinyin writes them. */
  private void textComposed(InputMethodEvent event) {
    if (tokens.isAllSelected()
        && !(event.getCommitted().isEmpty() && event.getComposed().isEmpty())) {
      clear();
    }
  }

  private void fieldKeyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    boolean handled =
        suggestionKey(code)
            || queryKey(event)
            || leavesKey(event)
            || (tokens.isAllSelected() && selectionKey(event))
            || tokenFocusKey(code);
    if (handled) {
      event.consume();
    } else if (!event.isShortcutDown() && code.isArrowKey()) {
      tokens.setAllSelected(false);
    }
  }

  /** Keys of the open suggestions. */
  private boolean suggestionKey(KeyCode code) {
    if (suggestions.choices().isEmpty()) {
      return false;
    }
    switch (code) {
      case TAB -> {
        if (!suggestions.take()) {
          return false;
        }
        field.end();
      }
      case DOWN -> suggestions.move(1);
      case UP -> suggestions.move(-1);
      case ESCAPE -> suggestions.close();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys that act on the whole query. */
  private boolean queryKey(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER) {
      if (!suggestions.take()) {
        suggestions.close();
        search.run();
      }
      return true;
    }
    if (code == KeyCode.ESCAPE && !query.isBlank()) {
      clear();
      return true;
    }
    if (!event.isShortcutDown()) {
      return false;
    }
    if (code == KeyCode.Z && !event.isShiftDown() && query.restore()) {
      field.end();
      return true;
    }
    if (code == KeyCode.A) {
      field.selectAll();
      tokens.setAllSelected(tokens.size() > 0);
      return true;
    }
    return false;
  }

  /** Down without suggestions goes to the hits. The text field would consume it. */
  private boolean leavesKey(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isShiftDown() && !event.isAltDown();
    if (event.getCode() != KeyCode.DOWN || !plain) {
      return false;
    }
    leave.run();
    return true;
  }

  /** Keys that act on the selected query. */
  private boolean selectionKey(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.BACK_SPACE || code == KeyCode.DELETE) {
      clear();
      return true;
    }
    if (!event.isShortcutDown() || (code != KeyCode.C && code != KeyCode.X)) {
      return false;
    }
    copy(query.text());
    if (code == KeyCode.X) {
      clear();
    }
    return true;
  }

  /** Keys that move the focus from the start of the text to the last token. */
  private boolean tokenFocusKey(KeyCode code) {
    boolean atStart = field.getCaretPosition() == 0 && field.getSelection().getLength() == 0;
    if ((code != KeyCode.LEFT && code != KeyCode.BACK_SPACE) || !atStart || tokens.size() == 0) {
      return false;
    }
    tokens.focus(tokens.size() - 1);
    return true;
  }
}
