package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;

/** The tokens of the query field: creates them from the terms, and manages focus and selection. */
final class TokenList {
  private static final PseudoClass ALL = PseudoClass.getPseudoClass("all");

  private final QueryViewModel query;
  private final QueryFormatter formatter;
  private final ThumbnailLoader thumbnailLoader;
  private final Messages messages;
  private final TextField field;
  private final TokenFlow flow;
  private final List<QueryToken> tokens = new ArrayList<>();
  private ObjIntConsumer<QueryToken> onCreated = (token, index) -> {};
  private boolean allSelected;

  /**
   * @param field the text field after the last token
   */
  TokenList(
      QueryViewModel query,
      QueryFormatter formatter,
      ThumbnailLoader thumbnailLoader,
      Messages messages,
      TextField field) {
    this.query = query;
    this.formatter = formatter;
    this.thumbnailLoader = thumbnailLoader;
    this.messages = messages;
    this.field = field;
    this.flow = new TokenFlow(field);
  }

  /** The tokens and the text field. */
  Node node() {
    return flow;
  }

  /** Sets the receiver of new tokens and their indexes, such as the key handling. */
  void setOnCreated(ObjIntConsumer<QueryToken> receiver) {
    onCreated = receiver;
  }

  /** Creates the tokens again from the terms of the query. A focused token keeps the focus. */
  void update() {
    int focused = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isFocused()) {
        focused = i;
      }
    }
    tokens.clear();
    List<QueryTerm> terms = query.terms();
    for (int i = 0; i < terms.size(); i++) {
      QueryToken token = create(terms.get(i), i);
      onCreated.accept(token, i);
      tokens.add(token);
    }
    flow.show(tokens);
    setAllSelected(false);
    if (focused >= 0) {
      // Restore the focus: the focused token was replaced.
      focus(Math.min(focused, tokens.size() - 1));
    }
  }

  private QueryToken create(QueryTerm term, int index) {
    return new QueryToken(
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
            TokenList.this.edit(index);
          }

          @Override
          public void remove() {
            query.remove(index);
          }
        });
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
    } else {
      tokens.get(index).requestFocus();
      flow.reveal(tokens.get(index));
    }
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
