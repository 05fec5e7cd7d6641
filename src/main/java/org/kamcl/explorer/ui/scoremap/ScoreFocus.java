package org.kamcl.explorer.ui.scoremap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.heatmap.QueryWords;

/** What a score map looks for: the whole query, or one of its terms or words. */
final class ScoreFocus {
  private final ReadOnlyObjectWrapper<Optional<String>> word =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<Optional<String>> choices = FXCollections.observableArrayList();

  /** Offers the terms and words of a query; the chosen one stays if the query has it. */
  void offer(Optional<Query> query) {
    List<String> words = query.map(QueryWords::of).orElse(List.of());
    // First, so that what is chosen is always offered.
    if (!word.get().map(words::contains).orElse(true)) {
      word.set(Optional.empty());
    }
    if (words.isEmpty()) {
      choices.clear();
    } else {
      List<Optional<String>> all = new ArrayList<>(List.of(Optional.empty()));
      words.forEach(one -> all.add(Optional.of(one)));
      choices.setAll(all);
    }
  }

  /** Looks for a term or word; nothing for the whole query. */
  void choose(Optional<String> chosen) {
    if (choices.contains(chosen)) {
      word.set(chosen);
    }
  }

  /** What is looked for instead of a query. */
  Query in(Query query) {
    return word.get().map(one -> new Query(List.of(QueryTerm.words(one)))).orElse(query);
  }

  /** The chosen term or word; empty for the whole query. */
  ReadOnlyObjectProperty<Optional<String>> wordProperty() {
    return word.getReadOnlyProperty();
  }

  /** What can be chosen, the whole query first; empty if there is nothing but that. */
  ObservableList<Optional<String>> choices() {
    return choices;
  }
}
