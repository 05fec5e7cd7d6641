package org.kamcl.explorer.ui.reasons;

import java.util.List;
import java.util.function.Function;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.ui.text.Messages;

/** Turns counterfactuals into changed queries and sentences. */
final class QueryChanges {
  /** Most changes that are offered. */
  private static final int MOST = 3;

  private final Messages messages;

  QueryChanges(Messages messages) {
    this.messages = messages;
  }

  /**
   * The changes that are worth trying, the best first.
   *
   * @param changed the query after a change
   */
  List<QueryChange> of(Explanation explanation, Function<Counterfactual, Query> changed) {
    return explanation.counterfactuals().stream()
        .map(change -> new QueryChange(text(explanation, change), changed.apply(change)))
        .filter(change -> change.query().hasIncludedTerm())
        .limit(MOST)
        .toList();
  }

  private String text(Explanation explanation, Counterfactual change) {
    String what =
        switch (change.kind()) {
          case ADD -> messages.text("reasons.change.add", change.word());
          case DROP -> messages.text("reasons.change.drop", change.word());
          case REPLACE ->
              messages.text(
                  "reasons.change.replace", change.word(), change.replaced().orElseThrow());
        };
    return explanation.placement().isEmpty() || change.rank().isEmpty()
        ? what
        : messages.text(
            "reasons.change.rank",
            what,
            explanation.placement().get().rank(),
            change.rank().getAsInt());
  }
}
