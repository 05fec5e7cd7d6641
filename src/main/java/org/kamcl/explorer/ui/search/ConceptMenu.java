package org.kamcl.explorer.ui.search;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.words.Messages;

/** Corrects the query by a concept that was pressed. */
public final class ConceptMenu implements ConceptHandler {
  private final QueryViewModel query;
  private final Messages messages;

  /** Corrects a query. */
  public ConceptMenu(QueryViewModel query, Messages messages) {
    this.query = query;
    this.messages = messages;
  }

  @Override
  public Mark mark(String concept) {
    return switch (query.standing(concept)) {
      case WANTED -> Mark.ADDED;
      case EXCLUDED -> Mark.NEGATED;
      case OUT -> Mark.PLAIN;
    };
  }

  @Override
  public Observable changes() {
    return query.terms();
  }

  @Override
  public void press(String concept) {
    if (mark(concept) == Mark.PLAIN) {
      query.want(concept);
    } else {
      query.drop(concept);
    }
  }

  @Override
  public void exclude(String concept) {
    query.exclude(concept);
  }

  @Override
  public String pressed(String concept) {
    Mark mark = mark(concept);
    String press = messages.text(mark == Mark.PLAIN ? "concept.add" : "concept.drop", concept);
    return mark == Mark.NEGATED ? press : messages.text("concept.tip", press);
  }

  @Override
  public String excluded(String concept) {
    return messages.text("concept.exclude", concept);
  }

  @Override
  public void open(String concept, Node owner) {
    Mark mark = mark(concept);
    List<MenuItem> items = new ArrayList<>();
    if (mark != Mark.ADDED) {
      items.add(
          Menus.item("fth-plus", messages.text("concept.add", concept), () -> query.want(concept)));
    }
    if (mark != Mark.NEGATED) {
      items.add(
          Menus.item(
              "fth-chevron-up",
              messages.text("concept.stress", concept),
              () -> query.stress(concept)));
      items.add(
          Menus.item(
              "fth-minus",
              messages.text("concept.exclude", concept),
              () -> query.exclude(concept)));
    }
    if (mark != Mark.PLAIN) {
      items.add(
          Menus.item("fth-x", messages.text("concept.drop", concept), () -> query.drop(concept)));
    }
    Menus.menu(owner, items.toArray(MenuItem[]::new));
  }
}
