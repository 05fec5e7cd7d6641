package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;

/** Adds concepts to the query, excludes them or changes their weight. */
public final class ConceptMenu implements ConceptHandler {
  private final QueryViewModel query;
  private final Consumer<String> show;
  private final Consumer<String> showImages;
  private final Messages messages;

  /**
   * @param query the query to edit
   * @param show shows a concept in the Concepts perspective
   * @param showImages shows the images that have a concept
   */
  public ConceptMenu(
      QueryViewModel query, Consumer<String> show, Consumer<String> showImages, Messages messages) {
    this.query = query;
    this.show = show;
    this.showImages = showImages;
    this.messages = messages;
  }

  @Override
  public QueryState queryState(String concept) {
    return switch (query.conceptState(concept)) {
      case INCLUDED -> QueryState.ADDED;
      case EXCLUDED -> QueryState.EXCLUDED;
      case ABSENT -> QueryState.ABSENT;
    };
  }

  @Override
  public Observable changes() {
    return query.terms();
  }

  @Override
  public void toggle(String concept) {
    if (queryState(concept) == QueryState.ABSENT) {
      query.include(concept);
    } else {
      query.removeConcept(concept);
    }
  }

  @Override
  public void exclude(String concept) {
    query.exclude(concept);
  }

  @Override
  public String toggleHint(String concept) {
    QueryState queryState = queryState(concept);
    String press =
        messages.text(queryState == QueryState.ABSENT ? "concept.add" : "concept.remove", concept);
    return queryState == QueryState.EXCLUDED ? press : messages.text("concept.tip", press);
  }

  @Override
  public String menuHint(String concept) {
    return messages.text("concept.menu", concept);
  }

  @Override
  public String excludeHint(String concept) {
    return messages.text("concept.exclude", concept);
  }

  @Override
  public void showMenu(String concept, Node owner) {
    QueryState queryState = queryState(concept);
    List<MenuItem> items = new ArrayList<>();
    if (queryState != QueryState.ADDED) {
      items.add(
          Menus.item(
              "fth-plus", messages.text("concept.add", concept), () -> query.include(concept)));
    }
    if (queryState != QueryState.EXCLUDED) {
      items.add(
          Menus.item(
              "fth-chevron-up",
              messages.text("concept.emphasize", concept),
              () -> query.emphasize(concept)));
      items.add(
          Menus.item(
              "fth-minus",
              messages.text("concept.exclude", concept),
              () -> query.exclude(concept)));
    }
    if (queryState != QueryState.ABSENT) {
      items.add(
          Menus.item(
              "fth-x",
              messages.text("concept.remove", concept),
              () -> query.removeConcept(concept)));
    }
    items.add(
        Menus.item(
            "fth-search",
            messages.text("concept.images", concept),
            () -> showImages.accept(concept)));
    items.add(
        Menus.item(
            "mdi2g-graph-outline",
            messages.text("concept.show", concept),
            () -> show.accept(concept)));
    Menus.showMenu(owner, items.toArray(MenuItem[]::new));
  }
}
