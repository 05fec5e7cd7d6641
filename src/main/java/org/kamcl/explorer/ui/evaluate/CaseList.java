package org.kamcl.explorer.ui.evaluate;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.evaluation.Failure;

/**
 * The captions that are listed: the worst failure of each image, or changes since another
 * evaluation.
 */
final class CaseList {
  private final ObservableValue<EvaluationDetails> details;
  private final ObservableValue<Since> since;
  private final ObjectProperty<CaseFilter> filter = new SimpleObjectProperty<>(CaseFilter.ALL);
  private final ObservableList<Case> cases = FXCollections.observableArrayList();

  /**
   * @param details the shown evaluation; null for none
   * @param since what it is compared with; null for nothing
   */
  CaseList(ObservableValue<EvaluationDetails> details, ObservableValue<Since> since) {
    this.details = details;
    this.since = since;
    details.addListener((property, before, now) -> list());
    since.addListener((property, before, now) -> list());
    filter.addListener((property, before, now) -> list());
  }

  private void list() {
    EvaluationDetails shown = details.getValue();
    Since compared = since.getValue();
    CaseFilter wanted = filter.get();
    if (shown == null) {
      cases.clear();
    } else if (wanted.kind() == CaseFilter.Kind.FAILURES) {
      cases.setAll(
          Failure.ofEachImage(
                  shown.evaluation(),
                  shown.worst().stream()
                      .filter(index -> wanted.accepts(shown.evaluation(), index))
                      .toList())
              .stream()
              .map(index -> new Case(index, Optional.empty()))
              .toList());
    } else if (compared != null) {
      boolean gained = wanted.kind() == CaseFilter.Kind.GAINED;
      cases.setAll(
          compared.comparison().changes().stream()
              .filter(change -> change.gained() == gained)
              .filter(change -> wanted.accepts(shown.evaluation(), change.caption()))
              .map(change -> new Case(change.caption(), Optional.of(change)))
              .toList());
    } else {
      cases.clear();
    }
  }

  /** Which captions are listed. */
  ObjectProperty<CaseFilter> filterProperty() {
    return filter;
  }

  /** The listed captions. */
  ObservableList<Case> listed() {
    return cases;
  }
}
