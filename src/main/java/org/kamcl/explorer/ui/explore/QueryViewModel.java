package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

/**
 * The query as it is being written: terms that are finished, and words that are typed. Words next
 * to each other are read together, so they become a term at a comma or when they are searched for;
 * weights, exclusions and quotes do at a space.
 */
public final class QueryViewModel {
  private static final double FINE_STEP = 0.1;
  private static final double STEP = 0.5;

  private final ObservableList<QueryTerm> terms = FXCollections.observableArrayList();
  private final ObservableList<QueryTerm> readOnly =
      FXCollections.unmodifiableObservableList(terms);
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObservableSet<String> unknown = FXCollections.observableSet();
  // Kept, as a set hears of changes through its read-only face only while that is alive.
  private final ObservableSet<String> readOnlyUnknown =
      FXCollections.unmodifiableObservableSet(unknown);
  private Runnable corrected = () -> {};
  private Query cleared = Query.empty();
  private String clearedTyped = "";

  /** Nothing is written. */
  public QueryViewModel() {
    terms.addListener((ListChangeListener<QueryTerm>) change -> forgetCleared());
    typed.addListener((property, before, now) -> forgetCleared());
  }

  private void forgetCleared() {
    if (!isBlank()) {
      cleared = Query.empty();
      clearedTyped = "";
    }
  }

  /** How a concept stands in the query. */
  public enum ConceptState {
    /** Not a term of its own. */
    ABSENT,
    /** Wanted. */
    INCLUDED,
    /** Excluded. */
    EXCLUDED
  }

  /** What is done when a finished term is changed, other than by typing. */
  void onTermsEdited(Runnable action) {
    corrected = action;
  }

  /** Makes terms of what is typed as far as it is finished. */
  public void tokenize() {
    String text = typed.get();
    int comma = -1;
    boolean quoted = false;
    List<Integer> spaces = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        comma = i;
      } else if (!quoted && Character.isWhitespace(c)) {
        spaces.add(0, i);
      }
    }
    for (int space : spaces) {
      if (space > comma && endsFinished(text.substring(0, space))) {
        take(text, space);
        return;
      }
    }
    if (comma >= 0) {
      take(text, comma);
    }
  }

  private boolean endsFinished(String text) {
    try {
      List<QueryTerm> read = QueryParser.parse(text).terms();
      if (read.isEmpty()) {
        return false;
      }
      QueryTerm last = read.get(read.size() - 1);
      return last.kind() != QueryTerm.Kind.WORDS || last.excluded() || last.weight() != 1;
    } catch (KamclException e) {
      problem.set(e.getMessage());
      return false;
    }
  }

  private void take(String text, int until) {
    try {
      List<QueryTerm> read = QueryParser.parse(text.substring(0, until)).terms();
      typed.set(text.substring(until + 1).stripLeading());
      terms.addAll(read);
      problem.set("");
    } catch (KamclException e) {
      problem.set(e.getMessage());
    }
  }

  /**
   * Makes terms of all that is typed.
   *
   * @return whether it could be read; otherwise the problem says why
   */
  public boolean commit() {
    try {
      List<QueryTerm> read = QueryParser.parse(typed.get()).terms();
      typed.set("");
      terms.addAll(read);
      problem.set("");
      return true;
    } catch (KamclException e) {
      problem.set(e.getMessage());
      return false;
    }
  }

  /** Puts a text in the place of what is selected of the typed text, and makes terms of it all. */
  public void paste(String text, int from, int to) {
    String before = typed.get();
    typed.set(before.substring(0, from) + text.replaceAll("\\s+", " ") + before.substring(to));
    commit();
  }

  /** Replaces the whole query. */
  public void show(Query query) {
    typed.set("");
    problem.set("");
    unknown.clear();
    terms.setAll(query.terms());
  }

  /** All terms, also of what is typed; only as far as that can be read. */
  public Query query() {
    List<QueryTerm> all = new ArrayList<>(terms);
    try {
      all.addAll(QueryParser.parse(typed.get()).terms());
    } catch (KamclException e) {
      // It is said when it is searched for.
      problem.set(e.getMessage());
    }
    return new Query(all);
  }

  /** The query as people write it. */
  public String text() {
    return QueryWriter.write(query());
  }

  /** Whether there is anything at all. */
  public boolean isBlank() {
    return terms.isEmpty() && typed.get().isBlank();
  }

  /** Nothing is looked for any more; what was can be had back. */
  public void clear() {
    Query left = new Query(List.copyOf(terms));
    String leftTyped = typed.get();
    boolean blank = isBlank();
    show(Query.empty());
    if (!blank) {
      cleared = left;
      clearedTyped = leftTyped;
    }
  }

  /**
   * Brings back what was cleared last, as long as nothing has been written since.
   *
   * @return whether there was anything
   */
  public boolean restore() {
    if (!isBlank() || (cleared.terms().isEmpty() && clearedTyped.isEmpty())) {
      return false;
    }
    Query back = cleared;
    String backTyped = clearedTyped;
    show(back);
    typed.set(backTyped);
    return true;
  }

  /** Adds a term. */
  public void add(QueryTerm term) {
    terms.add(term);
    corrected.run();
  }

  /** Takes a term away. */
  public void remove(int index) {
    terms.remove(index);
    corrected.run();
  }

  /** Makes a term count more, or with a negative number less. */
  public void changeWeight(int index, int steps) {
    QueryTerm term = terms.get(index);
    QueryTerm now = term.withWeight(stepped(term.weight(), steps));
    if (!now.equals(term)) {
      terms.set(index, now);
      corrected.run();
    }
  }

  private static double stepped(double weight, int steps) {
    // Below 1, half a step would be too much; decimals are counted in tenths to stay exact.
    double step = weight < 1 || (weight == 1 && steps < 0) ? FINE_STEP : STEP;
    return Math.rint((weight + steps * step) * 10) / 10;
  }

  /** Wants a term that was excluded, or the other way round. */
  public void negate(int index) {
    terms.set(index, terms.get(index).negated());
    corrected.run();
  }

  /** Makes a term typed text again, to be changed; what is typed becomes a term before. */
  public void edit(int index) {
    QueryTerm term = terms.get(index);
    if (term.kind() != QueryTerm.Kind.IMAGE && commit()) {
      terms.remove(index);
      typed.set(QueryWriter.write(new Query(List.of(term))));
    }
  }

  /** How a concept stands in the query. */
  public ConceptState conceptState(String concept) {
    int at = indexOf(concept);
    if (at < 0) {
      return ConceptState.ABSENT;
    }
    return terms.get(at).excluded() ? ConceptState.EXCLUDED : ConceptState.INCLUDED;
  }

  private int indexOf(String concept) {
    for (int i = 0; i < terms.size(); i++) {
      QueryTerm term = terms.get(i);
      if (term.kind() != QueryTerm.Kind.IMAGE
          && term.text()
              .strip()
              .toLowerCase(Locale.ROOT)
              .equals(concept.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  /** Wants a concept, also one that was excluded. */
  public void include(String concept) {
    put(concept, QueryTerm.words(concept));
  }

  /** Excludes a concept, also one that was wanted. */
  public void exclude(String concept) {
    put(concept, QueryTerm.words(concept).negated());
  }

  private void put(String concept, QueryTerm term) {
    if (commit()) {
      int at = indexOf(concept);
      if (at < 0) {
        terms.add(term);
      } else {
        terms.set(at, term);
      }
      corrected.run();
    }
  }

  /** Makes a concept count more; one that is no term becomes one that counts twice. */
  public void emphasize(String concept) {
    int at = indexOf(concept);
    if (at >= 0 && !terms.get(at).excluded()) {
      changeWeight(at, 1);
    } else {
      put(concept, QueryTerm.words(concept).withWeight(2));
    }
  }

  /** Takes a concept out that is a term. */
  public void removeConcept(String concept) {
    int at = indexOf(concept);
    if (at >= 0) {
      remove(at);
    }
  }

  /** Words that the model does not know, of the last search. */
  void unknown(List<String> words) {
    unknown.clear();
    words.forEach(word -> unknown.add(word.toLowerCase(Locale.ROOT)));
  }

  /** The words of a term that the model does not know. */
  public List<String> unknown(QueryTerm term) {
    if (term.kind() == QueryTerm.Kind.IMAGE) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (String word : term.text().split("[^\\p{L}\\p{N}'-]+")) {
      if (unknown.contains(word.toLowerCase(Locale.ROOT))) {
        found.add(word);
      }
    }
    return found;
  }

  /** Words that the model does not know, in small letters. */
  public ObservableSet<String> unknownWords() {
    return readOnlyUnknown;
  }

  /** The finished terms. */
  public ObservableList<QueryTerm> terms() {
    return readOnly;
  }

  /** What is typed and no term yet. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** Why what is typed cannot be read, or nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
