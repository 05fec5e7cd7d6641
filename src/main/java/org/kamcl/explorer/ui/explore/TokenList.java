package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableIntegerValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.reasons.WordReason;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** The tokens of the query field: creates them from the terms, and manages focus and selection. */
final class TokenList {
  private static final PseudoClass ALL = PseudoClass.getPseudoClass("all");

  private final QueryViewModel query;
  private final QueryFormatter formatter;
  private final ThumbnailLoader thumbnailLoader;
  private final Messages messages;
  private final TextField field;
  private final TokenFlow flow;
  private final HBox box;
  private final List<QueryToken> tokens = new ArrayList<>();
  private Consumer<QueryToken> onCreated = token -> {};
  private Function<QueryTerm, List<WordReason>> reasons = term -> List.of();
  private boolean allSelected;

  /**
   * @param field the text field after the last token
   * @param fieldBox shows the text field
   */
  TokenList(
      QueryViewModel query,
      QueryFormatter formatter,
      ThumbnailLoader thumbnailLoader,
      Messages messages,
      TextField field,
      Node fieldBox) {
    this.query = query;
    this.formatter = formatter;
    this.thumbnailLoader = thumbnailLoader;
    this.messages = messages;
    this.field = field;
    this.flow = new TokenFlow(fieldBox);
    this.box = new HBox(flow, more());
    box.getStyleClass().add("token-box");
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(flow, Priority.ALWAYS);
  }

  /** Buttons that say how many tokens are in hidden rows, and scroll to them. */
  private Node more() {
    VBox marks =
        new VBox(
            more("fth-chevron-up", "query.more.above", flow.hiddenBeforeProperty(), -1),
            more("fth-chevron-down", "query.more.below", flow.hiddenAfterProperty(), 1));
    marks.getStyleClass().add("token-more");
    marks.setAlignment(Pos.CENTER);
    marks
        .visibleProperty()
        .bind(
            flow.hiddenBeforeProperty()
                .greaterThan(0)
                .or(flow.hiddenAfterProperty().greaterThan(0)));
    marks.managedProperty().bind(marks.visibleProperty());
    return marks;
  }

  private Button more(String icon, String key, ObservableIntegerValue hidden, int rows) {
    Button button = Icons.button(icon, "", () -> flow.scrollRows(rows));
    button.setId(rows < 0 ? "tokens-above" : "tokens-below");
    button.setGraphic(Icons.of(icon, 12));
    button.getStyleClass().setAll("button", "token-more-button");
    button.setMinWidth(Button.USE_PREF_SIZE);
    // The tokens themselves are reached with the arrow keys.
    button.setFocusTraversable(false);
    Runnable update =
        () -> {
          int count = hidden.get();
          button.setText(Integer.toString(count));
          button.setVisible(count > 0);
          String text = messages.text(key, count);
          button.setAccessibleText(text);
          Tips.set(button, text);
        };
    hidden.addListener((property, before, now) -> update.run());
    update.run();
    return button;
  }

  /** Sets what tells the words of a term that are underlined. */
  void setReasons(Function<QueryTerm, List<WordReason>> source) {
    reasons = source;
  }

  /** The tokens and the text field. */
  Node node() {
    return box;
  }

  /** Sets the receiver of new tokens, such as the key handling. */
  void setOnCreated(Consumer<QueryToken> receiver) {
    onCreated = receiver;
  }

  /**
   * Updates the tokens from the terms of the query. Tokens of unchanged terms stay as they are; one
   * whose term is changed in place keeps its position and the focus. A selection of the whole query
   * ends when the terms have changed, and stays when only the reasons or the unknown words have:
   * those arrive at any time after a search.
   */
  void update() {
    List<QueryTerm> terms = query.terms();
    int focused = focused();
    int first = 0;
    int most = Math.min(tokens.size(), terms.size());
    while (first < most && tokens.get(first).term().equals(terms.get(first))) {
      first++;
    }
    int last = 0;
    while (last < most - first
        && tokens.get(tokens.size() - 1 - last).term().equals(terms.get(terms.size() - 1 - last))) {
      last++;
    }
    boolean added = terms.size() > tokens.size();
    boolean termsChanged = terms.size() != tokens.size() || first < terms.size();
    List<QueryToken> tail = new ArrayList<>(tokens.subList(tokens.size() - last, tokens.size()));
    List<QueryToken> changed = new ArrayList<>(tokens.subList(first, tokens.size() - last));
    tokens.subList(first, tokens.size()).clear();
    for (int i = first; i < terms.size() - last; i++) {
      tokens.add(i - first < changed.size() ? changed.get(i - first) : create());
    }
    tokens.addAll(tail);
    for (int i = 0; i < terms.size(); i++) {
      QueryTerm term = terms.get(i);
      tokens
          .get(i)
          .show(term, query.unknown(term), formatter.image(term).orElse(null), reasons.apply(term));
    }
    flow.show(tokens, added);
    setAllSelected(allSelected && !termsChanged);
    if (focused >= 0 && focused() < 0) {
      focus(Math.min(focused, tokens.size()));
    }
  }

  private int focused() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isFocused()) {
        return i;
      }
    }
    return -1;
  }

  private QueryToken create() {
    QueryToken token = new QueryToken(thumbnailLoader, messages);
    token.setActions(
        new QueryToken.Actions() {
          @Override
          public void changeWeight(int steps) {
            flow.hold();
            query.changeWeight(indexOf(token), steps);
          }

          @Override
          public void negate() {
            query.negate(indexOf(token));
          }

          @Override
          public void edit() {
            TokenList.this.edit(indexOf(token));
          }

          @Override
          public void remove() {
            // Otherwise typed letters would not arrive in the query.
            field.requestFocus();
            field.end();
            query.remove(indexOf(token));
          }
        });
    token
        .hoverProperty()
        .addListener(
            (property, before, over) -> {
              if (!over) {
                flow.release();
              }
            });
    onCreated.accept(token);
    return token;
  }

  /** The index of a token, from 0. */
  int indexOf(QueryToken token) {
    return tokens.indexOf(token);
  }

  /** Turns a token into text in the field. */
  void edit(int index) {
    query.edit(index);
    field.requestFocus();
    field.end();
  }

  /** Focuses a token, or the text field after the last one. */
  void focus(int index) {
    if (index < 0 || index >= tokens.size()) {
      field.requestFocus();
      field.home();
      flow.revealField();
    } else {
      tokens.get(index).requestFocus();
      flow.reveal(tokens.get(index));
    }
  }

  /** Scrolls to the text field. */
  void revealField() {
    flow.revealField();
  }

  int size() {
    return tokens.size();
  }

  /** Whether a node is one of the tokens. */
  boolean contains(Node node) {
    return tokens.contains(node);
  }

  /** Whether the whole query is selected (Ctrl+A). */
  boolean isAllSelected() {
    return allSelected;
  }

  /** Selects the whole query, or nothing. */
  void setAllSelected(boolean selected) {
    allSelected = selected;
    tokens.forEach(token -> token.pseudoClassStateChanged(ALL, selected));
  }

  /** Text of the tokens for assistive technology; empty if there are none. */
  String accessibleText() {
    return tokens.stream().map(Node::getAccessibleText).collect(Collectors.joining("; "));
  }
}
